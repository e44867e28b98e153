from django.urls import path

from strategies import views
from strategies.joining import pages as joining

urlpatterns = [
    path("strategier/", views.StrategyListView.as_view(), name="strategies"),
    path("uppdrag/", views.AssignmentListView.as_view(), name="assignments"),
    path("program/", views.ProgrammeListView.as_view(), name="programmes"),
    path("strategier/<slug:slug>/", views.StrategyDetailView.as_view(), name="strategy"),
    path("strategier/<slug:slug>/anslut/", joining.JoinView.as_view(), name="join"),
    path(
        "strategier/<slug:slug>/anslut/skickat/", joining.JoinSentView.as_view(), name="join_sent"
    ),
    path(
        "strategier/<slug:strategy>/mal/<slug:slug>/", views.GoalDetailView.as_view(), name="goal"
    ),
    path("ataganden/", views.CommitmentListView.as_view(), name="commitments"),
    path("ataganden/<slug:public_id>/", views.CommitmentDetailView.as_view(), name="commitment"),
]
