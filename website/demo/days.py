"""When things happened in Exempel län: so many days before it is loaded."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from records.mail.days import is_day_off, reminders_may_leave_on

MORNING = time(9, 30)
ONE_DAY = timedelta(days=1)


def morning(days_ago: int) -> datetime:
    return morning_of(timezone.localdate() - timedelta(days=days_ago))


def morning_of(day: date) -> datetime:
    return moment(day, MORNING)


def moment(day: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))


def workday(days_ago: int) -> date:
    """That day, else the last one before it on which people are at work."""
    day = timezone.localdate() - timedelta(days=days_ago)
    while is_day_off(day):
        day -= ONE_DAY
    return day


def workday_ahead(days: int) -> date:
    """That day, else the first one after it on which people are at work."""
    day = timezone.localdate() + timedelta(days=days)
    while is_day_off(day):
        day += ONE_DAY
    return day


def day_without_doubts(days_ahead: int) -> date:
    """The first day from then on that gives nobody a reason to wonder."""
    day = timezone.localdate() + timedelta(days=days_ahead)
    while not reminders_may_leave_on(day):
        day += ONE_DAY
    return day
