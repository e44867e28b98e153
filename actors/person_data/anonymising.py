"""Taking away all that tells who a person was, and keeping what was done in an office."""

import re
import secrets
from collections.abc import Callable

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry as AdminEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import CharField, Q, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.choices import Language
from actors.models import AnswerLink, Invitation, Membership, User
from actors.models.user import ANONYMOUS_DOMAIN
from actors.person_data.export import rows_about, social_accounts
from actors.person_data.letters import letters_of_q
from records.choices import MailState, Verb
from records.history import HIDDEN, note, told_as
from records.models import OutgoingMail
from records.personal_data import holds_identity_number

LONGEST_REASON = 300
# A shorter part of a name ("Bo") stands in too many words to say anything.
SHORTEST_NAME = 3
ADDRESS = re.compile(r"\S@\S")

Forgetting = Callable[[User], None]


@transaction.atomic
def anonymise_person(*, person: User, by: User, why: str) -> None:
    """Take away for good what tells who the person was: name, address, ways to sign in, letters.

    What they did stays, told by organisation and office; roles end today. For a superuser, never
    about oneself, so a superuser is always left. `why` stays in the history and may name nobody.
    Raises PermissionDenied, or ValidationError for a reason that is none.
    """
    # In one order, so that two who do this to each other do not both succeed.
    concerned = User.objects.filter(Q(is_superuser=True) | Q(pk=person.pk)).order_by("pk")
    locked = {user.pk: user for user in concerned.select_for_update()}
    acting, leaving = locked.get(by.pk), locked[person.pk]
    if acting is None or acting == leaving or not (acting.is_active and acting.is_superuser):
        raise PermissionDenied
    if leaving.is_anonymised:
        raise ValidationError(_("Personuppgifterna är redan borttagna."))
    reason = valid_reason(why, about=leaving)
    with told_as(by=acting, why=reason):
        end_memberships(leaving)
        for forget in FORGETTING:
            forget(leaving)
        empty(leaving)
    note(verb=Verb.ANONYMISED, on=leaving, by=acting, why=reason)


def also_forget(forget: Forgetting) -> None:
    """For what a higher room keeps about a person: register it when the room starts. It is called
    before what this room keeps is gone, by which it may find its own."""
    FORGETTING.insert(0, forget)


def valid_reason(why: str, *, about: User) -> str:
    """The reason without edges; one that names the person would undo what it explains."""
    reason = why.strip()
    if not reason:
        raise ValidationError({"why": _("Skriv varför.")})
    if len(reason) > LONGEST_REASON or "\0" in reason:
        raise ValidationError({"why": _("Skriv kortare: högst 300 tecken.")})
    if names(about, reason):
        raise ValidationError({"why": _("Skriv skälet utan personens namn och adress.")})
    if holds_identity_number(reason):
        raise ValidationError({"why": _("Skriv skälet utan personnummer.")})
    return reason


def names(person: User, text: str) -> bool:
    """Whether the text holds a part of the person's name, or any address: it may be one that the
    person had before."""
    parts = [part for part in person.name.split() if len(part) >= SHORTEST_NAME]
    is_named = any(part.casefold() in text.casefold() for part in parts)
    return is_named or ADDRESS.search(text) is not None


def end_memberships(person: User) -> None:
    """Today; what would begin later never does."""
    today = timezone.localdate()
    for membership in person.memberships.filter(Q(valid_to=None) | Q(valid_to__gt=today)):
        membership.valid_from = min(membership.valid_from, today)
        membership.valid_to = today
        membership.ended_at = timezone.now()
        membership.full_clean()
        membership.save()


def forget_ways_to_sign_in(person: User) -> None:
    for session in UserSession.objects.filter(user=person):
        session.end()
    Authenticator.objects.filter(user=person).delete()
    EmailAddress.objects.filter(user=person).delete()
    if (accounts := social_accounts(person)) is not None:
        accounts.delete()


def forget_letters(person: User) -> None:
    """What has not left, or was given up, never does. What has left keeps its subject and times,
    without the address; servers repeat it in their errors, and keys of letters to several."""
    letters = OutgoingMail.objects.filter(letters_of_q(person))
    letters.exclude(state=MailState.SENT).delete()
    key = Concat(Value("borttaget/"), Cast("pk", CharField()))
    letters.update(to=f"brev{ANONYMOUS_DOMAIN}", error_history="", key=key)


def forget_invitations(person: User) -> None:
    """What waits is taken back; of what was answered, the organisation and the role stay."""
    for invitation in Invitation.objects.filter(email=person.email):
        if invitation.accepted_at is None:
            invitation.revoked_at = invitation.revoked_at or timezone.now()
        invitation.name = ""
        invitation.email = f"{secrets.token_hex(8)}{ANONYMOUS_DOMAIN}"
        invitation.full_clean()
        invitation.save()


def forget_answer_links(person: User) -> None:
    """They open nothing any more; what was answered by them stays."""
    for link in AnswerLink.objects.filter(address=person.email):
        link.revoked_at = link.revoked_at or timezone.now()
        link.address = f"{secrets.token_hex(8)}{ANONYMOUS_DOMAIN}"
        link.full_clean()
        link.save()


def forget_reasons(person: User) -> None:
    """Reasons in the history that somebody wrote of the person by name."""
    for entry in rows_about(person).filter(additional_data__has_key="why"):
        if names(person, entry.additional_data["why"]):
            entry.additional_data["why"] = HIDDEN
            entry.save(update_fields=["additional_data"])


def forget_words_of_the_admin(person: User) -> None:
    """Rows that Django's admin wrote about the person before our history took its place."""
    about_user = Q(content_type=ContentType.objects.get_for_model(User), object_id=str(person.pk))
    keys = [str(key) for key in person.memberships.values_list("pk", flat=True)]
    about_roles = Q(content_type=ContentType.objects.get_for_model(Membership), object_id__in=keys)
    AdminEntry.objects.filter(about_user | about_roles).update(object_repr="", change_message="")


# What is done beside the row of the person. A room above adds its own by `also_forget`.
FORGETTING: list[Forgetting] = [
    forget_ways_to_sign_in,
    forget_letters,
    forget_invitations,
    forget_answer_links,
    forget_reasons,
    forget_words_of_the_admin,
]


def empty(person: User) -> None:
    """The row itself stays: what was done hangs on it."""
    person.name = ""
    person.email = f"{secrets.token_hex(8)}{ANONYMOUS_DOMAIN}"
    person.language = Language.SWEDISH
    person.protected = person.is_active = person.is_superuser = False
    person.last_login = None
    person.set_unusable_password()
    person.full_clean()
    person.save()
