"""Dates as sources give them: a year, a month or a day.

Stored as text, the beginning of an ISO date (`2016`, `2023-05`, `2023-05-10`), which sorts and
compares right on both databases and never pretends to a precision that the source lacks.
"""

import calendar
import re
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _

PATTERN = r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"


def validate_partial_date(value: str) -> None:
    if not re.fullmatch(PATTERN, value, re.ASCII):
        raise ValidationError(
            _("Skriv år, år-månad eller år-månad-dag, till exempel 2023, 2023-05 eller 2023-05-10.")
        )
    try:
        first_day(value)
    except ValueError:
        raise ValidationError(_("Den dagen finns inte i kalendern.")) from None


class PartialDateField(models.CharField):
    """`2016`, `2023-05` or `2023-05-10`; empty when unknown."""

    default_validators = [validate_partial_date]
    description = "The beginning of an ISO date"

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 10)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)


def partial_dates_check(*fields: str, name: str) -> models.CheckConstraint:
    """A constraint that each of these fields is empty or has the shape of a partial date."""
    condition = models.Q()
    for field in fields:
        condition &= models.Q(**{field: ""}) | models.Q(**{f"{field}__regex": PATTERN})
    return models.CheckConstraint(condition=condition, name=name)


def first_day(value: str) -> date:
    """The first day that a partial date may mean. Raises ValueError when it is none."""
    year, month, day = parts(value)
    return date(year, month or 1, day or 1)


def last_day(value: str) -> date:
    """The last day that a partial date may mean. Raises ValueError when it is none."""
    year, month, day = parts(value)
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])


def has_passed(value: str) -> bool:
    """Whether all of it lies before today, by Swedish time."""
    return bool(value) and last_day(value) < timezone.localdate()


def parts(value: str) -> tuple[int, int, int]:
    numbers = [int(part) for part in value.split("-")]
    year, month, day = numbers + [0] * (3 - len(numbers))
    return year, month, day


def in_words(value: str, wording: str = "") -> str:
    """How a page writes it: the source's own wording where there is one, else the date."""
    if wording and value:
        return f"{wording} ({in_words(value)})"
    if wording or not value:
        return wording
    _year, month, day = parts(value)
    if day:
        return formats.date_format(first_day(value), "DATE_FORMAT")
    return formats.date_format(first_day(value), "YEAR_MONTH_FORMAT") if month else value
