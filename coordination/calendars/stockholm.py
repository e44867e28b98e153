"""The time zone of every meeting, as a calendar file carries it."""

from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

# Who wrote a calendar, in the form that the format asks for.
MAKER = "-//Samordna//Samordna//SV"
ZONE = ZoneInfo("Europe/Stockholm")
WINTER, SUMMER = timedelta(hours=1), timedelta(hours=2)


@cache
def stockholm() -> Timezone:
    """The rule of the Union since 1996 (directive 2000/84/EC): the last Sundays of March and
    October. Written by hand, for what the library writes, one line a year, begins each summer an
    hour late (RFC 5545 gives the hour by the offset before), and not every program reads it."""
    zone = Timezone()
    zone.add("tzid", ZONE.key)
    for part, name, begins, month, before, after in (
        (TimezoneDaylight(), "CEST", datetime(1996, 3, 31, 2), 3, WINTER, SUMMER),
        (TimezoneStandard(), "CET", datetime(1996, 10, 27, 3), 10, SUMMER, WINTER),
    ):
        part.add("dtstart", begins)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1SU"})
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("tzname", name)
        zone.add_component(part)
    return zone
