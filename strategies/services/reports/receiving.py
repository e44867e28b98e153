from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.access import access_of
from actors.models import User
from records.history import told_as
from strategies.choices import Publishing, ReportState
from strategies.models import ProgressReport
from strategies.rules.reporting import can_manage_report
from strategies.services.reports import letters
from strategies.services.reports.holding import (
    held,
    require,
    require_seen,
    require_state,
    signed_by,
)
from strategies.services.reports.publishing import publish_report


@transaction.atomic
def receive_report(
    *, report: ProgressReport, seen: int, by: User, comment: str = ""
) -> ProgressReport:
    """Take a submitted report as it is: nobody approves another organisation's statement. A comment
    stands beside it, signed with office and organisation. Public now, where the strategy says so.

    `seen` is the number of the version that was read. Received already, it stays as it was. Raises
    PermissionDenied, and NotThereError for one that is not submitted, or was submitted anew.
    """
    kept = held(report)
    require(may=can_manage_report(access_of(by), kept))
    if kept.state == ReportState.RECEIVED:
        return kept
    require_state(kept, [ReportState.SUBMITTED])
    require_seen(kept, seen)
    home = kept.commitment.home
    kept.state = ReportState.RECEIVED
    kept.received_at = timezone.now()
    kept.comment = comment.strip()
    kept.comment_signed = signed_by(by, home.maintained_by) if kept.comment else ""
    kept.full_clean()
    with told_as(by=by, for_actor=home.maintained_by_id):
        kept.save()
        if home.report_publishing == Publishing.AT_RECEIPT:
            publish_report(report=kept, by=by)
    return kept


@transaction.atomic
def ask_for_completion(
    *, report: ProgressReport, seen: int, reason: str, by: User
) -> ProgressReport:
    """Give a submitted report back with what is missing, and tell its writers by a letter. Only
    this report opens again, with the words that were submitted.

    Raises PermissionDenied; NotThereError as above; ValidationError without a reason, or where its
    organisation stands by what it said.
    """
    kept = held(report)
    require(may=can_manage_report(access_of(by), kept))
    require_state(kept, [ReportState.SUBMITTED])
    require_seen(kept, seen)
    if kept.stands_by:
        raise ValidationError(
            _("Organisationen står fast vid sina uppgifter. Ta emot dem, gärna med en kommentar.")
        )
    if not reason.strip():
        raise ValidationError({"reason": _("Skriv vad som behöver kompletteras.")})
    kept.state = ReportState.COMPLETION_ASKED
    kept.request_for_completion = reason.strip()
    kept.full_clean()
    with told_as(by=by, for_actor=kept.commitment.home.maintained_by_id):
        kept.save()
    letters.write_completion_asked(report=kept)
    return kept
