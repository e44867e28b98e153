"""Asked by every service here before it changes anything, and after it has locked: what a page
once read of a person's rights may have been taken away since."""

from django.core.exceptions import PermissionDenied

from actors.access import NOBODY, Access, access_of
from actors.models import Actor, User
from actors.rules import can_give, can_manage_people


def lock(actor: Actor) -> Actor:
    """The organisation, held until the transaction ends: two who change its people at the same
    time come one after the other."""
    return Actor.objects.select_for_update().get(pk=actor.pk)


def person_now(by: User) -> User | None:
    """The person read anew; none where the account is closed."""
    return User.objects.filter(pk=by.pk, is_active=True).first()


def access_now(by: User) -> Access:
    """What the person may act for at this moment. Ask it of a locked organisation only."""
    person = person_now(by)
    return access_of(person) if person else NOBODY


def require_manager(by: User, actor: Actor) -> None:
    if not can_manage_people(access_now(by), actor):
        raise PermissionDenied


def require_giver(by: User, actor: Actor, *, may_sign: bool) -> None:
    if not can_give(access_now(by), actor, may_sign=may_sign):
        raise PermissionDenied


def require_superuser(by: User) -> None:
    if not access_now(by).is_superuser:
        raise PermissionDenied
