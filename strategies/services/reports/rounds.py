"""What a follow-up round learns of a report that is submitted."""

from collections.abc import Sequence

from strategies.models import ReportVersion, RequestItem, RoundRequest


def answer_in_rounds(versions: Sequence[ReportVersion]) -> None:
    """Let what was just submitted answer its commitments, in the rounds in which they may still be
    answered. One query for each."""
    open_requests = RoundRequest.objects.answerable().order_by().values("pk")
    for version in versions:
        report = version.report
        items = RequestItem.objects.filter(commitment=report.commitment_id)
        items.filter(request__in=open_requests).update(report=report)
