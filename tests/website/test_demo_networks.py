"""Exempel län meets: a network with a group under it, a meeting that was held and one to come."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from actors.models import User
from coordination.choices import Audience, ChallengeState, MeetingForm, MeetingState, SeatRole
from coordination.models import Challenge, Meeting, Network, Seat
from records.examples import is_example_address
from records.mail.days import is_day_off
from records.models import OutgoingMail
from tests.website import demo as of_demo
from website.demo.days import workday_ahead
from website.demo.loading import load_demo

pytestmark = [pytest.mark.usefixtures("demo"), pytest.mark.once]

SLUG = "exempel-natverket-trygg-overallt"


def network() -> Network:
    return Network.objects.get(slug=SLUG)


def held() -> Meeting:
    return Meeting.objects.get(state=MeetingState.HELD)


def coming() -> Meeting:
    return Meeting.objects.get(state=MeetingState.PLANNED)


def person(name: str) -> User:
    return User.objects.get(email=f"{name}@exempel.example")


# ---------------------------------------------------------------- who sits there


def test_network_has_a_steering_group_under_it():
    group = network().groups.get()
    assert (network().kind, group.kind) == ("county_cooperation", "steering")
    page = Client().get(network().get_absolute_url()).text
    assert group.get_absolute_url() in page


def test_networks_are_run_by_their_chair_and_secretary():
    secretary, chair = person("strategisamordnare").access, person("faststaller").access
    group = network().groups.get()
    assert secretary.runs_networks == {network().pk, group.pk}
    assert chair.runs_networks == {group.pk}


def test_network_has_seats_by_person_by_office_vacant_ended_and_soon_ending():
    today = timezone.localdate()
    seats = network().seats.all()
    assert seats.filter(person__isnull=False).count() == 5
    assert seats.filter(person__isnull=True).exclude(office="").count() == 6
    [vacant] = seats.filter(person__isnull=True, office="")
    assert vacant.actor.key == "exempel-jourerna"
    assert seats.filter(until__lt=today).count() == 1
    assert seats.filter(until__gt=today, until__lt=today + timedelta(days=60)).count() == 1


def test_every_seat_has_a_role_of_its_network_and_an_invented_holder():
    for seat in Seat.objects.all():
        seat.full_clean()
        assert seat.actor.is_example
        assert seat.person is None or is_example_address(seat.person.email)


def test_public_page_of_the_network_names_offices_and_no_person():
    html = Client().get(network().get_absolute_url()).text
    assert "socialchef" in html
    assert "kvalitetschef" not in html
    for seat in Seat.objects.filter(person__isnull=False):
        assert f"{seat.person.name}<" not in html
        assert seat.person.email not in html


# ---------------------------------------------------------------- when they meet


def test_meeting_that_was_held_shows_what_is_marked_for_all_and_nothing_else():
    html = Client().get(held().get_absolute_url()).text
    for rows in (held().items, held().attendances):
        assert rows.filter(audience=Audience.PUBLIC).count() >= 2
        assert rows.exclude(audience=Audience.PUBLIC).count() >= 2
    for item in held().items.all():
        assert (item.title in html) is (item.audience == Audience.PUBLIC), item
    for one in held().attendances.all():
        shown = one.actor.get_absolute_url() in html
        assert shown is (one.audience == Audience.PUBLIC), one


def test_challenge_for_members_alone_is_on_no_public_page():
    public, own = Challenge.objects.order_by("position")
    assert (public.audience, own.audience) == (Audience.PUBLIC, Audience.MEMBERS)
    assert public.state == ChallengeState.WORKED_ON
    for page in (network(), held()):
        html = Client().get(page.get_absolute_url()).text
        assert public.text in html
        assert public.answer in html
        assert own.text not in html
    assert own in Challenge.objects.visible_to(person("kommun").access)


def test_coming_meeting_is_five_weeks_ahead_at_work_hours_and_both_ways():
    ahead = timezone.localdate(coming().starts_at) - timezone.localdate()
    assert timedelta(days=35) <= ahead <= timedelta(days=42)
    assert timezone.localtime(coming().starts_at).hour == 13
    assert coming().form == MeetingForm.HYBRID
    assert coming().town == "Ångbåtsvik"
    assert coming().joining_link.startswith("https://mote.exempel.example/")


def test_meeting_is_announced_before_it_is_held():
    for meeting in Meeting.objects.all():
        assert meeting.published_at < min(meeting.starts_at, timezone.now())
    assert held().ends_at < held().content_updated_at < timezone.now()


@pytest.mark.parametrize("language", ["", "/en"])
def test_no_public_page_of_the_demo_tells_the_room_or_the_link(language):
    hidden = [value for one in Meeting.objects.all() for value in (one.place, one.joining_link)]
    pages = [held(), coming(), network(), network().county]
    for address in [*(one.get_absolute_url() for one in pages), "/moten/?lan=exempel"]:
        response = Client().get(f"{language}{address}")
        assert response.status_code == 200, address
        assert not [value for value in hidden if value and value in response.text], address


def test_day_ahead_that_is_free_becomes_the_next_day_of_work():
    for days in range(370):
        day = workday_ahead(days)
        assert not is_day_off(day)
        first = timezone.localdate() + timedelta(days=days)
        assert all(is_day_off(first + timedelta(days=n)) for n in range((day - first).days))


# ---------------------------------------------------------------- loading it


def test_load_demo_where_somebody_has_worked_in_the_network_leaves_it(passwords):
    Seat.objects.filter(role=SeatRole.SUBSTITUTE).delete()
    held().challenges.update(text="Ändrad")
    changed = of_demo.everything()

    load_demo(passwords=passwords)

    assert of_demo.everything() == changed
    assert not OutgoingMail.objects.exists()
