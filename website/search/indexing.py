"""Writes the index: of some records, or all of it anew."""

from collections.abc import Collection, Iterator
from typing import Any

from django.db import transaction
from django.utils import translation

from website.models import SearchEntry
from website.search.kinds import KINDS
from website.search.kinds.base import Kind, Told
from website.search.words import as_line, tidy, words_in

AT_A_TIME = 500
TOLD = [
    field.name
    for field in SearchEntry._meta.concrete_fields
    if field.name not in ("id", "kind", "object_id")
]


@transaction.atomic(savepoint=False)
def index(kind: Kind, keys: Collection[Any]) -> int:
    """Write the entries of these records as they stand now, and say how many were not so. Entries
    of records that are gone are removed. Two queries for each 500 that are true already."""
    return sum(index_some(kind, some) for some in in_parts(sorted(keys)))


@transaction.atomic
def rebuild() -> int:
    """Write all of the index, and say how many entries were not as they should be."""
    gone = SearchEntry.objects.exclude(kind__in=[kind.key for kind in KINDS]).delete()[0]
    return gone + sum(index(kind, keys_of(kind)) for kind in KINDS)


def keys_of(kind: Kind) -> set[Any]:
    """Of the records that there are, and of those that only the index knows."""
    there = kind.model._default_manager.order_by().values_list("pk", flat=True)
    return {*there, *SearchEntry.objects.of_kind(kind.key).values_list("object_id", flat=True)}


def index_some(kind: Kind, keys: list[Any]) -> int:
    wanted = {row.pk: entry_of(kind, row) for row in kind.rows().filter(pk__in=keys)}
    entries = SearchEntry.objects.of_kind(kind.key).filter(object_id__in=keys)
    known = {entry.object_id: entry for entry in entries}
    new = [entry for key, entry in wanted.items() if key not in known or differs(entry, known[key])]
    if new:
        # Two who save at once write the same row, the later over the earlier.
        SearchEntry.objects.bulk_create(
            new, update_conflicts=True, unique_fields=["kind", "object_id"], update_fields=TOLD
        )
    gone = known.keys() - wanted.keys()
    if gone:
        entries.filter(object_id__in=gone).delete()
    return len(new) + len(gone)


def in_parts(keys: list[Any]) -> Iterator[list[Any]]:
    return (keys[start : start + AT_A_TIME] for start in range(0, len(keys), AT_A_TIME))


def differs(one: SearchEntry, other: SearchEntry) -> bool:
    return any(getattr(one, name) != getattr(other, name) for name in TOLD)


def entry_of(kind: Kind, row: Any) -> SearchEntry:
    # Whoever saves it, and on which page: an address, and a word for a kind, are in some language.
    with translation.override("sv"):
        told = kind.told(row)
    names = [told.title, *told.names]
    return SearchEntry(
        kind=kind.key,
        object_id=row.pk,
        variety=told.variety,
        title=tidy(told.title),
        text=tidy(told.text),
        within=tidy(told.within),
        counties=codes_of(told),
        address=told.address,
        is_example=told.is_example,
        names="\n" + "".join(f"{as_line(words_in(name))}\n" for name in names if name),
        words=as_line(dict.fromkeys(words_in(" ".join(all_words(kind, told))))),
    )


def codes_of(told: Told) -> str:
    codes = sorted(county.code for county in told.counties if county)
    return f" {' '.join(codes)} " if codes else ""


def all_words(kind: Kind, told: Told) -> Iterator[str]:
    """Of what is shown of it, of what it is, and of where it belongs. Content is Swedish."""
    with translation.override("sv"):
        yield from (told.title, *told.names, told.text, told.within, *told.more)
        yield str(kind.word_of(told.variety))
        yield from (county.name for county in told.counties if county)
