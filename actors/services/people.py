"""Rights of those who act for an organisation: changed, confirmed, ended. Nothing is deleted."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from actors.access import valid_on_q
from actors.choices import Role
from actors.models import Actor, Invitation, Membership, User
from actors.services import letters
from actors.services.rights import access_now, lock, require_giver, require_manager


class LastCoordinatorError(PermissionDenied):
    """Nobody would answer for the organisation. A superuser may do it all the same."""


@dataclass(frozen=True)
class Rights:
    role: str
    may_sign: bool
    office: str = ""


@transaction.atomic
def change_membership(*, membership: Membership, rights: Rights, by: User) -> Membership:
    """Give other rights from now on, and tell the person by a letter. Returns what holds then.

    Another role or word on signing ends the membership and begins another, so that the rows tell
    who had which right when; another office alone is written where it stands, without a letter.
    Raises PermissionDenied for who may not, for a right above the own, and (LastCoordinatorError)
    where nobody would answer for the organisation; Membership.DoesNotExist where it has ended.
    """
    actor = lock(membership.actor)
    require_manager(by, actor)
    kept = current(membership)
    if rights.may_sign and not kept.may_sign:
        require_giver(by, actor, may_sign=True)
    if (rights.role, rights.may_sign) == (kept.role, kept.may_sign):
        kept.office = rights.office
        kept.full_clean()
        kept.save()
        return kept
    last_day = kept.valid_to
    if kept.role == Role.COORDINATOR and rights.role != Role.COORDINATOR:
        stop_coordinating(kept, by)
    close(kept)
    new = Membership(
        user=kept.user,
        actor=actor,
        role=rights.role,
        may_sign=rights.may_sign,
        office=rights.office,
        valid_to=last_day,
    )
    new.full_clean()
    new.save()
    letters.write_access_changed(membership=new)
    return new


@transaction.atomic
def end_membership(*, membership: Membership, by: User) -> None:
    """Take all rights for the organisation away at once, and tell the person by a letter.

    What the person has asked others to is taken back too. Raises as `change_membership`.
    """
    actor = lock(membership.actor)
    require_manager(by, actor)
    kept = current(membership)
    if kept.role == Role.COORDINATOR:
        stop_coordinating(kept, by)
    close(kept)
    letters.write_access_ended(membership=kept)


@transaction.atomic
def confirm_rights(*, membership: Membership, by: User) -> None:
    """Note that somebody has looked, and that the right is still right. Raises as above."""
    actor = lock(membership.actor)
    require_manager(by, actor)
    kept = current(membership)
    kept.reviewed_on = timezone.localdate()
    kept.full_clean()
    kept.save()


def current(membership: Membership) -> Membership:
    """As it stands now. Raises DoesNotExist where it no longer holds."""
    return (
        Membership.objects.valid().select_for_update(of=("self",)).select_related("user", "actor")
    ).get(pk=membership.pk)


def close(membership: Membership) -> None:
    membership.valid_to = timezone.localdate()
    membership.ended_at = timezone.now()
    membership.full_clean()
    membership.save()


def stop_coordinating(membership: Membership, by: User) -> None:
    """Refuse where it is the last one, unless a superuser does it; and take the person's waiting
    invitations back: nobody is let in by one who no longer may."""
    if is_last_coordinator(membership) and not access_now(by).is_superuser:
        raise LastCoordinatorError
    for invitation in membership.actor.invitations.open().filter(invited_by=membership.user):
        withdraw_invitation(invitation)


def is_last_coordinator(membership: Membership) -> bool:
    """Whether nobody else answers for the organisation today and tomorrow too: a right that runs
    out tonight would leave it without anybody."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    others = membership.actor.memberships.coordinating().exclude(pk=membership.pk)
    lasting = others.filter(valid_on_q(tomorrow))
    return membership.role == Role.COORDINATOR and not lasting.exists()


def withdraw_invitation(invitation: Invitation) -> None:
    invitation.revoked_at = timezone.now()
    invitation.full_clean()
    invitation.save()


def open_membership(invitation: Invitation, person: User) -> Membership:
    """What an accepted invitation gives. Who already acts for the organisation, or is to from a day
    to come, keeps what they have: it was given by somebody who looked."""
    actor: Actor = invitation.actor
    if held := actor.memberships.held().filter(user=person).first():
        return held
    membership = Membership(
        user=person,
        actor=actor,
        role=invitation.role,
        office=invitation.office,
        may_sign=invitation.may_sign,
    )
    membership.full_clean()
    membership.save()
    letters.write_access_given(membership=membership)
    return membership
