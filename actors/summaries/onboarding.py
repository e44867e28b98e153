from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from actors.models import Actor, Invitation

MOST_HITS = 50


@dataclass(frozen=True)
class Register:
    """What a superuser looks through to bring an organisation in."""

    lacking: list[Actor]
    hits: list[Actor]
    has_more: bool


def register_page(*, text: str) -> Register:
    """Organisations that nobody answers for though people act for them, and those that the text
    finds. Each knows `is_coordinated` and `is_invited`. Two queries."""
    hits = list(standing(Actor.objects.matching(text).in_force())[: MOST_HITS + 1]) if text else []
    return Register(
        lacking=list(standing(Actor.objects.without_coordinator())),
        hits=hits[:MOST_HITS],
        has_more=len(hits) > MOST_HITS,
    )


def standing(actors: QuerySet[Actor]) -> QuerySet[Actor]:
    coordinated = Actor.objects.all().coordinated().filter(pk=OuterRef("pk"))
    invited = Invitation.objects.waiting().filter(actor=OuterRef("pk"))
    return actors.annotate(is_coordinated=Exists(coordinated), is_invited=Exists(invited))
