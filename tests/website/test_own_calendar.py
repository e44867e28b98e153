"""A person's own calendar at its secret address: who may read it, and what stands there."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import vobject
from auditlog.models import LogEntry
from django.conf import settings
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from actors.models import Membership, User
from actors.person_data import anonymise_person, export_person
from coordination.choices import MeetingState, NotesState
from coordination.models import Meeting, Network, Seat
from strategies.models import RoundRequest
from strategies.services.rounds import open_round
from tests import builders as make
from website.models import CalendarKey
from website.services import make_calendar_key, revoke_calendar_key

PAGE = "/arbete/kalender/"
MARKER = "Smygmarkör"
STOCKHOLM = ZoneInfo("Europe/Stockholm")
TODAY = timezone.localdate()
SOON = TODAY + timedelta(days=30)


@pytest.fixture
def uno(cast) -> User:
    """Reporter of the agency."""
    return cast.people["reporter"]


@pytest.fixture
def network(cast, uno) -> Network:
    """A draft of others in which Uno has a seat."""
    network = make.network(title=MARKER, published_at=None, maintained_by=cast.other)
    make.seat(network, person=uno, actor=cast.agency)
    return network


@pytest.fixture
def path(uno) -> str:
    return f"/kalender/{make_calendar_key(seen='', by=uno)}.ics"


def events(path: str) -> list:
    """The events, by two readers that know nothing of each other."""
    content = Client().get(path).content
    found = Calendar.from_ical(content).walk("VEVENT")
    others = vobject.readOne(content.decode()).contents.get("vevent", [])
    assert [str(one["uid"]) for one in found] == [one.uid.value for one in others]
    assert [one["dtstart"].dt for one in found] == [one.dtstart.value for one in others]
    return found


def titles(path: str) -> list[str]:
    return [str(event["summary"]) for event in events(path)]


def fill(network: Network, agency, rows: int = 1) -> None:
    """So many of each thing that stands in the calendar of who acts for the agency."""
    samira = User.objects.get(is_superuser=True)
    strategy = make.strategy(title=MARKER)
    make.commitment(strategy, responsible=agency, title=MARKER)
    for _row in range(rows):
        meeting = make.meeting(network, title=MARKER, on=SOON.isoformat(), town="Kalmar")
        make.action_point(meeting, text=MARKER, actor=agency, due_on=SOON)
        open_round(round=make.round_of(strategy, by=samira, title=MARKER), by=samira)
        strategy = make.strategy(title=MARKER)
        make.commitment(strategy, responsible=agency, title=MARKER)
    Meeting.objects.update(notes_state=NotesState.SENT)


# ---------------------------------------------------------------- who may read it


def test_address_that_opens_nothing_is_answered_alike(uno, path):
    replaced = path
    key = CalendarKey.objects.get()
    taken_back = f"/kalender/{make_calendar_key(seen=key.seen, by=uno)}.ics"
    assert Client().get(taken_back).status_code == 200
    revoke_calendar_key(by=uno)
    for address in (replaced, taken_back, "/kalender/finns-inte.ics", "/kalender/%00.ics"):
        response = Client().get(address)
        assert response.status_code == 404
        assert response.text == "Adressen gäller inte. Gör en ny under ditt konto i Samordna."
        assert response.headers["Cache-Control"] == "no-store"


def test_calendar_is_empty_once_the_rights_have_ended(network, cast, uno, path):
    fill(network, cast.agency)
    assert len(titles(path)) == 3
    Seat.objects.update(until=TODAY - timedelta(days=1))
    assert titles(path) == ["Uppföljning ska vara inne", "Åtgärdspunkt ska vara klar"]
    Membership.objects.filter(user=uno).update(
        valid_from="2020-01-01", valid_to=TODAY - timedelta(days=1)
    )
    assert titles(path) == []


def test_calendar_of_a_closed_account_is_empty(network, cast, uno, path):
    fill(network, cast.agency)
    User.objects.filter(pk=uno.pk).update(is_active=False)
    response = Client().get(path)
    assert response.status_code == 200
    assert "VEVENT" not in response.text


@pytest.mark.parametrize("kind", ["other agency", "reader", "parent", "ended", "superuser"])
def test_others_find_nothing_of_it_in_their_own(network, cast, kind):
    """Otto, who maintains the network, reads its meetings and does not sit in it."""
    fill(network, cast.agency)
    token = make_calendar_key(seen="", by=cast.people[kind])
    assert titles(f"/kalender/{token}.ics") == []


def test_calendar_tells_of_nothing_but_times_and_towns(network, cast, path):
    fill(network, cast.agency)
    Meeting.objects.update(
        place=MARKER, joining_link=f"https://a.example/{MARKER}", description=MARKER
    )
    text = Client().get(path).text
    for word in (MARKER, network.slug, "ATTENDEE", "ORGANIZER", "samordna.example", "Uno"):
        assert word.casefold() not in text.casefold().replace(settings.SITE_ADDRESS, "")


def test_calendar_is_stored_nowhere_and_asks_for_no_sign_in(cast, path):
    for client in (Client(), cast.client("superuser")):
        response = client.get(path)
        assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert response.headers["X-Robots-Tag"] == "noindex"
        assert "Cookie" not in response.headers.get("Vary", "")
        assert not response.cookies
        assert client.head(path).status_code == 200
        assert client.post(path).status_code == 405


def test_guessing_and_asking_without_end_is_stopped(path):
    for _time in range(30):
        assert Client().get(path).status_code == 200
    assert Client().get(path).status_code == 429
    for _time in range(60):
        Client().get("/kalender/gissning.ics")
    assert Client().get("/kalender/gissning.ics").status_code == 429


# ---------------------------------------------------------------- what stands there


def test_meetings_and_last_days_stand_in_it(network, cast, path):
    fill(network, cast.agency)
    meeting, asked, point = events(path)
    assert (meeting["summary"], meeting["location"]) == ("Möte", "Kalmar")
    assert meeting["dtstart"].dt == SOON
    held = network.meetings.get()
    assert meeting["uid"] == held.calendar_uid
    assert meeting["url"] == settings.SITE_ADDRESS + held.get_work_url()
    request = RoundRequest.objects.get(actor=cast.agency)
    assert asked["dtstart"].dt == request.due_on
    assert asked["url"] == settings.SITE_ADDRESS + request.get_answer_url()
    assert point["dtstart"].dt == SOON
    assert "BEGIN:VTIMEZONE" not in Client().get(path).text


def test_meeting_without_a_network_stands_in_the_calendars_of_who_convenes(cast, path):
    make.meeting(cast.agency, on=SOON.isoformat(), published_at=None)
    make.meeting(cast.other, on=SOON.isoformat(), published_at=None)
    assert titles(path) == ["Möte"]


def test_what_is_done_or_without_a_day_is_not_in_it(network, cast, path):
    meeting = make.meeting(network, on="2027")
    Meeting.objects.update(notes_state=NotesState.SENT)
    make.action_point(meeting, actor=cast.agency)
    make.action_point(
        meeting, actor=cast.agency, due_on=SOON, closed_at=timezone.now(), done="Klart."
    )
    make.action_point(make.meeting(network, on=""), actor=cast.agency, due_on=SOON)  # A draft's.
    make.meeting(network, on=(TODAY - timedelta(days=400)).isoformat())
    assert titles(path) == []


@pytest.mark.parametrize(
    ("utc", "local"),
    [
        (datetime(2027, 3, 28, 0, 30, tzinfo=UTC), "01:30+01:00"),
        (datetime(2027, 3, 28, 1, 30, tzinfo=UTC), "03:30+02:00"),
        (datetime(2027, 7, 1, 7, 0, tzinfo=UTC), "09:00+02:00"),
        (datetime(2027, 10, 30, 7, 0, tzinfo=UTC), "09:00+02:00"),
        (datetime(2027, 10, 31, 8, 0, tzinfo=UTC), "09:00+01:00"),
        (datetime(2041, 12, 1, 8, 0, tzinfo=UTC), "09:00+01:00"),
    ],
)
def test_meeting_has_its_hour_whatever_the_clock_is_changed_to(network, path, utc, local):
    make.meeting(network, starts_at=utc, ends_at=utc + timedelta(hours=3))
    [event] = events(path)
    assert event["dtstart"].params["TZID"] == "Europe/Stockholm"
    assert event["dtstart"].dt == utc
    assert event["dtstart"].dt.isoformat().endswith(f"{local[:5]}:00{local[5:]}")
    # Both ends by the clock on the wall, so that they are compared as moments.
    assert event["dtend"].dt.astimezone(UTC) == utc + timedelta(hours=3)
    # By the zone that the file itself brings, and not by what the reader knows of Stockholm.
    zone = vobject.readOne(Client().get(path).content.decode()).vevent.dtstart.value
    assert zone.astimezone(UTC) == utc


def test_cancelled_meeting_says_so(network, path):
    make.meeting(network, on=SOON.isoformat(), state=MeetingState.CANCELLED)
    [event] = events(path)
    assert (event["summary"], event["status"]) == ("Inställt: Möte", "CANCELLED")


def test_calendar_is_in_the_language_of_its_address(network, cast, path):
    fill(network, cast.agency)
    found = [str(event["summary"]) for event in events(f"/en{path}")]
    assert "Möte" not in found
    assert f"{settings.SITE_ADDRESS}/en/arbete/moten/" in Client().get(f"/en{path}").text


def test_calendar_asks_the_same_with_10_and_1000_meetings(
    network, cast, path, django_assert_max_num_queries
):
    fill(network, cast.agency, rows=10)
    with django_assert_max_num_queries(6) as context:
        Client().get(path)
    kept = {"network": network, "title": "Möte", "county": network.county, "on": SOON.isoformat()}
    Meeting.objects.bulk_create([Meeting(**kept) for _row in range(990)])
    with django_assert_max_num_queries(len(context)):
        response = Client().get(path)
    assert response.text.count("BEGIN:VEVENT") == 1020
    assert len(response.content) < 350_000


# ---------------------------------------------------------------- the page of the address


def made(client: Client, seen: str = "") -> str:
    """The address as the page shows it, without the site's."""
    response = client.post(PAGE, {"seen": seen})
    assert response.status_code == 200
    address = re.search(r'id="address" type="text" value="([^"]*)"', response.text)
    assert address is not None
    assert address.group(1).startswith(settings.SITE_ADDRESS)
    return address.group(1).removeprefix(settings.SITE_ADDRESS)


