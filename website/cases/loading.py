"""Creates what is missing of the cases."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from records.models import Dated
from website.cases.fields import Links, Values, identity, values_and_links
from website.cases.files import CaseFileError, Row, read_rows, refuse_doubles
from website.cases.nouns import SAME_BY

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Loaded:
    """What was done with one file: rows created, and rows that were there already."""

    file: str
    created: int
    already_there: int


@transaction.atomic
def load_cases(*, folder: Path = FOLDER) -> list[Loaded]:
    """Create the rows that are missing, published now; leave every existing row wholly untouched.

    A row that was deleted comes back: to hide one, withdraw or end it. Raises CaseFileError, and
    then creates nothing.
    """
    now = timezone.now()
    rows_of = {path.name: read_rows(path) for path in sorted(folder.glob("*.toml"))}
    refuse_doubles(row for rows in rows_of.values() for row in rows)
    return [load_file(name, rows, now=now) for name, rows in rows_of.items()]


def load_file(name: str, rows: Sequence[Row], *, now: datetime) -> Loaded:
    created = sum(create_if_missing(row, now=now) for row in rows)
    return Loaded(name, created, len(rows) - created)


def create_if_missing(row: Row, *, now: datetime) -> bool:
    """Whether it was missing. Raises CaseFileError, naming file and table."""
    try:
        values, links = values_and_links(row)
        missing = not exists(row, values)
        if missing:
            create(row, values, links, now=now)
    except CaseFileError as error:
        raise CaseFileError(f"{row}: {error}") from error
    except ValidationError as error:
        raise CaseFileError(f"{row}: {error.message_dict}") from error
    return missing


def exists(row: Row, values: Values) -> bool:
    same = Q(**identity(row.model, row.key))
    if row.model in SAME_BY:
        same |= Q(**{name: values.get(name) for name in SAME_BY[row.model]})
    return row.model._default_manager.filter(same).exists()


def create(row: Row, values: Values, links: Links, *, now: datetime) -> None:
    instance = row.model(**identity(row.model, row.key), **values)
    if isinstance(instance, Dated):
        instance.published_at = instance.content_updated_at = now
    instance.full_clean()
    instance.save()
    for name, targets in links.items():
        getattr(instance, name).set(targets)
