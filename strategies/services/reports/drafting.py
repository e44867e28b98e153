from django.db import transaction
from django.utils import timezone

from strategies.choices import IN_DRAFT
from strategies.models import Commitment, ProgressReport
from strategies.services.reports.holding import lock_commitment, require, require_state
from strategies.services.writers import Writer, hold_writer, may_report, sign_as_author


def draft_of(*, commitment: Commitment, by: Writer) -> ProgressReport:
    """The open report of a commitment, held until the transaction ends; a new one, not yet saved,
    where there is none. Raises PermissionDenied for who may not write it."""
    hold_writer(by)
    kept = lock_commitment(commitment)
    require(may=may_report(by, kept))
    report = kept.reports.open().select_for_update(of=("self",)).first()
    if report is None:
        report = ProgressReport(commitment=kept)
        sign_as_author(report, by)
        return report
    report.commitment = kept
    return report


@transaction.atomic
def save_draft(*, report: ProgressReport, by: Writer) -> ProgressReport:
    """Keep what has been written so far, whole or not. `report` comes from `draft_of`, in the same
    transaction, with what a form has put there and cleaned.

    Raises PermissionDenied, and NotThereError for one that has been submitted.
    """
    require(may=may_report(by, report.commitment))
    require_state(report, IN_DRAFT)
    sign_as_author(report, by)
    report.saved_at = timezone.now()
    report.save()
    return report