def seen_on(client: Client) -> str:
    found = re.search(r'name="seen" value="([^"]*)"', client.get(PAGE).text)
    assert found is not None
    return found.group(1)


def test_address_is_made_and_shown_once(cast, uno):
    client = cast.client("reporter")
    assert seen_on(client) == ""
    address = made(client)
    assert Client().get(address).status_code == 200
    token = address.split("/")[-1].removesuffix(".ics")
    assert token not in client.get(PAGE).text
    assert token not in str(CalendarKey.objects.values())
    assert not any(token in str(entry.changes) for entry in LogEntry.objects.all())
    assert CalendarKey.objects.get().user == uno


def test_page_that_is_sent_twice_does_not_take_the_new_address_away(cast):
    client = cast.client("reporter")
    address = made(client)
    response = client.post(PAGE, {"seen": ""})
    assert response.status_code == 409
    assert 'id="address"' not in response.text
    assert Client().get(address).status_code == 200


def test_address_is_replaced_and_taken_back(cast):
    client = cast.client("reporter")
    first = made(client)
    second = made(client, seen_on(client))
    assert (Client().get(first).status_code, Client().get(second).status_code) == (404, 200)
    response = client.post(f"{PAGE}ta-bort/", follow=True)
    assert "Adressen är borttagen." in response.text
    assert Client().get(second).status_code == 404
    assert not CalendarKey.objects.exists()
    assert client.post(f"{PAGE}ta-bort/", follow=True).status_code == 200


