"""On which days people are at work and can act: a reminder leaves then, and a time to answer in
is counted in them.

No letter then lies under forty others after the summer, or reaches somebody on a day off.
"""

from datetime import date, timedelta

from holidays import Sweden

# Also the eves that are free in practice; the library's default takes them for working days.
DAYS_OFF = Sweden(categories=("public", "de_facto"), language="sv")
FRIDAY = 5
SUMMER_WEEKS = range(27, 33)
# Month and day, the first and the last that are quiet.
YEAR_END = ((12, 20), (1, 7))

ONE_DAY = timedelta(days=1)


def reminders_may_leave_on(day: date) -> bool:
    """A working day that is no squeeze day, outside the summer and the turn of the year."""
    return not (is_day_off(day) or is_squeeze_day(day) or is_in_summer(day) or is_at_year_end(day))


def is_day_off(day: date) -> bool:
    """Weekends, public holidays, and the eves of midsummer, Christmas and New Year."""
    return day.isoweekday() > FRIDAY or day in DAYS_OFF


def is_squeeze_day(day: date) -> bool:
    """A working day between two days off, which many take off too."""
    return not is_day_off(day) and is_day_off(day - ONE_DAY) and is_day_off(day + ONE_DAY)


def working_days_after(day: date, count: int) -> date:
    """The last of so many days on which people are at work, the day itself not counted."""
    while count:
        day += ONE_DAY
        count -= not (is_day_off(day) or is_squeeze_day(day))
    return day


def is_in_summer(day: date) -> bool:
    return day.isocalendar().week in SUMMER_WEEKS


def is_at_year_end(day: date) -> bool:
    first, last = YEAR_END
    return (day.month, day.day) >= first or (day.month, day.day) <= last
