from django.urls import path

from coordination.work import inviting

urlpatterns = [
    path("moten/<slug:public_id>/bjud-in/", inviting.InviteView.as_view(), name="meeting_invite"),
    path(
        "moten/<slug:public_id>/bjud-in/andringar/",
        inviting.TellChangesView.as_view(),
        name="meeting_tell",
    ),
    path(
        "moten/<slug:public_id>/bjud-in/telefon/",
        inviting.TelephoneView.as_view(),
        name="meeting_answer_for",
    ),
    path(
        "moten/<slug:public_id>/bjud-in/ta-bort/",
        inviting.WithdrawView.as_view(),
        name="invitee_withdraw",
    ),
    path(
        "moten/<slug:public_id>/svar/<slug:invitee>/",
        inviting.OwnAnswerView.as_view(),
        name="meeting_answer",
    ),
]
