"""Guests: organisations that have no seat."""

from django.db import transaction

from actors.models import Actor, User
from coordination.models import Invitee, Meeting
from coordination.services.inviting.holding import held_meeting, require_to_come
from coordination.services.reached import mailbox_of
from records.history import told_as


@transaction.atomic
def add_guest(*, meeting: Meeting, actor: Actor, office: str = "", by: User) -> Invitee:
    """Put an organisation of the register on the list, at its function mailbox. No letter leaves.
    Raises PermissionDenied, ValidationError (who is on the list already)."""
    kept = held_meeting(meeting, by)
    require_to_come(kept)
    guest = Invitee(meeting=kept, actor=actor, office=office.strip())
    guest.address = mailbox_of(actor)
    with told_as(by=by, for_actor=kept.maintained_by.pk):
        guest.full_clean()
        guest.save()
    return guest
