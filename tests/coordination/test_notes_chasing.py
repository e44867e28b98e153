"""Letters about notes that are missing and minutes that wait: to whom, on which day, and once."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from coordination.models import Meeting, Seat
from coordination.services.notes import chase_notes, letters, reopen_notes
from coordination.services.notes.chasing import SomeNotChasedError
from records.models import OutgoingMail
from tests import builders as make
from tests.coordination.notes import Noted, final, noted, sent
from website.services.scheduled import JOBS


def at(day: str, hour: int = 9) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(f"{day} {hour:02}:00"))


# A Monday; the third day after it is a Thursday, the seventh the next Monday.
HELD = at("2026-02-02", 15)
DAYS = {"third": "2026-02-05", "seventh": "2026-02-09"}


@pytest.fixture
def one(world, cast) -> Noted:
    # The world has meetings of its own, without an hour.
    Meeting.objects.update(state="cancelled")
    times = {"starts_at": HELD - timedelta(hours=2), "ends_at": HELD}
    return noted(cast, published_at=at("2026-01-02"), **times)


def chased(day: str, hour: int = 9) -> list[str]:
    """To whom a letter was written by that day."""
    chase_notes(now=at(day, hour))
    return list(OutgoingMail.objects.order_by("pk").values_list("to", flat=True))


def test_nobody_is_chased_before_the_day_or_its_hour(one):
    assert JOBS["notes"] is chase_notes
    assert chased("2026-02-04", 23) == []
    assert chased(DAYS["third"], 6) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"published_at": None},
        {"published_at": at("2026-02-06")},
        {"state": "cancelled"},
        {"notes_state": "sent"},
        {"starts_at": None, "ends_at": None, "on": "2026-02", "state": "held"},
        {"ends_at": at("2026-02-05", 15)},
    ],
)
def test_meeting_without_missing_notes_is_not_chased(one, fields):
    Meeting.objects.filter(pk=one.meeting.pk).update(**fields)
    assert chased(DAYS["third"]) == []


def test_missing_notes_are_chased_on_the_third_and_the_seventh_day_once(one):
    assert chased(DAYS["third"]) == [one.sanna.email]
    for day in (DAYS["third"], "2026-02-06"):
        assert chased(day) == [one.sanna.email]
    assert chased(DAYS["seventh"]) == [one.sanna.email] * 2
    for day in (DAYS["seventh"], "2026-02-16", "2026-02-20", "2026-04-20"):
        assert chased(day) == [one.sanna.email] * 2
    letter = OutgoingMail.objects.first()
    assert letter.subject == "Anteckningar som inte är skickade"
    assert one.address in letter.text


def test_chased_is_also_what_was_invited_to_and_what_was_held(one):
    Meeting.objects.update(published_at=None, invited_at=HELD)
    assert chased(DAYS["third"]) == [one.sanna.email]
    OutgoingMail.objects.all().delete()
    Meeting.objects.filter(pk=one.meeting.pk).update(
        invited_at=None, state="held", ends_at=None, starts_at=None
    )
    assert chased(DAYS["third"]) == [one.sanna.email]


@pytest.mark.parametrize("starts_at", [HELD - timedelta(hours=2), None])
def test_planned_meeting_of_unknown_end_is_chased_when_its_day_has_passed(one, starts_at):
    row = Meeting.objects.filter(pk=one.meeting.pk)
    row.update(starts_at=starts_at, ends_at=None, on="2026-02-02")
    assert chased(DAYS["third"]) == [one.sanna.email]
    row.update(on="2026-02-05", starts_at=None)
    OutgoingMail.objects.all().delete()
    assert chased(DAYS["third"]) == []


def test_no_reminder_leaves_in_the_summer_but_after_it(one):
    summer = at("2026-06-26", 15)
    Meeting.objects.filter(pk=one.meeting.pk).update(
        starts_at=summer, ends_at=summer + timedelta(hours=1), on="2026-06-26"
    )
    assert chased("2026-07-15") == []
    # Both days have passed: one letter, not two.
    assert chased("2026-08-10") == [one.sanna.email]
    assert chased("2026-08-11") == [one.sanna.email]


def test_network_without_a_secretary_has_its_coordinators_chased(one, cast):
    Seat.objects.filter(person=one.sanna).update(until="2020-01-01")
    meeting = make.meeting(cast.maintainer, state="held", on="2026-02-02", starts_at=None)
    malin = cast.people["maintainer"].email
    assert chased(DAYS["third"]).count(malin) == 2
    assert one.sanna.email not in chased(DAYS["third"])
    assert meeting.network is None


def test_notes_that_are_corrected_are_not_chased(one):
    final(one)
    reopen_notes(meeting=one.meeting, reason="Fel.", by=one.sanna)
    OutgoingMail.objects.all().delete()
    assert chased(DAYS["third"]) == []


def test_minutes_that_wait_are_chased_with_their_approver(one):
    Meeting.objects.filter(pk=one.meeting.pk).update(is_formal=True)
    one.meeting.refresh_from_db()
    sent(one, approver=one.network.seats.get(person=one.uno))
    Meeting.objects.filter(pk=one.meeting.pk).update(notes_sent_at=HELD)
    OutgoingMail.objects.all().delete()
    assert chased("2026-02-04") == []
    assert chased(DAYS["third"]) == [one.uno.email]
    assert chased(DAYS["third"]) == [one.uno.email]
    assert "väntar fortfarande" in OutgoingMail.objects.get().text
    assert chased(DAYS["seventh"]) == [one.uno.email] * 2
    final(one, by=one.uno)
    OutgoingMail.objects.all().delete()
    assert chased(DAYS["seventh"]) == []


def test_letter_that_fails_stops_no_other(one, cast, monkeypatch):
    other = make.meeting(cast.other, state="held", on="2026-02-02", starts_at=None)
    write = letters.write_missing

    def failing(*, meeting, step):
        if meeting == one.meeting:
            raise RuntimeError("nej")
        write(meeting=meeting, step=step)

    monkeypatch.setattr(letters, "write_missing", failing)
    with pytest.raises(SomeNotChasedError):
        chased(DAYS["third"])
    assert OutgoingMail.objects.get().to == cast.people["other agency"].email
    assert other.maintained_by == cast.other


def test_nothing_due_costs_two_queries_whatever_has_been(one, django_assert_num_queries):
    for rows in (1, 20):
        for _row in range(rows):
            make.meeting(one.network, state="held", on="2026-02-04", starts_at=None)
        with django_assert_num_queries(2):
            chase_notes(now=at("2026-02-04"))
