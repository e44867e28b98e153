"""An invitation that a calendar takes in by itself (iTIP): REQUEST, and CANCEL that removes it."""

from dataclasses import dataclass
from datetime import UTC, datetime

from icalendar import Calendar, Event, vCalAddress

from coordination.calendars.stockholm import MAKER, ZONE, stockholm
from records.mail import CalendarPart


@dataclass(frozen=True)
class Invitation:
    """What a calendar is told of a meeting, for one recipient alone.

    `uid` never changes, and `sequence` is higher for each change that is sent: of two, a calendar
    keeps the higher. `summary` is read over a shoulder, so it names nothing.
    """

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime | None
    summary: str
    location: str
    description: str
    organizer: str
    organizer_name: str
    attendee: str


def request_part(invitation: Invitation, *, at: datetime) -> CalendarPart:
    return part_of(invitation, method="REQUEST", status="CONFIRMED", at=at)


def cancel_part(invitation: Invitation, *, at: datetime) -> CalendarPart:
    return part_of(invitation, method="CANCEL", status="CANCELLED", at=at)


def part_of(invitation: Invitation, *, method: str, status: str, at: datetime) -> CalendarPart:
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(stockholm())
    calendar.add_component(event_of(invitation, status=status, at=at))
    return CalendarPart(calendar.to_ical().decode(), method)


def event_of(invitation: Invitation, *, status: str, at: datetime) -> Event:
    event = Event()
    event.add("uid", invitation.uid)
    event.add("sequence", invitation.sequence)
    event.add("dtstamp", at.astimezone(UTC))
    event.add("dtstart", invitation.starts_at.astimezone(ZONE))
    if invitation.ends_at is not None:
        event.add("dtend", invitation.ends_at.astimezone(ZONE))
    event.add("status", status)
    event.add("summary", invitation.summary)
    for name in ("location", "description"):
        if text := getattr(invitation, name):
            event.add(name, text)
    event.add("organizer", address(invitation.organizer, CN=invitation.organizer_name))
    # Answers come by the link in the letter: no program is to send one by itself.
    asked = {"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "FALSE"}
    event.add("attendee", address(invitation.attendee, **asked))
    return event


def address(mailbox: str, **parameters: str) -> vCalAddress:
    written = vCalAddress(f"mailto:{mailbox}")
    for name, value in parameters.items():
        written.params[name] = value
    return written
