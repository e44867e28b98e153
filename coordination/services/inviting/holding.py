"""A meeting as it stands, held while somebody invites to it."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from actors.access import access_of
from actors.models import User
from coordination.models import Meeting
from coordination.rules.inviting import is_too_late
from coordination.rules.meetings import can_edit_meeting
from records.services import hold
from strategies.services.reports.holding import require


def held_meeting(meeting: Meeting, by: User | None) -> Meeting:
    """Held until the caller's transaction ends. `by` is None for what happens by itself. Raises
    PermissionDenied for who does not run the meeting."""
    rows = Meeting.objects.select_related("network__maintained_by", "convener", "county")
    kept = hold(rows).get(pk=meeting.pk)
    if by is not None:
        require(may=can_edit_meeting(access_of(by), kept))
    return kept


def require_to_come(meeting: Meeting) -> None:
    """Raise ValidationError where nobody can come to it any more."""
    if meeting.is_cancelled:
        raise ValidationError(_("Mötet är inställt."))
    if is_too_late(meeting):
        raise ValidationError(_("Mötet har redan börjat eller hållits."))
