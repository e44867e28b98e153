"""Who sits in a seat that soon ends gets a letter, once."""

from datetime import date

import pytest

from coordination.models import Seat
from coordination.services import seat_letters
from coordination.services.ending_seats import SomeNotToldError, send_ending_seats
from coordination.services.seats import end_seat
from records.models import OutgoingMail
from tests import builders as make
from tests.clock import Clock
from tests.people import person
from tests.website.reminding import at
from website.services.scheduled import JOBS

pytestmark = pytest.mark.once

# A Thursday; thirty days later is the fourth of April.
THURSDAY = at("2027-03-04 08:00")
LAST = date(2027, 4, 3)


@pytest.fixture
def seat(world) -> Seat:
    return make.seat(make.network(title="Länets nät"), person=person("Ida"), until=LAST)


def test_letter_leaves_thirty_days_before_and_once(seat, letters):
    send_ending_seats(now=at("2027-03-03 08:00"))
    assert letters() == []
    for _again in range(2):
        send_ending_seats(now=THURSDAY)
        send_ending_seats(now=at("2027-03-22 08:00"))
    [letter] = letters()
    assert letter.to == [seat.person.email]
    assert letter.subject == "Ditt uppdrag upphör den 3 april 2027"
    assert "Länets nät" in letter.body
    assert seat.network.get_work_url() in letter.body


def test_last_day_that_is_moved_is_told_anew(seat, letters):
    send_ending_seats(now=THURSDAY)
    Seat.objects.filter(pk=seat.pk).update(until="2027-03-31")
    send_ending_seats(now=THURSDAY)
    assert len(letters()) == 2


@pytest.mark.parametrize("now", ["2027-03-04 06:30", "2027-03-06 08:00", "2027-03-26 08:00"])
def test_no_letter_leaves_at_night_or_on_a_day_off(seat, letters, now):
    send_ending_seats(now=at(now))
    assert letters() == []


def test_letter_leaves_in_the_summer_too(seat, letters):
    """The seat would be over before the quiet weeks are."""
    Seat.objects.filter(pk=seat.pk).update(until="2027-07-30")
    send_ending_seats(now=at("2027-07-12 08:00"))
    assert len(letters()) == 1


def test_vacant_seat_closed_account_and_what_is_over_get_none(seat, letters):
    make.seat(seat.network, until=LAST)
    closed = make.seat(seat.network, person=person("Ola"), until=LAST)
    closed.person.is_active = False
    closed.person.save()
    Seat.objects.filter(pk=seat.pk).update(until="2027-03-03")
    send_ending_seats(now=THURSDAY)
    assert letters() == []


def test_who_was_told_when_it_was_ended_is_told_again_only_when_it_was_far_off(
    seat, letters, monkeypatch, cast
):
    clock, malin = Clock(monkeypatch), cast.people["maintainer"]
    Seat.objects.filter(pk=seat.pk).update(until=None)
    clock.set("2026-12-01 08:00")
    end_seat(seat=seat, on=LAST, by=malin)
    clock.set("2027-03-22 08:00")
    near = make.seat(seat.network, person=person("Ola"))
    end_seat(seat=near, on=LAST, by=malin)
    assert len(letters()) == 2
    send_ending_seats(now=at("2027-03-23 08:00"))
    assert [letter.to for letter in letters()[2:]] == [[seat.person.email]]


def test_letter_that_fails_stops_no_other_and_is_logged_without_a_name(seat, lines, monkeypatch):
    make.seat(seat.network, person=person("Ola"), until=LAST)
    real = seat_letters.write_ending

    def fails_for_ida(*, seat, today):
        if seat.person.name == "Ida":
            raise ValueError("Ida")
        real(seat=seat, today=today)

    monkeypatch.setattr("coordination.services.ending_seats.write_ending", fails_for_ida)
    with pytest.raises(SomeNotToldError):
        send_ending_seats(now=THURSDAY)
    assert OutgoingMail.objects.get().to == "ola@samordna.example"
    assert not [line for line in lines if "Ida" in str(line)]


def test_job_costs_the_same_once_the_letters_are_written(seat, django_assert_num_queries):
    for place in range(20):
        make.seat(seat.network, person=person(f"Nils{place}"), until=LAST)
    send_ending_seats(now=THURSDAY)
    with django_assert_num_queries(2):
        send_ending_seats(now=THURSDAY)


def test_job_is_among_those_that_run_by_themselves():
    assert send_ending_seats in JOBS.values()
