"""Asking somebody to act for an organisation, and being asked."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.access import access_of
from actors.models import Invitation, Membership, User
from actors.rules import can_give
from actors.services import letters
from actors.services.people import open_membership, withdraw_invitation
from actors.services.rights import lock, person_now, require_giver, require_manager

# What a second press of the same button says again.
SAID = ("role", "office", "may_sign", "name", "language")


class InvitationClosedError(PermissionDenied):
    """Accepted, taken back, too old, or given by somebody who no longer may."""


@dataclass(frozen=True)
class Newcomer:
    """What a person chooses who has no account; no password where the organisation signs in."""

    name: str
    language: str
    password: str | None = None


@transaction.atomic
def invite(*, invitation: Invitation, by: User) -> Invitation:
    """Send an invitation (not yet saved) by a letter. Answers alike whether the address has an
    account or not.

    Asked twice with the same words it returns the one that waits, and sends nothing. Raises
    PermissionDenied for who may not or gives more than they have; ValidationError where the
    address acts for the organisation already or soon, waits for an invitation of other words, or
    is invented and the organisation is not (or the other way round).
    """
    invitation.actor = lock(invitation.actor)
    invitation.email = invitation.email.strip().lower()
    require_giver(by, invitation.actor, may_sign=invitation.may_sign)
    # Before the address is looked for: no database takes just any text.
    invitation.clean_fields(exclude={"invited_by", "token_hash"})
    if invitation.actor.memberships.held().filter(user__email=invitation.email).exists():
        raise ValidationError({"email": _("Personen har redan ett uppdrag här.")})
    before = invitation.actor.invitations.open().filter(email=invitation.email).first()
    if before and before.is_waiting:
        if all(getattr(before, name) == getattr(invitation, name) for name in SAID):
            return before
        raise ValidationError({"email": _("Adressen har redan en inbjudan som väntar på svar.")})
    if before:
        withdraw_invitation(before)
    return send(invitation, by)


def send(invitation: Invitation, by: User) -> Invitation:
    token = invitation.give_token()
    invitation.invited_by = by
    invitation.full_clean()
    invitation.save()
    letters.write_invitation(invitation=invitation, token=token)
    return invitation


@transaction.atomic
def send_invitation_again(*, invitation: Invitation, by: User) -> Invitation:
    """A new letter with a new link and two new weeks; the old link opens nothing any more.

    Raises PermissionDenied, InvitationClosedError for one that is answered or taken back, and
    ValidationError for one that could not be given today.
    """
    require_giver(by, lock(invitation.actor), may_sign=invitation.may_sign)
    before = locked_open(invitation)
    withdraw_invitation(before)
    words = {name: getattr(before, name) for name in (*SAID, "email", "actor")}
    return send(Invitation(**words), by)


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, by: User) -> None:
    """The link opens nothing any more. Raises as `send_invitation_again`."""
    require_manager(by, lock(invitation.actor))
    withdraw_invitation(locked_open(invitation))


def waiting_invitation(*, token: str) -> Invitation | None:
    """What a link opens; none for a link that is unknown, used, taken back, too old, or given by
    one who could not give it today."""
    found = Invitation.objects.waiting().by_token(token).select_related("actor", "invited_by")
    invitation = found.first()
    return invitation if invitation and is_still_given(invitation) else None


def is_still_given(invitation: Invitation) -> bool:
    giver = access_of(invitation.invited_by)
    return can_give(giver, invitation.actor, may_sign=invitation.may_sign)


@transaction.atomic
def accept_invitation(*, invitation: Invitation, by: User) -> Membership:
    """Take the invitation, by a person who is signed in as its address; tells them by a letter.

    Raises PermissionDenied for anybody else, InvitationClosedError, and ValidationError where no
    membership can come of it.
    """
    kept = locked_waiting(invitation)
    person = person_now(by)
    if person is None or person.email != kept.email:
        raise PermissionDenied
    return accept(kept, person)


@transaction.atomic
def accept_as_new_person(*, invitation: Invitation, newcomer: Newcomer) -> Membership:
    """Make the account of a person who has none, with what they were invited to.

    The link came to that address, so it is theirs. Raises InvitationClosedError, PermissionDenied
    where the address has an account, and ValidationError.
    """
    kept = locked_waiting(invitation)
    if User.objects.filter(email=kept.email).exists():
        raise PermissionDenied
    person = User.objects.create_user(
        kept.email, newcomer.password, name=newcomer.name, language=newcomer.language
    )
    return accept(kept, person)


def accept(invitation: Invitation, person: User) -> Membership:
    invitation.accepted_at = timezone.now()
    invitation.full_clean()
    invitation.save()
    return open_membership(invitation, person)


def locked_waiting(invitation: Invitation) -> Invitation:
    kept = locked_open(invitation)
    if not kept.is_waiting or not is_still_given(kept):
        raise InvitationClosedError
    return kept


def locked_open(invitation: Invitation) -> Invitation:
    """As it stands now, the organisation locked before it as everywhere here."""
    lock(invitation.actor)
    rows = Invitation.objects.open().select_for_update(of=("self",))
    kept = rows.select_related("actor", "invited_by").filter(pk=invitation.pk).first()
    if kept is None:
        raise InvitationClosedError
    return kept
