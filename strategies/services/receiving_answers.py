"""Receiving what an organisation answered in a round together with what it reported there."""

from collections.abc import Collection

from django.db import transaction

from actors.models import User
from strategies.models import ProgressReport, RoundRequest
from strategies.services.reports import receive_report
from strategies.services.rounds import receive_request


@transaction.atomic
def receive_answer(
    *,
    request: RoundRequest,
    seen: int,
    by: User,
    reports: Collection[tuple[ProgressReport, int]] = (),
) -> RoundRequest:
    """Receive the answer, and with it these reports of its commitments: all of it or nothing.
    `seen` and the number beside each report are those of the versions that were read.

    Raises PermissionDenied, NotThereError.
    """
    received = receive_request(request=request, seen=seen, by=by)
    for report, number in reports:
        receive_report(report=report, seen=number, by=by)
    return received
