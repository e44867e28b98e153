"""Dates as sources give them: a year, a month or a day.

Stored as text, the beginning of an ISO date (`2016`, `2023-05`, `2023-05-10`), which sorts and
compares right on both databases and never pretends to a precision that the source lacks.
"""

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Length, Substr
from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _

MALFORMED = _("Skriv år, år-månad eller år-månad-dag, till exempel 2023, 2023-05 eller 2023-05-10.")
PATTERN = r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"


def validate_partial_date(value: str) -> None:
    if not re.fullmatch(PATTERN, value, re.ASCII):
        raise ValidationError(MALFORMED)
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
    return models.CheckConstraint(condition=condition, name=name, violation_error_message=MALFORMED)


def in_order_check(start: str, end: str, *, name: str) -> models.CheckConstraint:
    """A constraint that an end does not lie before its start, as far as both are told."""
    told = models.Q(**{start: ""}) | models.Q(**{end: ""})
    in_order = models.Q(**{f"{end}__gte": Substr(start, 1, Length(end))})
    return models.CheckConstraint(
        condition=told | in_order,
        name=name,
        violation_error_message=_("Slutet ligger före början."),
    )


def not_passed_q(field: str) -> models.Q:
    """Rows where `field` is empty, or where some of what it may mean is today or lies ahead."""
    today = models.Value(timezone.localdate().isoformat())
    return models.Q(**{field: ""}) | models.Q(**{f"{field}__gte": Substr(today, 1, Length(field))})


def has_not_passed(value: str) -> bool:
    """The same of one partial date."""
    return not has_passed(value, timezone.localdate())


def has_passed(value: str, today: date) -> bool:
    """Whether all that a partial date may mean lies before today; what is unknown never does."""
    return value != "" and value < today.isoformat()[: len(value)]


def first_day(value: str) -> date:
    """The first day that a partial date may mean. Raises ValueError when it is none."""
    year, month, day = parts(value)
    return date(year, month or 1, day or 1)


def parts(value: str) -> tuple[int, int, int]:
    numbers = [int(part) for part in value.split("-")]
    year, month, day = numbers + [0] * (3 - len(numbers))
    return year, month, day


def in_words(value: str) -> str:
    """A partial date as a page writes it, no more precise than it is; empty when unknown."""
    if not value:
        return ""
    _year, month, day = parts(value)
    if day:
        return formats.date_format(first_day(value), "DATE_FORMAT")
    return formats.date_format(first_day(value), "YEAR_MONTH_FORMAT") if month else value
