"""Writing at a meeting: its agenda and what is recorded there, until its notes are final."""

from contextlib import AbstractContextManager

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

from actors.access import access_of
from actors.models import User
from coordination.models import Meeting
from coordination.rules.meetings import can_edit_meeting
from records.history import told_as
from records.services import hold

FINAL = _("Anteckningarna är klara och går inte att ändra längre.")


def hold_for_writing(meeting: Meeting, by: User) -> Meeting:
    """The meeting as it stands now, held until the transaction ends. Raises PermissionDenied for
    who does not run it; ValidationError once its notes are final."""
    rows = Meeting.objects.select_related("network__maintained_by", "network__county", "county")
    held = hold(rows).get(pk=meeting.pk)
    if not can_edit_meeting(access_of(by), held):
        raise PermissionDenied
    if held.has_final_notes:
        raise ValidationError(FINAL, code="final")
    return held


def told_of(meeting: Meeting, by: User) -> AbstractContextManager[None]:
    """What is saved within is told in the history as done for whose meeting it is."""
    return told_as(by=by, for_actor=meeting.maintained_by.pk)
