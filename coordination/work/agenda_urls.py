from django.urls import path

from coordination.work import agenda, agenda_documents, proposing

OF_MEETING = "moten/<slug:public_id>/"
OF_AGENDA = f"{OF_MEETING}dagordning/"
OF_ITEM = f"{OF_AGENDA}<slug:item>/"
OF_DOCUMENT = f"{OF_ITEM}handlingar/<slug:document>/"

urlpatterns = [
    path(OF_AGENDA, agenda.AgendaView.as_view(), name="agenda"),
    path(
        f"{OF_AGENDA}forslag/<slug:proposal>/",
        agenda.AnswerProposalView.as_view(),
        name="agenda_proposal",
    ),
    path(OF_ITEM, agenda.ItemView.as_view(), name="agenda_item"),
    path(f"{OF_ITEM}flytta/", agenda.MoveItemView.as_view(), name="agenda_move"),
    path(f"{OF_ITEM}ta-bort/", agenda.RemoveItemView.as_view(), name="agenda_remove"),
    path(f"{OF_ITEM}ny-handling/", agenda_documents.AttachView.as_view(), name="agenda_attach"),
    path(OF_DOCUMENT, agenda_documents.ItemDocumentView.as_view(), name="agenda_document"),
    path(
        f"{OF_DOCUMENT}ta-bort/",
        agenda_documents.RemoveItemDocumentView.as_view(),
        name="agenda_detach",
    ),
    path(
        f"{OF_MEETING}handlingar/<slug:document>/",
        agenda_documents.work_meeting_document,
        name="work_meeting_document",
    ),
    path("natverk/<slug:slug>/foresla/", proposing.ProposeItemView.as_view(), name="propose_item"),
]
