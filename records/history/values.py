"""What a change was, in words: which field, from what to what."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from auditlog.models import LogEntry
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Model
from django.utils import formats, timezone
from django.utils.text import capfirst
from django.utils.translation import gettext

from records.history.keeping import HIDDEN
from records.partial_dates import PartialDateField, in_words

# Enough to see what became of a sentence; the whole text stands on the record.
LONGEST = 240
BEFORE_THE_DIFFERENCE = 60

# (model, key) to its name now: of what a foreign key led to.
Names = Mapping[tuple[type[Model], int], str]


@dataclass(frozen=True)
class Change:
    """One field. `is_content`: written by people, thus Swedish; else words of the page's own."""

    field: str
    before: str
    after: str
    is_content: bool = False


def changes_of(entry: LogEntry, names: Names) -> Iterator[Change]:
    """What changed in a row of the history; nothing of what was empty and stayed so."""
    model = entry.content_type.model_class()
    for name, change in (entry.changes or {}).items():
        field = field_of(model, name)
        label = capfirst(str(getattr(field, "verbose_name", name)))
        if isinstance(change, dict):
            yield of_many(label, change)
            continue
        before, after = (in_text(value, field, names) for value in change)
        if before or after:
            yield Change(label, *around_the_difference(before, after), is_content(field))


def of_many(label: str, change: dict[str, Any]) -> Change:
    """What came to a many-to-many field, or went from it; the rest of it stands unsaid."""
    is_added = change["operation"] == "add"
    words = gettext("%(field)s, tillagt") if is_added else gettext("%(field)s, borttaget")
    return Change(words % {"field": label}, "", ", ".join(change["objects"]), is_content=True)


def field_of(model: type[Model] | None, name: str) -> Any:
    """The field, or None where it is gone since."""
    try:
        return model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        return None


def is_content(field: Any) -> bool:
    is_text = isinstance(field, models.CharField | models.TextField)
    return bool(is_text and not field.choices and not isinstance(field, PartialDateField))


def in_text(value: Any, field: Any, names: Names) -> str:
    """A kept value as a person reads it; "" for what is empty."""
    if value in (None, "", []):
        return ""
    if value == HIDDEN:
        return gettext("dolt")
    if isinstance(value, bool):
        return gettext("ja") if value else gettext("nej")
    if isinstance(field, models.ForeignKey):
        return names.get((field.related_model, value)) or gettext("nr %(key)s") % {"key": value}
    if isinstance(field, PartialDateField):
        return in_words(value)
    if getattr(field, "choices", None):
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.DateField):
        return day_or_time(value)
    return str(value)


def day_or_time(value: str) -> str:
    """A date, or a time that is kept in UTC without saying so."""
    try:
        if len(value) == len("2026-11-22"):
            return formats.date_format(date.fromisoformat(value))
        moment = datetime.fromisoformat(value).replace(tzinfo=UTC)
    except ValueError:
        return value
    return formats.date_format(timezone.localtime(moment), "DATETIME_FORMAT")


def around_the_difference(before: str, after: str) -> tuple[str, str]:
    """Both texts from a little before where they part, so that a long text shows what changed."""
    if max(len(before), len(after)) <= LONGEST:
        return before, after
    same = 0
    while same < min(len(before), len(after)) and before[same] == after[same]:
        same += 1
    start = max(0, same - BEFORE_THE_DIFFERENCE)
    return cut(before, start), cut(after, start)


def cut(text: str, start: int) -> str:
    if not text:
        return ""
    end = "…" if len(text) > start + LONGEST else ""
    return ("…" if start else "") + text[start : start + LONGEST] + end
