from django.urls import path

from coordination.work import notes

NOTES = "moten/<slug:public_id>/anteckningar"

urlpatterns = [
    path(f"{NOTES}/", notes.NotesView.as_view(), name="notes"),
    path(f"{NOTES}.pdf", notes.PaperView.as_view(), name="notes_paper"),
    path(f"{NOTES}/<int:number>.pdf", notes.PaperView.as_view(), name="notes_paper_version"),
    path(f"{NOTES}/skicka/", notes.SendView.as_view(), name="notes_send"),
    path(f"{NOTES}/kommentera/", notes.CommentView.as_view(), name="notes_comment_all"),
    path(f"{NOTES}/kommentera/<slug:item>/", notes.CommentView.as_view(), name="notes_comment"),
    path(f"{NOTES}/kommentarer/<slug:comment>/", notes.HandleView.as_view(), name="notes_handle"),
    path(f"{NOTES}/klara/", notes.FinalView.as_view(), name="notes_final"),
    path(f"{NOTES}/oppna-igen/", notes.ReopenView.as_view(), name="notes_reopen"),
]
