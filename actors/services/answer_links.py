"""Links by which somebody without an account answers one thing."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from actors.models import AnswerLink
from actors.models.answer_link import LIFETIME
from records.services import hold, lock


@dataclass(frozen=True)
class LinkHolder:
    """Who answers by a link: in place of a person who is signed in, and known by the letter that
    came to them. They state their name and office."""

    link: AnswerLink
    name: str
    office: str


class LinkClosedError(PermissionDenied):
    """Used up, taken back or too old since the page was asked for."""


@transaction.atomic
def make_link(*, purpose: str, about: str, address: str, lifetime: timedelta | None = None) -> str:
    """The secret part of a new link about the thing with that public id, for the letter that is
    written in the same transaction: `link_to("answer", token)`. Two weeks unless told otherwise.

    Earlier links stay as they are: `revoke_links` takes them back. Raises ValidationError for what
    is no address.
    """
    link = AnswerLink(
        purpose=purpose,
        about=about,
        address=address.strip().lower(),
        expires_at=timezone.now() + (lifetime or LIFETIME),
    )
    token = link.give_token()
    link.full_clean()
    link.save()
    return token


def waiting_link(*, token: str) -> AnswerLink | None:
    """What a link opens; none for one that is unknown, used up, taken back or too old."""
    return AnswerLink.objects.waiting().by_token(token).first()


def hold_link(*, link: AnswerLink) -> AnswerLink:
    """The link as it stands now, held until the caller's transaction ends. Hold first what it is
    about, as `revoke_links` is called too. Raises LinkClosedError."""
    kept = lock(link)
    if not kept.is_waiting:
        raise LinkClosedError
    return kept


@transaction.atomic
def use_link(*, link: AnswerLink) -> AnswerLink:
    """Use up a link that answers once. Of two who press at the same time, the second gets
    LinkClosedError."""
    kept = hold_link(link=link)
    kept.used_at = timezone.now()
    kept.save(update_fields=["used_at"])
    return kept


@transaction.atomic
def revoke_links(*, purpose: str, about: str) -> int:
    """Take back every link about a thing that still could answer, and say how many."""
    links = AnswerLink.objects.open().about(purpose=purpose, public_id=about)
    taken_back = list(hold(links.order_by("pk")))
    for link in taken_back:
        link.revoked_at = timezone.now()
        link.save(update_fields=["revoked_at"])
    return len(taken_back)
