"""Asked by every service here before it changes anything."""

from django.core.exceptions import PermissionDenied

from actors.access import access_of
from actors.models import Actor, User
from actors.rules import can_give, can_manage_people


def lock(actor: Actor) -> Actor:
    """The organisation, held until the transaction ends: two who change its people at the same
    time come one after the other."""
    return Actor.objects.select_for_update().get(pk=actor.pk)


def require_manager(by: User, actor: Actor) -> None:
    if not can_manage_people(access_of(by), actor):
        raise PermissionDenied


def require_giver(by: User, actor: Actor, *, may_sign: bool) -> None:
    if not can_give(access_of(by), actor, may_sign=may_sign):
        raise PermissionDenied
