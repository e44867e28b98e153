from django.urls import include, path

from strategies.joining import work as joining
from strategies.work import (
    checking,
    commitments,
    contributions,
    handling,
    new_period,
    papers,
    receiving,
    stances,
    writing,
)

OF = "redovisa/<slug:slug>/"
REPORT = "uppfoljningar/<slug:public_id>/"
JOINING = "anslutningar/"
COMMITMENT = "ataganden/<slug:public_id>/"

urlpatterns = [
    path("", include("strategies.work.rounds.urls")),
    path(OF, writing.ReportingView.as_view(), name="report"),
    path(OF + "utskrift/", writing.ReportPrintView.as_view(), name="report_print"),
    path(OF + "kontrollera/", checking.ReportCheckView.as_view(), name="report_check"),
    path(OF + "kvitto/", checking.ReportReceiptView.as_view(), name="report_receipt"),
    path("uppfoljningar/", receiving.InboxView.as_view(), name="report_inbox"),
    path(REPORT, receiving.ReportView.as_view(), name="work_report"),
    path(REPORT + "ta-emot/", receiving.ReceiveView.as_view(), name="report_receive"),
    path(REPORT + "komplettera/", receiving.CompletionView.as_view(), name="report_complete"),
    path(REPORT + "publicera/", receiving.PublishView.as_view(), name="report_publish"),
    path(REPORT + "dolj/", receiving.HideView.as_view(), name="report_hide"),
    path(REPORT + "papper/<int:number>/", papers.ReportPaperView.as_view(), name="report_paper"),
    path(REPORT + "diarienummer/", receiving.RegistryView.as_view(), name="report_register"),
    path("fordela/<slug:slug>/", handling.ShareOutView.as_view(), name="share_out"),
    path(
        "lamna-over/<slug:slug>/<slug:public_id>/", handling.HandoverView.as_view(), name="handover"
    ),
    path(
        "overlamnat/<slug:slug>/", handling.HandoverHistoryView.as_view(), name="handover_history"
    ),
    path("ataganden/<slug:public_id>/ta-over/", handling.take_over_view, name="take_over"),
    path(REPORT + "stallning/", stances.StanceView.as_view(), name="report_stance"),
    path("bekrafta/", stances.StanceInboxView.as_view(), name="stance_inbox"),
    path(COMMITMENT, commitments.WorkCommitmentView.as_view(), name="work_commitment"),
    path(COMMITMENT + "flytta-slutet/", commitments.MoveEndView.as_view(), name="move_end"),
    path(COMMITMENT + "bidra/", contributions.ProposeView.as_view(), name="propose_contribution"),
    path("bidrag/", contributions.ContributionInboxView.as_view(), name="contribution_inbox"),
    path("bidrag/<slug:public_id>/", contributions.ContributionView.as_view(), name="contribution"),
    path(
        "strategier/<slug:slug>/ny-planperiod/",
        new_period.NewPeriodView.as_view(),
        name="new_period",
    ),
    path("strategier/<slug:slug>/anslut/", joining.AskView.as_view(), name="work_join"),
    path(JOINING, joining.InboxView.as_view(), name="join_inbox"),
    path(JOINING + "egna/", joining.OwnView.as_view(), name="join_own"),
    path(JOINING + "<slug:public_id>/", joining.RequestView.as_view(), name="join_request"),
    path(JOINING + "<slug:public_id>/andra/", joining.ChangeView.as_view(), name="join_change"),
    path("anslutna/<slug:public_id>/lamna/", joining.LeaveView.as_view(), name="leave_strategy"),
]
