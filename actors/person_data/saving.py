"""One person, whatever addresses they have had: what is kept under one follows to the next."""

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from actors.models import AnswerLink, Invitation, User
from actors.person_data.letters import write_account_changed
from records.examples import is_example_address
from records.models import OutgoingMail
from records.services import lock


@transaction.atomic
def save_person(*, person: User) -> None:
    """Save what was changed of a person; the caller has cleaned it.

    With another address go the invitations and letters of the one before: an export and an
    anonymising find them by the address of today. What waits reaches the person there. Who may sign
    in otherwise than before, or under another address, is told by a letter, also at the address
    that they had.
    """
    before = lock(person)
    person.save()
    if person.email != before.email:
        follow(person, before.email)
    write_account_changed(person=person, before=before)


def follow(person: User, before: str) -> None:
    """What was kept under the address before gets the one of today."""
    OutgoingMail.objects.filter(to__iexact=before).update(to=person.email)
    # One that is somebody else's by now would still open a new password.
    EmailAddress.objects.filter(user=person).exclude(email=person.email).delete()
    for invitation in Invitation.objects.filter(email=before).order_by("pk").select_for_update():
        carry(invitation, person)
    for link in AnswerLink.objects.filter(address=before).order_by("pk").select_for_update():
        link.address = person.email
        link.full_clean()
        link.save()


def carry(invitation: Invitation, person: User) -> None:
    """What cannot wait under the new address is taken back, and is kept there all the same."""
    if invitation.is_open and not can_wait(invitation, person):
        invitation.revoked_at = timezone.now()
    invitation.email = person.email
    invitation.full_clean()
    invitation.save()


def can_wait(invitation: Invitation, person: User) -> bool:
    """Whether nothing from the same organisation waits there, and both are invented or neither."""
    others = Invitation.objects.open().filter(actor=invitation.actor, email=person.email)
    is_mixed = invitation.actor.is_example != is_example_address(person.email)
    return not is_mixed and not others.exists()
