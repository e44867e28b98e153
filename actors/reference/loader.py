"""Inserts reference rows that are missing; one that exists belongs to its editors."""

import csv
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from actors.choices import ActorKind
from actors.models import Actor, County

FOLDER = Path(__file__).parent
# A name from memory may be shown; where it works and what it belongs to must be checked first.
UNCHECKED = "own knowledge"


def rows_of(name: str) -> Iterator[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@transaction.atomic
def load_counties() -> int:
    """Insert the counties whose code is missing; returns how many."""
    now = timezone.now()
    known = set(County.objects.values_list("code", flat=True))
    tiles = {row["code"]: row for row in rows_of("tilegrid")}
    missing = [
        County(
            **row,
            tile_row=tiles[row["code"]]["row"],
            tile_column=tiles[row["code"]]["col"],
            published_at=now,
            content_updated_at=now,
        )
        for row in rows_of("counties")
        if row["code"] not in known
    ]
    return len(County.objects.bulk_create(missing))


@transaction.atomic
def load_actors() -> int:
    """Insert the organisations and municipalities whose key is missing; returns how many.

    An editor's change to one that exists is never touched: a correction is a data migration.
    """
    known = set(Actor.objects.values_list("key", flat=True))
    taken = set(Actor.objects.values_list("slug", flat=True))
    rows = [
        *map(municipality, rows_of("municipalities")),
        *map(organisation, rows_of("organisations")),
    ]
    missing = [
        row
        for row in rows
        # An editor may have entered it under another key before we knew it.
        if row["fields"]["key"] not in known and row["fields"]["slug"] not in taken
    ]
    now = timezone.now()
    actors = Actor.objects.bulk_create(
        Actor(**row["fields"], published_at=now, content_updated_at=now) for row in missing
    )
    place_in_counties(missing, actors)
    place_under_parents(missing, actors)
    return len(actors)


def municipality(row: dict[str, str]) -> dict:
    return {
        "fields": {
            "key": row["key"],
            "slug": row["slug"],
            "name": row["name"],
            "aliases": one_a_line(row["aliases"]),
            "kind": ActorKind.MUNICIPALITY,
            "municipality_code": row["code"],
            "has_region_tasks": bool(row["has_region_tasks"]),
        },
        "counties": [row["county_code"]],
        "parent": "",
    }


def organisation(row: dict[str, str]) -> dict:
    is_checked = row["basis"] != UNCHECKED
    return {
        "fields": {
            "key": row["key"],
            "slug": row["key"],
            "name": row["name"],
            "abbreviation": row["abbreviation"],
            "aliases": one_a_line(row["aliases"]),
            "kind": ActorKind(row["kind"]),
        },
        "counties": row["county_codes"].split() if is_checked else [],
        "parent": row["parent_key"] if is_checked else "",
    }


def one_a_line(names: str) -> str:
    return "\n".join(name.strip() for name in names.split(";") if name.strip())


def place_in_counties(rows: list[dict], actors: list[Actor]) -> None:
    counties = {county.code: county.pk for county in County.objects.all()}
    through = Actor.counties.through
    through.objects.bulk_create(
        through(actor_id=actor.pk, county_id=counties[code])
        for row, actor in zip(rows, actors, strict=True)
        for code in row["counties"]
    )


def place_under_parents(rows: list[dict], actors: list[Actor]) -> None:
    keys = dict(Actor.objects.values_list("key", "pk"))
    units = []
    for row, actor in zip(rows, actors, strict=True):
        if row["parent"]:
            actor.parent_id = keys[row["parent"]]
            units.append(actor)
    Actor.objects.bulk_update(units, ["parent"])
