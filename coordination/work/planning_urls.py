from django.urls import path

from coordination.work import planning, planning_buttons, reserving

urlpatterns = [
    path("natverk/<slug:slug>/nytt-mote/", planning.NewMeetingView.as_view(), name="meeting_plan"),
    path("natverk/<slug:slug>/datum/", reserving.ReserveDatesView.as_view(), name="reserve_dates"),
    path(
        "natverk/<slug:slug>/datum/brev/",
        reserving.ReservedLetterView.as_view(),
        name="reserved_letter",
    ),
    path("moten/nytt/", planning.NewTalkView.as_view(), name="talk_plan"),
    path(
        "moten/<slug:public_id>/andra/",
        planning.ChangeMeetingView.as_view(),
        name="meeting_change",
    ),
    path("moten/<slug:public_id>/nasta/", planning.NextMeetingView.as_view(), name="meeting_next"),
    path(
        "moten/<slug:public_id>/publicera/",
        planning_buttons.PublishView.as_view(),
        name="meeting_publish",
    ),
    path(
        "moten/<slug:public_id>/avpublicera/",
        planning_buttons.WithdrawView.as_view(),
        name="meeting_withdraw",
    ),
    path(
        "moten/<slug:public_id>/stall-in/",
        planning_buttons.CancelView.as_view(),
        name="meeting_cancel",
    ),
    path(
        "moten/<slug:public_id>/hallet/", planning_buttons.HeldView.as_view(), name="meeting_held"
    ),
    path(
        "moten/<slug:public_id>/planerat-igen/",
        planning_buttons.ReopenView.as_view(),
        name="meeting_reopen",
    ),
]
