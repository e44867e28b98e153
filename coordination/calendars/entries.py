"""What stands in a calendar that somebody subscribes to: days and times that begin nothing and ask
for no answer. Letters that invite are made elsewhere."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from unicodedata import category

from icalendar import Calendar, Event, vCalAddress
from icalendar.prop import vDuration

from coordination.calendars.stockholm import MAKER, ZONE, stockholm

CONTENT_TYPE = "text/calendar; charset=utf-8"
# How often a calendar is to ask again.
ASK_AGAIN = timedelta(hours=6)
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Entry:
    """One thing in a calendar. A `start` without a time is the whole day."""

    uid: str
    title: str
    start: date | datetime
    # A whole address.
    url: str
    # When it was last changed here.
    stamp: datetime
    end: datetime | None = None
    place: str = ""
    note: str = ""
    sequence: int = 0
    is_cancelled: bool = False
    is_tentative: bool = False
    # The address of who calls to it; what is subscribed to needs none.
    organizer: str = ""


def as_calendar(entries: list[Entry], *, name: str, note: str = "", method: str = "") -> bytes:
    """The calendar as a file, with the time zone of what has a time. A `method` makes it a message
    (iTIP), in which each entry has an organizer: what is subscribed to is none."""
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    if method:
        calendar.add("method", method)
    for label in ("name", "x-wr-calname"):
        calendar.add(label, one_line(name))
    if note:
        calendar.add("x-wr-caldesc", note)
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(ASK_AGAIN).to_ical().decode())
    if any(isinstance(entry.start, datetime) for entry in entries):
        calendar.add_component(stockholm())
    for entry in entries:
        calendar.add_component(as_event(entry))
    return calendar.to_ical()


def one_line(text: str) -> str:
    """Without what no line of a calendar or a feed may hold: a pasted line break, say."""
    return " ".join("".join(" " if category(one) == "Cc" else one for one in text).split())


def as_event(entry: Entry) -> Event:
    """A whole day takes nobody's time: whoever reads it may do something else that day."""
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.stamp)
    event.add("sequence", entry.sequence)
    event.add("summary", one_line(entry.title))
    if isinstance(entry.start, datetime):
        event.add("dtstart", entry.start.astimezone(ZONE))
        if entry.end is not None:
            event.add("dtend", entry.end.astimezone(ZONE))
    else:
        event.add("dtstart", entry.start)
        event.add("dtend", entry.start + A_DAY)
        event.add("transp", "TRANSPARENT")
    for label, text in (("location", entry.place), ("description", entry.note)):
        if text:
            event.add(label, one_line(text))
    event.add("url", entry.url)
    if entry.organizer:
        event.add("organizer", vCalAddress(f"mailto:{entry.organizer}"))
    if entry.is_cancelled or entry.is_tentative:
        event.add("status", "CANCELLED" if entry.is_cancelled else "TENTATIVE")
    return event
