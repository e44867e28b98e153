"""When the reminders of a follow-up round leave, counted from the day that answers are due.

Dates alone: nothing here asks the database or the clock.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import ngettext

from records.mail.days import ONE_DAY, reminders_may_leave_on

# A quiet time that is longer than this is passed by on its other side, where there is a day.
FAR = timedelta(days=7)
# A reminder that could not leave on its day leaves within so many working days, or not at all.
AFTERWARDS = 3


@dataclass(frozen=True)
class ReminderDay:
    """A day on which a reminder leaves."""

    # From the day that answers are due; several where they come to the same day.
    days: tuple[int, ...]
    # Where the nearest of them falls, were all days working days.
    counted: date
    leaves: date
    due_on: date

    @property
    def is_before(self) -> bool:
        return self.days[-1] <= 0

    @property
    def is_moved(self) -> bool:
        return self.leaves != self.counted

    @property
    def in_words(self) -> list[str]:
        return [day_in_words(day) for day in self.days]

    def is_time_on(self, today: date) -> bool:
        """Whether it leaves today: on its day, or soon after where nothing could be written then.
        One that speaks of a day to come does not leave when that has passed."""
        if today < self.leaves or not reminders_may_leave_on(today):
            return False
        if self.is_before and today > self.due_on:
            return False
        return working_days_between(self.leaves, today) <= AFTERWARDS


def reminder_plan(
    days: Iterable[int], *, due_on: date, opened_on: date | None = None
) -> list[ReminderDay]:
    """Each day on which a reminder leaves, in order, all after the day on which the round opened.

    What falls on a day when none may leave is moved: before the due date to an earlier day, so that
    it never comes too late to act on, after it to a later one. Those that come to the same day are
    one.
    """
    found: dict[date, list[int]] = {}
    for day in sorted(set(days)):
        found.setdefault(leaving(day, due_on), []).append(day)
    return [
        ReminderDay(
            tuple(both), due_on + timedelta(days=nearest(both)), leaves=leaves, due_on=due_on
        )
        for leaves, both in sorted(found.items())
        if opened_on is None or leaves > opened_on
    ]


def nearest(days: list[int]) -> int:
    """The one closest to the due date, which the others become."""
    return min(days, key=abs)


def leaving(day: int, due_on: date) -> date:
    """When a reminder so many days from the due date leaves."""
    counted = due_on + timedelta(days=day)
    later = first_allowed(counted, step=ONE_DAY)
    if day > 0:
        return later
    earlier = first_allowed(counted, step=-ONE_DAY)
    # Not before the whole summer what may as well leave after it and still in time.
    return later if counted - earlier > FAR and later < due_on else earlier


def first_allowed(day: date, *, step: timedelta) -> date:
    while not reminders_may_leave_on(day):
        day += step
    return day


def working_days_between(first: date, last: date) -> int:
    """How many days on which letters may leave have come after the first, the last included."""
    later = (first + timedelta(days=number) for number in range(1, (last - first).days + 1))
    return sum(reminders_may_leave_on(day) for day in later)


def reminder_due(plan: Iterable[ReminderDay], today: date) -> ReminderDay | None:
    """The one that is to leave today: never an earlier one when a later has come."""
    come = [one for one in plan if one.leaves <= today]
    return come[-1] if come and come[-1].is_time_on(today) else None


def day_in_words(day: int) -> str:
    if day < 0:
        words = ngettext("%(days)d dag före", "%(days)d dagar före", -day)
    else:
        words = ngettext("%(days)d dag efter", "%(days)d dagar efter", day)
    return words % {"days": abs(day)}
