"""Who may do what with counties, the history and documents."""

from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.db.models.functions import TruncDate
from django.utils import timezone

from actors.access import Access, valid_on_q
from actors.choices import ActorKind, DocumentAudience
from records.choices import Verb
from records.rules import is_published, published_q

if TYPE_CHECKING:
    from actors.models import Actor, County, Document, User


def county_of_boards_q(boards: AbstractSet[int], prefix: str = "") -> Q:
    """Counties whose county administrative board is among these."""
    return Q(
        **{f"{prefix}actors__in": boards, f"{prefix}actors__kind": ActorKind.COUNTY_BOARD},
    )


def boards_of(county: "County") -> set[int]:
    return set(county.actors.filter(kind=ActorKind.COUNTY_BOARD).values_list("pk", flat=True))


def reads_county(access: Access, county: "County") -> bool:
    """Whether the person reads what is not yet public of the county: its board's people."""
    return access.is_superuser or not access.reads.isdisjoint(boards_of(county))


def can_edit_county(access: Access, county: "County") -> bool:
    """What is told of a county is its county administrative board's to tell."""
    return access.is_superuser or not access.coordinates.isdisjoint(boards_of(county))


MAILBOXES = ["function_mailbox", "registry_mailbox"]


def reads_history(access: Access) -> bool:
    """Superusers read all of the history, coordinators what concerns their own people."""
    return access.is_superuser or bool(access.coordinates)


def visible_history_parts(access: Access) -> list[Q]:
    """Rows of the history that a coordinator may read: of each kind, to be joined by a union.

    The roles of their organisations, the mailboxes, and the sign-ins of those who were their people
    on that day. Nothing that somebody did before or after, or elsewhere. An OR of the three took
    four times as long, and a person with two roles would show twice.
    """
    own = access.coordinates
    on_that_day: Any = TruncDate("timestamp")
    return [
        about("membership") & Q(additional_data__for_actor__in=list(own)),
        about("actor") & Q(object_id__in=own, changes__has_any_keys=MAILBOXES),
        about("user")
        & Q(additional_data__verb=Verb.SIGNED_IN, actor__memberships__actor__in=own)
        & valid_on_q(on_that_day, "actor__memberships__"),
    ]


def about(model: str) -> Q:
    return Q(content_type__app_label="actors", content_type__model=model)


def public_document_q(prefix: str = "") -> Q:
    """Everybody reads a published document that is for all. The database holds that it is then
    accessible, or told in a text beside it."""
    return published_q(prefix) & Q(**{f"{prefix}audience": DocumentAudience.PUBLIC})


def readable_document_q(access: Access) -> Q:
    """Readers and up of the organisation whose document it is read it from its first draft, but
    what is for its coordinators alone."""
    is_for_readers = ~Q(audience=DocumentAudience.COORDINATORS)
    return (
        public_document_q()
        | (is_for_readers & Q(actor__in=access.reads))
        | editable_document_q(access)
    )


def can_read_document(access: Access, document: "Document") -> bool:
    is_public = document.audience == DocumentAudience.PUBLIC and is_published(
        document, at=timezone.now()
    )
    return access.is_superuser or is_public or is_of_readers_own(access, document)


def is_of_readers_own(access: Access, document: "Document") -> bool:
    """Whether a membership opens the document, whatever else does."""
    if document.audience == DocumentAudience.COORDINATORS:
        return document.actor_id in access.coordinates
    return document.actor_id in access.reads


def editable_document_q(access: Access) -> Q:
    return Q(actor__in=access.coordinates)


def can_edit_document(access: Access, document: "Document") -> bool:
    """A document is its organisation's: its coordinators write, replace and publish it."""
    return access.can_coordinate(document.actor_id)


def can_manage_people(access: Access, actor: "Actor") -> bool:
    """People and mailboxes of an organisation are its coordinators' to keep."""
    return access.can_coordinate(actor.pk)


def knows_organisation(access: Access, actor: "Actor") -> bool:
    """Whether the person acts for it or for what it is part of: told that a page of it exists."""
    return access.is_superuser or actor.pk in access.reads


def can_give(access: Access, actor: "Actor", *, may_sign: bool) -> bool:
    """Never above the own: who may not sign lets nobody else sign. A coordinator has the highest
    role, and may give each of them."""
    if access.is_superuser:
        return True
    return actor.pk in access.coordinates and (not may_sign or actor.pk in access.signs)


def sees_person(access: Access, person: "User", actor: "Actor") -> bool:
    """Whether one of an organisation's people is shown by name: with protected personal data only
    to those of that organisation."""
    return not person.protected or actor.pk in access.members
