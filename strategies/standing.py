"""How a commitment stands today, worked out from what was told and when it ends. Never stored."""

from dataclasses import dataclass
from datetime import date, timedelta

from records.partial_dates import has_passed
from strategies.choices import Grade

# Older than this, what was told no longer tells how it is.
STALE_AFTER_MONTHS = 15
# Longer than this, what was submitted has waited too long for somebody to receive it.
RECEIVED_WITHIN = timedelta(days=30)


@dataclass(frozen=True)
class Standing:
    """The last grade that was told and its day, and what is worth noticing about it."""

    grade: Grade | None
    on: date | None
    is_missing: bool
    is_stale: bool
    is_late: bool
    # Not late by the end that holds now, but by the one that was first promised.
    is_late_by_first_end: bool


def standing_of(
    *, grade: str, on: date | None, end: str, first_end: str | None, today: date
) -> Standing:
    """`grade` is empty and `on` None where nothing was told; ends are partial dates, empty when
    unknown, and `first_end` is None where the end was never moved."""
    told = Grade(grade) if grade else None
    is_owed = told is None or not told.is_settled
    is_late = is_owed and has_passed(end, today)
    return Standing(
        grade=told,
        on=on,
        is_missing=told is None,
        is_stale=on is not None and is_stale(on, today) and not (told and told.is_given_up),
        is_late=is_late,
        is_late_by_first_end=is_owed and not is_late and has_passed(first_end or "", today),
    )


def is_stale(on: date, today: date) -> bool:
    """Whether more than fifteen months have gone."""
    months = (today.year - on.year) * 12 + today.month - on.month
    return (months, today.day) > (STALE_AFTER_MONTHS, on.day)