def test_address_is_led_to_and_asks_the_database_little(
    network, cast, django_assert_max_num_queries
):
    client = cast.client("reporter")
    for path in ("/konto/", "/arbete/natverk/"):
        assert f'href="{PAGE}"' in client.get(path).text
    with django_assert_max_num_queries(6):
        client.get(PAGE)


def test_address_of_somebody_else_is_not_touched(cast, uno):
    make_calendar_key(seen="", by=uno)
    lena = cast.people["reader"]
    assert not revoke_calendar_key(by=lena)
    with pytest.raises(ValidationError):
        make_calendar_key(seen=uno.calendar_key.seen, by=lena)
    assert CalendarKey.objects.get().user == uno


def test_address_is_exported_and_goes_with_the_person(cast, uno, path):
    samira = cast.people["superuser"]
    made_at = CalendarKey.objects.get().seen
    assert export_person(person=uno, by=samira)["calendar_address"] == made_at
    assert export_person(person=samira, by=samira)["calendar_address"] == ""
    anonymise_person(person=uno, by=samira, why="Slutade 2026")
    assert Client().get(path).status_code == 404
    told = [str(entry.changes) + entry.object_repr for entry in LogEntry.objects.all()]
    assert not any("Uno" in words for words in told)


def test_address_of_an_invented_person_says_what_it_is(world):
    kim = User.objects.create_user("kim@exempel.example", name="Kim")
    token = make_calendar_key(seen="", by=kim)
    assert "påhittat" in Client().get(f"/kalender/{token}.ics").text
    assert date.fromisoformat(kim.calendar_key.seen[:10])
