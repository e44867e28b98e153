from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.models import User
from coordination.models import Decision
from coordination.services.agencies import ask_agencies, stop_asking
from coordination.services.at_meeting.rows import remove, save_new
from coordination.services.writing import hold_for_writing, told_of
from records.services import lock

REPLACING = _("Ett annat beslut ersätter det här. Det måste stå kvar.")


@transaction.atomic
def record_decision(*, decision: Decision, by: User) -> Decision:
    """Keep a new decision of its meeting, under its item or none. Where each agency has to decide
    by itself, they are asked. Raises PermissionDenied for who does not run the meeting;
    ValidationError once its notes are final."""
    meeting = decision.meeting
    assert meeting is not None
    decision.decided_on = meeting.on or timezone.localdate().isoformat()
    kept = save_new(decision, by=by)
    if kept.needs_agency_decision:
        with told_of(meeting, by):
            ask_agencies(kept)
    return kept


@transaction.atomic
def remove_decision(*, decision: Decision, by: User) -> None:
    """Take away what was not decided. Raises as `record_decision`, and ValidationError where an
    agency has answered or another decision replaces it."""
    assert decision.meeting is not None
    held = hold_for_writing(decision.meeting, by)
    kept = lock(decision)
    if kept.replaced_by.exists():
        raise ValidationError(REPLACING)
    with told_of(held, by):
        stop_asking(kept)
    remove(kept, by=by)
