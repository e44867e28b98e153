from django.urls import path

from strategies import views

urlpatterns = [
    path("strategier/", views.StrategyListView.as_view(), name="strategies"),
    path("uppdrag/", views.AssignmentListView.as_view(), name="assignments"),
    path("program/", views.ProgrammeListView.as_view(), name="programmes"),
    path("strategier/<slug:slug>/", views.StrategyDetailView.as_view(), name="strategy"),
    path(
        "strategier/<slug:strategy>/mal/<slug:slug>/", views.GoalDetailView.as_view(), name="goal"
    ),
    path("ataganden/", views.CommitmentListView.as_view(), name="commitments"),
    path("ataganden/<slug:public_id>/", views.CommitmentDetailView.as_view(), name="commitment"),
]
