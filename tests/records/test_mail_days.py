"""The days on which reminders may leave, as the Swedish almanac has them."""

from datetime import date, timedelta

import pytest

from records.mail.days import is_day_off, is_squeeze_day, reminders_may_leave_on


def days(first: str, last: str) -> list[date]:
    day, end = date.fromisoformat(first), date.fromisoformat(last)
    return [day + timedelta(days=number) for number in range((end - day).days + 1)]


QUIET = {
    "a Saturday": "2026-11-28",
    "a Sunday": "2026-11-29",
    "långfredagen 2026": "2026-04-03",
    "annandag påsk 2027": "2027-03-29",
    "första maj 2026": "2026-05-01",
    "Kristi himmelsfärdsdag 2026": "2026-05-14",
    "the Friday after it": "2026-05-15",
    "Kristi himmelsfärdsdag 2027": "2027-05-06",
    "the Friday after that": "2027-05-07",
    "midsommarafton 2026": "2026-06-19",
    "midsommarafton 2027": "2027-06-25",
    "nationaldagen on a Friday": "2025-06-06",
    "the Monday before nationaldagen on a Tuesday": "2028-06-05",
    "nationaldagen on a Tuesday": "2028-06-06",
    "trettondedag jul": "2027-01-06",
}

OPEN = {
    "a Monday": "2026-11-30",
    "the Friday before nationaldagen on a Saturday": "2026-06-05",
    "the Monday after nationaldagen on a Saturday": "2026-06-08",
    "the Friday before nationaldagen on a Sunday": "2027-06-04",
    "the Monday after nationaldagen on a Sunday": "2027-06-07",
    "the Monday after nationaldagen on a Friday": "2025-06-09",
    "the Thursday before midsommarafton": "2026-06-18",
    "skärtorsdagen": "2027-03-25",
    "the day before första maj on a Friday": "2026-04-30",
    "the Wednesday before Kristi himmelsfärdsdag": "2027-05-05",
    "the Friday before alla helgons dag": "2026-10-30",
    "the last day before the summer": "2026-06-26",
    "the first day after it": "2026-08-10",
    "the last day before the summer of 2027": "2027-07-02",
    "the first day after that": "2027-08-16",
    "the last working day before the turn of the year": "2026-12-18",
    "the first after it": "2027-01-08",
}


@pytest.mark.parametrize("day", QUIET.values(), ids=QUIET)
def test_no_reminder_leaves_on_a_day_off_or_a_squeeze_day(day):
    assert not reminders_may_leave_on(date.fromisoformat(day))


@pytest.mark.parametrize("day", OPEN.values(), ids=OPEN)
def test_reminder_may_leave_on_a_working_day(day):
    assert reminders_may_leave_on(date.fromisoformat(day))


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2026-06-29", "2026-08-09"),  # weeks 27 to 32
        ("2027-07-05", "2027-08-15"),
        ("2026-12-20", "2027-01-07"),
        ("2027-12-20", "2028-01-07"),
    ],
)
def test_no_reminder_leaves_in_the_summer_and_at_the_turn_of_the_year(first, last):
    assert [day for day in days(first, last) if reminders_may_leave_on(day)] == []


@pytest.mark.parametrize(("year", "squeezed"), [
    (2026, ["2026-01-02", "2026-01-05", "2026-05-15"]),
    (2027, ["2027-05-07"]),
    (2028, ["2028-01-07", "2028-05-26", "2028-06-05"]),
])  # fmt: skip
def test_squeeze_days_of_a_year_are_those_between_two_days_off(year, squeezed):
    found = [day for day in days(f"{year}-01-01", f"{year}-12-31") if is_squeeze_day(day)]
    assert [day.isoformat() for day in found] == squeezed


def test_every_year_has_some_forty_weeks_in_which_reminders_leave():
    for year in (2026, 2027):
        open_days = filter(reminders_may_leave_on, days(f"{year}-01-01", f"{year}-12-31"))
        weeks = {day.isocalendar()[:2] for day in open_days}
        assert 42 <= len(weeks) <= 44


def test_eves_that_are_free_in_practice_are_days_off():
    for eve in ("2026-12-24", "2026-12-31", "2027-06-25"):
        assert is_day_off(date.fromisoformat(eve))
