from django.db import transaction
from django.utils import timezone

from actors.access import access_of
from actors.models import User
from strategies.choices import IN_DRAFT
from strategies.models import Commitment, ProgressReport
from strategies.rules.reporting import can_report
from strategies.services.reports.holding import lock_commitment, require, require_state


def draft_of(*, commitment: Commitment, by: User) -> ProgressReport:
    """The open report of a commitment, held until the transaction ends; a new one, not yet saved,
    where there is none. Raises PermissionDenied for who may not write it."""
    kept = lock_commitment(commitment)
    require(may=can_report(access_of(by), kept))
    report = kept.reports.open().select_for_update(of=("self",)).first()
    if report is None:
        return ProgressReport(commitment=kept, author=by)
    report.commitment = kept
    return report


@transaction.atomic
def save_draft(*, report: ProgressReport, by: User) -> ProgressReport:
    """Keep what has been written so far, whole or not. `report` comes from `draft_of`, in the same
    transaction, with what a form has put there and cleaned.

    Raises PermissionDenied, and NotThereError for one that has been submitted.
    """
    require(may=can_report(access_of(by), report.commitment))
    require_state(report, IN_DRAFT)
    report.author = by
    report.saved_at = timezone.now()
    report.save()
    return report
