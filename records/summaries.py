"""Where a page's facts come from, as the box at its foot tells it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from records.models import Source, Sourced


@dataclass(frozen=True)
class Reading:
    """What an editor interpreted: about which rows, and how."""

    about: Sequence[str]
    text: str


@dataclass(frozen=True)
class Contact:
    """Whom to ask about a page's facts: an organisation, never a person."""

    name: str
    address: str
    email: str


@dataclass(frozen=True)
class Provenance:
    """When a page was published and updated here, on which sources, and whom to ask. Each may be
    unknown, and the page then says so."""

    published_at: datetime | None = None
    updated_at: datetime | None = None
    sources: Sequence[Source] = ()
    readings: Sequence[Reading] = ()
    contact: Contact | None = None


def sources_of(rows: Iterable[Sourced]) -> list[Source]:
    """The sources of all these rows, each once, in one query."""
    shown: dict[type[Sourced], list[int]] = {}
    for row in rows:
        shown.setdefault(type(row), []).append(row.pk)
    used = Q(pk__in=[])
    for model, keys in shown.items():
        used |= Q(pk__in=model._default_manager.filter(pk__in=keys).order_by().values("sources"))
    return list(Source.objects.filter(used))


def readings_in(rows: Iterable[Sourced]) -> list[Reading]:
    """What was interpreted in these rows, in their order; the same text once for all its rows."""
    about: dict[str, list[str]] = {}
    for row in rows:
        if row.reading:
            about.setdefault(row.reading, []).append(row.reading_is_about)
    return [Reading(names, text) for text, names in about.items()]
