"""Who reads and mends a source: what it stands under says so, for it belongs to no organisation.

One that stands under nothing yet is any editor's: it was just added, and tells of nobody's work.
"""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from actors.access import Access
from records.models import Source
from strategies.models.commitment import Commitment
from strategies.models.goal import Goal
from strategies.models.milestone import Milestone
from strategies.models.party import Party
from strategies.models.passage import Passage
from strategies.models.strategy import Strategy

NOUNS: list[Any] = [Strategy, Goal, Commitment, Party, Passage, Milestone]


def also_sourced(*nouns: Any) -> None:
    """Nouns of a room above this one. Called when the application starts."""
    NOUNS.extend(nouns)


def visible_sources(access: Access) -> QuerySet[Source]:
    """Those under a record that the person may read, and to editors those under none."""
    if access.is_superuser:
        return Source.objects.all()
    stands_under = [stands(noun) for noun in NOUNS]
    under_visible = [stands(noun, noun.objects.visible_to(access)) for noun in NOUNS]
    question = any_true(under_visible)
    if access.is_editor:
        question |= ~any_true(stands_under)
    return Source.objects.filter(question)


def editable_sources(access: Access) -> QuerySet[Source]:
    """Those that stand only under records which the person may change: a source that others use
    too is not changed behind their back."""
    if access.is_superuser:
        return Source.objects.all()
    under_others = [
        stands(noun, noun.objects.exclude(pk__in=noun.objects.editable_by(access).values("pk")))
        for noun in NOUNS
    ]
    return visible_sources(access).exclude(any_true(under_others))


def stands(noun: Any, rows: QuerySet | None = None) -> Exists:
    """Whether the source stands under some record of the noun (or under one of the rows)."""
    ties = noun.sources.through._default_manager.filter(source=OuterRef("pk"))
    name = noun._meta.model_name
    return Exists(ties if rows is None else ties.filter(**{f"{name}__in": rows.values("pk")}))


def any_true(questions: list[Exists]) -> Q:
    joined = Q()
    for question in questions:
        joined |= Q(question)
    return joined
