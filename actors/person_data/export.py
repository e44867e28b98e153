"""All data about one person, for an answer to who asks what is kept (GDPR, article 15)."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from auditlog.models import LogEntry
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from actors.models import AnswerLink, Invitation, User
from actors.person_data.letters import letters_of_q
from records.choices import Verb
from records.history import note
from records.models import OutgoingMail

Part = Callable[[User], Any]

SOCIAL_ACCOUNT = ("socialaccount", "SocialAccount")


@transaction.atomic
def export_person(*, person: User, by: User) -> dict[str, Any]:
    """Everything that is kept about a person, as JSON holds it: part by part, by English names.

    For a superuser, and noted in the history. Of secrets (passwords, keys, codes) and of the texts
    of letters nothing; of other people nothing that names them. Raises PermissionDenied.
    """
    if not (by.is_active and by.is_superuser):
        raise PermissionDenied
    exported = {name: part(person) for name, part in PARTS.items()}
    note(verb=Verb.EXPORTED, on=person, by=by)
    return {"exported_at": timezone.now(), **exported}


def also_export(name: str, part: Part) -> None:
    """For what a higher room keeps about a person: register its part when the room starts."""
    PARTS[name] = part


def account_of(person: User) -> dict[str, Any]:
    fields = ["email", "name", "language", "protected", "is_active", "is_superuser"]
    times = ["created_at", "last_login"]
    return {"number": person.pk, **{name: getattr(person, name) for name in fields + times}}


def memberships_of(person: User) -> list[dict[str, Any]]:
    return [
        {
            "organisation": membership.actor.name,
            "role": membership.role,
            "office": membership.office,
            "may_sign": membership.may_sign,
            "valid_from": membership.valid_from,
            "valid_to": membership.valid_to,
        }
        for membership in person.memberships.select_related("actor")
    ]


def invitations_of(person: User) -> list[Any]:
    """What the person's address was invited to; of who invited nothing."""
    fields = ("actor__name", "name", "role", "office", "may_sign", "language")
    times = ("created_at", "expires_at", "accepted_at", "revoked_at")
    rows = Invitation.objects.filter(email=person.email).order_by("created_at")
    return list(rows.values(*fields, *times))


def answer_links_of(person: User) -> list[Any]:
    """Links without sign-in that went to the person's address."""
    rows = AnswerLink.objects.filter(address=person.email).order_by("created_at")
    return list(rows.values("purpose", "created_at", "expires_at", "used_at", "revoked_at"))


def sessions_of(person: User) -> list[Any]:
    """Where the person is signed in. The key of a session opens it, and is nobody's to see."""
    sessions = UserSession.objects.filter(user=person).order_by("created_at")
    return list(sessions.values("created_at", "last_seen_at", "ip", "user_agent"))


def second_factors_of(person: User) -> list[dict[str, Any]]:
    return [
        {
            "kind": factor.type,
            "name": factor.data.get("name", ""),
            "created_at": factor.created_at,
            "last_used_at": factor.last_used_at,
        }
        for factor in Authenticator.objects.filter(user=person).order_by("created_at")
    ]


def other_sign_ins_of(person: User) -> list[Any]:
    """Accounts elsewhere that the person signs in by."""
    accounts = social_accounts(person)
    fields = ("provider", "uid", "date_joined", "last_login", "extra_data")
    return list(accounts.values(*fields)) if accounts is not None else []


def social_accounts(person: User) -> Any:
    """The rows of single sign-on; None where it is not installed."""
    if not apps.is_installed("allauth.socialaccount"):
        return None
    return apps.get_model(*SOCIAL_ACCOUNT).objects.filter(user=person)


def history_about(person: User) -> list[dict[str, Any]]:
    """What was done with the person's own rows; by whom only as far as it was themselves."""
    return [
        told(entry) | {"by_the_person": entry.actor_id == person.pk, "changes": entry.changes}
        for entry in rows_about(person)
    ]


def rows_about(person: User) -> QuerySet[LogEntry]:
    own = Q(content_type__app_label="actors", content_type__model="user", object_id=person.pk)
    return in_order(LogEntry.objects.filter(own | Q(additional_data__person=person.pk)))


def history_by(person: User) -> list[dict[str, Any]]:
    """What the person did: when and with what. The texts are the records', not the person's."""
    entries = in_order(LogEntry.objects.filter(actor=person))
    return [told(entry) | {"fields": sorted(entry.changes or {})} for entry in entries]


def in_order(entries: QuerySet[LogEntry]) -> QuerySet[LogEntry]:
    return entries.select_related("content_type").order_by("timestamp", "pk")


def told(entry: LogEntry) -> dict[str, Any]:
    data = entry.additional_data or {}
    return {
        "at": entry.timestamp,
        "action": entry.get_action_display(),
        "verb": data.get("verb", ""),
        "why": data.get("why", ""),
        "with": f"{entry.content_type.model} {entry.object_pk}",
        "named": entry.object_repr,
    }


def letters_to(person: User) -> list[Any]:
    """Which letters were written to the address and when; their texts are gone once sent."""
    letters = OutgoingMail.objects.filter(letters_of_q(person)).order_by("created_at")
    return list(letters.values("subject", "state", "created_at", "sent_at"))


# Name to what makes it. A room above adds its own by `also_export`.
PARTS: dict[str, Part] = {
    "account": account_of,
    "memberships": memberships_of,
    "invitations": invitations_of,
    "answer_links": answer_links_of,
    "sessions": sessions_of,
    "second_factors": second_factors_of,
    "other_sign_ins": other_sign_ins_of,
    "history_about": history_about,
    "history_by": history_by,
    "letters": letters_to,
}
