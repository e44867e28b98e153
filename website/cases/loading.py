"""Creates what is missing of the cases."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model, Q
from django.utils import timezone

from records.examples import can_be_example, refuse_mix
from records.models import Dated
from website.cases.fields import Links, Values, identity, values_and_links
from website.cases.files import CaseFileError, Nouns, Row, read_rows, refuse_doubles
from website.cases.nouns import NOUNS, SAME_BY
from website.models import SiteNotice

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
    return load_folder(folder, nouns=NOUNS)


def load_folder(
    folder: Path, *, nouns: Nouns, are_examples: bool = False, unpublished: Sequence[str] = ()
) -> list[Loaded]:
    """The same for any folder and its nouns. Rows that can say so are marked as invented where
    `are_examples`, and what stands in the files named `unpublished` is not published."""
    now = timezone.now()
    rows_of = {path.name: read_rows(path, nouns=nouns) for path in sorted(folder.glob("*.toml"))}
    refuse_doubles(row for rows in rows_of.values() for row in rows)
    return [
        load_file(name, rows, Marks(None if name in unpublished else now, are_examples))
        for name, rows in rows_of.items()
    ]


@dataclass(frozen=True)
class Marks:
    """What every new row of a file is given beside what stands there."""

    published_at: datetime | None
    is_example: bool


def load_file(name: str, rows: Sequence[Row], marks: Marks) -> Loaded:
    created = sum(create_if_missing(row, marks) for row in rows)
    return Loaded(name, created, len(rows) - created)


def create_if_missing(row: Row, marks: Marks) -> bool:
    """Whether it was missing. Raises CaseFileError, naming file and table."""
    try:
        values, links = values_and_links(row)
        missing = not exists(row, values)
        if missing:
            create(row, values, links, marks)
    except CaseFileError as error:
        raise CaseFileError(f"{row}: {error}") from error
    except (ValidationError, IntegrityError) as error:
        raise CaseFileError(f"{row}: {error}") from error
    return missing


def exists(row: Row, values: Values) -> bool:
    same = Q(**identity(row.model, row.key))
    if row.model in SAME_BY:
        fields = [one for one in row.model._meta.fields if one.name in SAME_BY[row.model]]
        # What the file leaves out stands in the row as its field's default.
        same |= Q(**{one.name: values.get(one.name, one.get_default()) for one in fields})
    return row.model._default_manager.filter(same).exists()


def create(row: Row, values: Values, links: Links, marks: Marks) -> None:
    instance = row.model(**identity(row.model, row.key), **values)
    if isinstance(instance, Dated):
        instance.published_at = instance.content_updated_at = marks.published_at
    if is_marked(row.model):
        instance.is_example = marks.is_example  # type: ignore[attr-defined]
    if isinstance(instance, SiteNotice) and not marks.is_example:
        # What a source once warned of is over: nobody may read it as said today.
        instance.withdrawn_at = marks.published_at
    # The database holds the constraints itself; to ask it about each first takes twice the time.
    instance.full_clean(validate_constraints=False)
    linked = (target for targets in links.values() for target in targets)
    refuse_mix(instance, (target for target in linked if can_be_example(type(target))))
    instance.save()
    for name, targets in links.items():
        getattr(instance, name).set(targets)


def is_marked(model: type[Model]) -> bool:
    """Whether its rows carry the mark themselves; others follow what they hang on."""
    return "is_example" in {field.name for field in model._meta.concrete_fields}
