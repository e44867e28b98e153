from django.urls import path

from coordination.work import action_points, challenges, decisions

NETWORK = "natverk/<slug:slug>/"
POINT = "atgardspunkter/<slug:public_id>/"

urlpatterns = [
    path(NETWORK + "beslut/", decisions.DecisionRegisterView.as_view(), name="work_decisions"),
    path(NETWORK + "beslut/nytt/", decisions.NewDecisionView.as_view(), name="decision_new"),
    path("beslut/<slug:public_id>/", decisions.DecisionView.as_view(), name="work_decision"),
    path(
        "beslut/<slug:public_id>/andra/",
        decisions.ChangeDecisionView.as_view(),
        name="decision_change",
    ),
    path(
        "beslut/i-myndighet/<slug:public_id>/",
        decisions.AgencyDecisionView.as_view(),
        name="agency_decision",
    ),
    path(
        NETWORK + "atgardspunkter/",
        action_points.ActionPointsView.as_view(),
        name="work_action_points",
    ),
    path(
        NETWORK + "atgardspunkter/ny/",
        action_points.NewActionPointView.as_view(),
        name="action_point_new",
    ),
    path(POINT, action_points.ActionPointView.as_view(), name="work_action_point"),
    path(
        POINT + "andra/", action_points.ChangeActionPointView.as_view(), name="action_point_change"
    ),
    path(POINT + "atagande/", action_points.PromiseView.as_view(), name="action_point_promise"),
    path(NETWORK + "utmaningar/ny/", challenges.NewChallengeView.as_view(), name="challenge_new"),
    path("utmaningar/<slug:public_id>/", challenges.ChallengeView.as_view(), name="work_challenge"),
]
