"""Holding a meeting while its notes change, and refusing what cannot be done any more."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from coordination.choices import NotesState
from coordination.models import Meeting
from records.services import hold
from strategies.services.reports.holding import NotThereError

NEEDED = (
    "county",
    "network__maintained_by",
    "network__parent",
    "network__county",
    "convener",
    "approver__actor",
    "approver__person",
)


def held_meeting(meeting: Meeting) -> Meeting:
    """The meeting as it stands now, with what the rules ask, held until the transaction ends."""
    return hold(Meeting.objects.select_related(*NEEDED)).get(pk=meeting.pk)


def require_notes(meeting: Meeting, states: Collection[str]) -> None:
    """Raise NotThereError, which says where the notes are now."""
    if meeting.notes_state not in states:
        now = _("Det går inte längre: anteckningarna är nu %(state)s.")
        state = NotesState(meeting.notes_state).label
        raise NotThereError(now, params={"state": state})


def require_met(meeting: Meeting) -> None:
    if meeting.is_cancelled:
        raise ValidationError(_("Mötet är inställt."))
    if not meeting.has_begun:
        raise ValidationError(_("Mötet har inte hållits än."))
