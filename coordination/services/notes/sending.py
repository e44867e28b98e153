from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.access import access_of
from actors.models import User
from coordination.choices import NotesState
from coordination.models import Meeting, Seat
from coordination.rules.meetings import can_edit_meeting
from coordination.services.notes import letters
from coordination.services.notes.holding import held_meeting, require_met, require_notes
from coordination.services.notes.people import approvers_of
from records.history import told_as
from records.mail.days import working_days_after
from strategies.services.reports.holding import require

# A week in which people are at work.
USUAL_DAYS = 5


def usual_last_day(on: date) -> date:
    """Until when comments may be given, unless somebody chooses another day."""
    return working_days_after(on, USUAL_DAYS)


@transaction.atomic
def send_for_comments(
    *, meeting: Meeting, comments_by: date, by: User, approver: Seat | None = None
) -> int:
    """Let the meeting's own read the notes and comment on them until that day ends, and tell those
    seated by a letter; minutes then wait for the person of the seat `approver`, who is told too.
    Says how many letters leave.

    Raises PermissionDenied; NotThereError for what is no draft; ValidationError for a day that has
    passed, a meeting that has not been, and minutes without somebody who may approve them.
    """
    kept = held_meeting(meeting)
    require(may=can_edit_meeting(access_of(by), kept))
    require_notes(kept, [NotesState.DRAFT])
    require_met(kept)
    if comments_by < timezone.localdate():
        raise ValidationError({"comments_by": _("Dagen har redan varit.")})
    kept.approver = None
    if kept.needs_approver:
        kept.approver = approvers_of(kept).filter(pk=approver.pk).first() if approver else None
        if kept.approver is None:
            raise ValidationError({"approver": _("Välj vem som ska justera protokollet.")})
    kept.notes_state = NotesState.SENT
    kept.notes_sent_at = timezone.now()
    kept.comments_by = comments_by
    with told_as(by=by, for_actor=kept.maintained_by.pk):
        kept.save()
    return letters.write_sent(meeting=kept, by=by)
