"""The calendar part of a letter, read by two libraries that know nothing of each other."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.utils import parseaddr

import icalendar
import pytest
import vobject

from coordination.models import Meeting
from coordination.services.inviting import (
    invite,
    tell_cancelled,
    tell_changes,
)
from records.mail.message import message_of
from records.models import OutgoingMail
from tests.coordination.inviting import (
    at,
    change,
    council_meeting,
    invited,
    keys_of,
    letters_to,
    malin,
    unos,
)

pytestmark = pytest.mark.once

# What a calendar is told: method, UID, sequence, begin and end in UTC, status, who is asked.
Told = tuple[str, str, int, datetime, datetime, str, str]


def by_icalendar(letter: OutgoingMail) -> Told:
    calendar = icalendar.Calendar.from_ical(letter.calendar)
    [event] = calendar.walk("VEVENT")
    attendees = event["ATTENDEE"]
    assert not isinstance(attendees, list), "one recipient alone"
    return (
        str(calendar["METHOD"]),
        str(event["UID"]),
        int(event["SEQUENCE"]),
        event["DTSTART"].dt.astimezone(UTC),
        event["DTEND"].dt.astimezone(UTC),
        str(event["STATUS"]),
        str(attendees),
    )


def by_vobject(letter: OutgoingMail) -> Told:
    calendar = vobject.readOne(letter.calendar)
    event = calendar.vevent
    [attendee] = event.attendee_list
    return (
        calendar.method.value,
        event.uid.value,
        int(event.sequence.value),
        event.dtstart.value.astimezone(UTC),
        event.dtend.value.astimezone(UTC),
        event.status.value,
        attendee.value,
    )


def told(letter: OutgoingMail) -> Told:
    first, second = by_icalendar(letter), by_vobject(letter)
    assert first == second
    return first


@pytest.mark.parametrize(
    ("begins", "in_utc"),
    [
        ("2027-03-26 09:00", "2027-03-26T08:00"),
        # The clock goes forward at two on this day, and back on that.
        ("2027-03-28 09:00", "2027-03-28T07:00"),
        ("2027-03-29 09:00", "2027-03-29T07:00"),
        ("2027-07-01 09:00", "2027-07-01T07:00"),
        ("2027-10-30 09:00", "2027-10-30T07:00"),
        ("2027-10-31 09:00", "2027-10-31T08:00"),
        ("2027-11-01 09:00", "2027-11-01T08:00"),
    ],
)
def test_two_libraries_read_the_same_hours_around_the_change_of_clocks(cast, begins, in_utc):
    starts = at(begins)
    meeting = invited(cast, starts_at=starts, ends_at=starts + timedelta(hours=3))
    uno = unos(meeting)
    [letter] = letters_to(uno.address)
    expected = datetime.fromisoformat(in_utc).replace(tzinfo=UTC)
    assert told(letter) == (
        "REQUEST", f"{meeting.public_id}@samordna", 0, expected, expected + timedelta(hours=3),
        "CONFIRMED", f"mailto:{uno.address}",
    )  # fmt: skip


def test_zone_is_given_by_its_rule_and_by_the_hours_before(cast):
    meeting = invited(cast)
    [letter] = letters_to(unos(meeting).address)
    assert "DTSTART;TZID=Europe/Stockholm:20270312T090000" in letter.calendar
    zone = letter.calendar.partition("BEGIN:VTIMEZONE")[2].partition("END:VTIMEZONE")[0]
    for line in (
        "TZID:Europe/Stockholm",
        "DTSTART:19960331T020000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
        "DTSTART:19961027T030000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
    ):
        assert line in zone


def test_calendar_tells_where_and_names_nothing(cast):
    meeting = invited(cast)
    [letter] = letters_to(unos(meeting).address)
    event = vobject.readOne(letter.calendar).vevent
    assert event.summary.value == "Möte"
    assert event.location.value == "Rum 4, Smalgatan 2, Kalmar"
    assert "https://mote.example/hemlig" in event.description.value
    for telling in ("Rådet", "våld", "Vårens råd"):
        assert telling not in letter.calendar
    # Answers come by the link, so no program sends one by itself.
    assert event.attendee.params["RSVP"] == ["FALSE"]
    assert event.attendee.params["PARTSTAT"] == ["NEEDS-ACTION"]


def test_organizer_is_our_own_address_and_stays(cast, settings):
    meeting = council_meeting(cast)
    expected = f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}"
    invite(meeting=meeting, chosen=keys_of(meeting), answer_by=None, by=malin(cast))
    settings.DEFAULT_FROM_EMAIL = "Samordna <ny@samordna.example>"
    meeting.refresh_from_db()
    change(meeting, starts_at=at("2027-03-12 10:00"))
    tell_changes(meeting=meeting, by=malin(cast))
    for letter in letters_to(unos(meeting).address):
        assert vobject.readOne(letter.calendar).vevent.organizer.value == expected


def test_part_repeats_its_method_in_the_mail_itself(cast):
    meeting = invited(cast)
    [letter] = letters_to(unos(meeting).address)
    message = message_from_bytes(message_of(letter).message().as_bytes(), policy=policy.default)
    [part] = [one for one in message.walk() if one.get_content_type() == "text/calendar"]
    assert part["content-type"].params["method"] == "REQUEST"
    assert vobject.readOne(part.get_content()).method.value == "REQUEST"


def test_change_raises_the_number_of_the_same_meeting(cast):
    meeting = invited(cast)
    for number, hour in ((1, "10:00"), (2, "11:00")):
        change(meeting, starts_at=at(f"2027-03-12 {hour}"))
        tell_changes(meeting=meeting, by=malin(cast))
        method, uid, sequence, begins, *_rest = told(letters_to(unos(meeting).address)[-1])
        assert (method, uid, sequence) == ("REQUEST", meeting.calendar_uid, number)
        assert begins == at(f"2027-03-12 {hour}")
        meeting.refresh_from_db()


def test_cancelling_removes_the_same_meeting_by_a_higher_number(cast):
    meeting = invited(cast)
    change(meeting, state="cancelled")
    tell_cancelled(meeting=meeting, by=malin(cast))
    method, uid, sequence, begins, _ends, status, _who = told(letters_to(unos(meeting).address)[-1])
    assert (method, uid, sequence, status) == ("CANCEL", meeting.calendar_uid, 1, "CANCELLED")
    assert begins == at("2027-03-12 09:00")


def test_hour_that_is_no_longer_known_is_taken_out_of_calendars(cast):
    meeting = invited(cast)
    change(meeting, starts_at=None, ends_at=None, on="2027")
    tell_changes(meeting=meeting, by=malin(cast))
    letter = letters_to(unos(meeting).address)[-1]
    assert told(letter)[:3] == ("CANCEL", meeting.calendar_uid, 1)
    assert letter.subject == "Ändrat: möte 2027"
    meeting.refresh_from_db()
    change(meeting, starts_at=at("2027-05-05 09:00"), ends_at=at("2027-05-05 10:00"))
    tell_changes(meeting=Meeting.objects.get(pk=meeting.pk), by=malin(cast))
    assert told(letters_to(unos(meeting).address)[-1])[:3] == ("REQUEST", meeting.calendar_uid, 2)
