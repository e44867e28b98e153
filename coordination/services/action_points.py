"""Action points: what one organisation has promised to do until a day, until it is done or becomes
a commitment."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.access import access_of
from actors.models import User
from coordination.models import ActionPoint
from coordination.rules.deciding import (
    can_close_action_point,
    can_promise_from,
    can_run_deciding,
)
from coordination.services.holding import between_meetings, hold_with_meeting, told_for
from records.history import told_as
from records.services import lock, save_content
from strategies.models import Commitment
from strategies.rules.editing import can_add_commitment

SAID = ("text", "actor", "due_on")

CLOSED = _("Åtgärdspunkten är redan avslutad.")
PROMISED = _("Åtgärdspunkten har redan blivit ett åtagande.")


class ClosedError(ValidationError):
    """Another closed it, or made a commitment of it, since it was shown."""


@transaction.atomic
def save_action_point(*, point: ActionPoint, by: User) -> ActionPoint:
    """Add one between meetings, or change one: its words, its day, whose it is. Added again in the
    same words, it returns the one that is open.

    Raises PermissionDenied, ClosedError, and ValidationError where something is missing.
    """
    kept = point if point.pk is None else hold_with_meeting(point)
    if not can_run_deciding(access_of(by), kept):
        raise PermissionDenied
    if not kept.is_open:
        raise ClosedError(CLOSED)
    if point.pk is None and (same := between_meetings(point, *SAID).open().first()):
        return same
    point.full_clean()
    with told_for(point, by=by):
        point.save()
    return point


@transaction.atomic
def close_action_point(*, point: ActionPoint, done: str, by: User) -> ActionPoint:
    """Say in one line what was done. Said in the same words twice, it is said once.

    Raises PermissionDenied; ClosedError where another has closed it in other words;
    ValidationError without words.
    """
    kept = lock(point)
    if not can_close_action_point(access_of(by), kept):
        raise PermissionDenied
    words = done.strip()
    if not kept.is_open and kept.done == words:
        return kept
    if not kept.is_open:
        raise ClosedError(CLOSED)
    if not words:
        raise ValidationError({"done": _("Skriv med en mening vad som gjordes.")})
    kept.done, kept.closed_at = words, timezone.now()
    kept.full_clean()
    with told_as(by=by, for_actor=kept.actor_id):
        kept.save()
    return kept


@transaction.atomic
def promise_from_action_point(
    *, point: ActionPoint, commitment: Commitment, by: User
) -> Commitment:
    """Make a commitment, a draft, of what was promised at a meeting. The point stays, and leads to
    it; it is closed when it is done.

    Raises PermissionDenied; ClosedError where it has become one already; ValidationError.
    """
    kept = lock(point)
    access = access_of(by)
    if not can_promise_from(access, kept) or not can_add_commitment(access, commitment):
        raise PermissionDenied
    if kept.commitment_id is not None:
        raise ClosedError(PROMISED)
    commitment.full_clean()
    with told_as(by=by, for_actor=commitment.responsible_id):
        save_content(record=commitment)
        kept.commitment = commitment
        kept.full_clean()
        kept.save()
    return commitment
