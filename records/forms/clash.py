"""What two people wrote at the same time, in words that can be set side by side."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import models
from django.db.models.fields.files import FieldFile
from django.utils import formats, timezone
from django.utils.translation import gettext

from records.partial_dates import PartialDateField, in_words, validate_partial_date


@dataclass(frozen=True)
class Difference:
    """A field that another changed: what stands there now, and what was written over it."""

    label: str
    stored: str
    written: str = ""
    # The field's own address on the page; none where the form no longer has it.
    anchor: str = ""


@dataclass(frozen=True)
class Clash:
    """A record that another saved while somebody wrote in its form."""

    reason: str
    record: str
    both: list[Difference]
    taken_over: list[Difference]
    is_deletion: bool = False
    # Another took it away: it is in the form no longer, and what was written can only be copied.
    is_gone: bool = False


def in_text(field: models.Field, value: object) -> str:
    """A value of the field as a person reads it: labels instead of keys, dates in words."""
    if isinstance(value, bool):
        return gettext("ja") if value else gettext("nej")
    if isinstance(value, datetime):
        return formats.date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if isinstance(value, date):
        return formats.date_format(value, "DATE_FORMAT")
    if isinstance(value, File) and not isinstance(value, FieldFile):
        return gettext("en fil, som du väljer en gång till")
    if isinstance(value, File):
        return gettext("en fil") if value else gettext("tomt")
    if isinstance(value, Iterable) and not isinstance(value, str):
        text = "\n".join(str(one) for one in value)
    else:
        text = str(dict(field.flatchoices).get(value, "" if value is None else value))
    if isinstance(field, PartialDateField):
        text = partial_date_in_text(text)
    return text or gettext("tomt")


def partial_date_in_text(text: str) -> str:
    try:
        validate_partial_date(text)
    except ValidationError:
        return text
    return in_words(text)


def as_typed(field: models.Field, raw: object) -> str:
    """What was posted and cannot be understood, as it was typed."""
    if field.is_relation or field.choices:
        return gettext("ett val som inte finns")
    parts = raw if isinstance(raw, list | tuple) else [raw]
    return " ".join(str(part) for part in parts if part) or gettext("tomt")
