from django.urls import path

from coordination.work import at_meeting, at_meeting_rows

urlpatterns = [
    path(
        "moten/<slug:public_id>/pagar/",
        at_meeting.AtMeetingView.as_view(),
        name="at_meeting",
    ),
    path(
        "moten/<slug:public_id>/pagar/beslut/<slug:row>/",
        at_meeting_rows.DecisionView.as_view(),
        name="at_meeting_decision",
    ),
    path(
        "moten/<slug:public_id>/pagar/utmaningar/<slug:row>/",
        at_meeting_rows.ChallengeView.as_view(),
        name="at_meeting_challenge",
    ),
    path(
        "moten/<slug:public_id>/pagar/atgardspunkter/<slug:row>/",
        at_meeting_rows.ActionPointView.as_view(),
        name="at_meeting_action_point",
    ),
]
