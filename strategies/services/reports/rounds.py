"""What a follow-up round learns of a report that is submitted."""

from collections.abc import Sequence

from django.db.models import Q

from strategies.models import FollowUpRound, ReportVersion, RequestItem, RoundRequest
from strategies.models.round_request import untold_q


def answer_in_rounds(versions: Sequence[ReportVersion]) -> None:
    """Let what was just submitted answer its commitments, in the rounds in which they may still be
    answered: also where the answer is received without them, until its round is closed. One query
    for each."""
    answerable = RoundRequest.objects.answerable().order_by().values("pk")
    waits = Q(request__round__in=FollowUpRound.objects.running().values("pk")) & untold_q()
    for version in versions:
        report = version.report
        items = RequestItem.objects.filter(commitment=report.commitment_id)
        items.filter(Q(request__in=answerable) | waits).update(report=report)
