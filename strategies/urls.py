from django.urls import path

from strategies import report_views, views
from strategies.joining import pages as joining

REPORT = "uppfoljningar/<slug:slug>/"

urlpatterns = [
    path("strategier/", views.StrategyListView.as_view(), name="strategies"),
    path("uppdrag/", views.AssignmentListView.as_view(), name="assignments"),
    path("program/", views.ProgrammeListView.as_view(), name="programmes"),
    path("strategier/<slug:slug>/anslut/", joining.JoinView.as_view(), name="join"),
    path(
        "strategier/<slug:slug>/anslut/skickat/", joining.JoinSentView.as_view(), name="join_sent"
    ),
    path(
        "strategier/<slug:strategy>/mal/<slug:slug>/", views.GoalDetailView.as_view(), name="goal"
    ),
    path("ataganden/", views.CommitmentListView.as_view(), name="commitments"),
    path("ataganden/<slug:public_id>/", views.CommitmentDetailView.as_view(), name="commitment"),
    path("uppfoljningar/", report_views.RoundReportListView.as_view(), name="round_reports"),
    path(REPORT, report_views.RoundReportDetailView.as_view(), name="round_report"),
    path(
        REPORT + "version/<int:number>/",
        report_views.RoundReportDetailView.as_view(),
        name="round_report_version",
    ),
    path(REPORT + "rapport.pdf", report_views.PdfView.as_view(), name="round_report_pdf"),
    path(REPORT + "export.csv", report_views.CsvView.as_view(), name="round_report_csv"),
    path(REPORT + "export.json", report_views.JsonView.as_view(), name="round_report_json"),
]
