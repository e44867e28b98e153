"""A year's dates at once, and the one letter that asks people to keep them free."""

from base64 import b64decode
from datetime import date, datetime, timedelta
from email.utils import parseaddr
from zoneinfo import ZoneInfo

import pytest
import vobject
from django.conf import settings
from django.utils import timezone
from icalendar import Calendar

from actors.models import Actor
from coordination.models import Meeting, Network
from coordination.services.inviting import candidates_of, invite, send_meeting_changes
from coordination.services.planning import cancel_meeting
from coordination.work.reserving_forms import PatternForm, weekday_in
from records.mail.days import is_day_off
from records.models import OutgoingMail
from tests import builders as make
from tests.people import person

pytestmark = pytest.mark.once

OURS = f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}"
STOCKHOLM = ZoneInfo("Europe/Stockholm")
YEAR = timezone.localdate().year + 1
# The second Tuesday: never a day off in these months, on both sides of the changes of clock.
MARCH, APRIL, OCTOBER, NOVEMBER = (
    weekday_in(YEAR, month, weekday=1, which=2) for month in (3, 4, 10, 11)
)
SAID = {"title": "Möte 1", "begins": "09:00", "ends": "12:00", "town": "Kalmar", "form": "hybrid"}
LINK = {"joining_link": "https://mote.example/hemlig", "place": "Lilla salen"}


@pytest.fixture
def network(world, cast) -> Network:
    network = make.network(title="Länets råd", maintained_by=cast.maintainer, published_at=None)
    make.seat(network, actor=cast.agency, person=cast.people["reporter"])
    return network


@pytest.fixture
def secretary(network, client):
    """Somebody who has nothing but the seat."""
    make.seat(network, person=(who := person("Sek")), actor=None, role="secretary")
    client.force_login(who)
    return client


def dates_path(network: Network) -> str:
    return f"/arbete/natverk/{network.slug}/datum/"


def letter_path(network: Network) -> str:
    return f"{dates_path(network)}brev/"


def on_days(*days: date) -> dict[str, str]:
    return {f"day_{place}": day.isoformat() for place, day in enumerate(days, start=1)}


def reserve(client, network: Network, *days: date, **said):
    return client.post(dates_path(network), SAID | on_days(*days) | said)


def send(client, network: Network):
    seen = client.get(letter_path(network)).context["seen"]
    return client.post(letter_path(network), {"seen": seen})


def test_nine_stays_nine_on_both_sides_of_a_change_of_clock(network, secretary):
    response = reserve(secretary, network, OCTOBER, MARCH, NOVEMBER, APRIL, **LINK)
    assert response.headers["Location"] == letter_path(network)
    made = list(network.meetings.to_come())
    assert [one.on for one in made] == [
        day.isoformat() for day in (MARCH, APRIL, OCTOBER, NOVEMBER)
    ]
    assert [one.title for one in made] == ["Möte 1", "Möte 2", "Möte 3", "Möte 4"]
    for one in made:
        assert timezone.localtime(one.starts_at).hour == 9
        assert timezone.localtime(one.ends_at).hour == 12
        assert (one.published_at, one.invited_at, one.town) == (None, None, "Kalmar")
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({}, "day_1"),
        ({"day_1": "2020-01-07"}, "day_1"),
        ({"day_1": "9999-12-31"}, "day_1"),
        ({"day_1": MARCH.isoformat(), "day_9": MARCH.isoformat()}, "day_9"),
        ({"day_1": MARCH.isoformat(), "ends": "09:00"}, "ends"),
        ({"day_1": MARCH.isoformat(), "begins": "25:00"}, "begins"),
        ({"day_1": MARCH.isoformat(), "title": "19640823-3234"}, "title"),
    ],
)
def test_wrong_dates_are_refused_and_nothing_is_made(network, secretary, wrong, field):
    response = secretary.post(dates_path(network), SAID | {"town": "Borgholm"} | wrong)
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert 'value="Borgholm"' in response.text
    assert not network.meetings.exists()


def test_day_off_is_warned_of_and_may_be_meant(network, secretary):
    epiphany = date(YEAR, 1, 6)
    refused = reserve(secretary, network, MARCH, epiphany)
    assert refused.status_code == 422
    assert f"6 januari {YEAR} är en ledig dag." in refused.text
    assert not network.meetings.exists()
    assert reserve(secretary, network, MARCH, epiphany, keep_days_off="on").status_code == 302
    assert network.meetings.count() == 2


def test_hours_are_those_of_the_last_meeting(network, secretary):
    reserve(secretary, network, MARCH)
    page = secretary.get(dates_path(network))
    assert 'value="09:00"' in page.text
    assert 'value="12:00"' in page.text
    assert page.context["form"].initial["title"] == "Möte 2"


def test_minutes_are_kept_where_they_were_at_the_last_meeting(network, secretary):
    make.meeting(network, on="2026-10", is_formal=True)
    page = secretary.get(dates_path(network))
    assert page.context["form"]["is_formal"].value() is True
    assert 'name="is_formal"' in page.text
    reserve(secretary, network, MARCH, APRIL, is_formal="on")
    reserve(secretary, network, NOVEMBER)
    made = network.meetings.to_come().filter(starts_at__isnull=False)
    kept = made.values_list("is_formal", flat=True)
    assert list(kept) == [True, True, False]


def test_pressed_twice_makes_the_dates_once(network, secretary):
    assert reserve(secretary, network, MARCH).status_code == 302
    again = reserve(secretary, network, APRIL, MARCH)
    assert again.status_code == 422
    assert "Det finns redan ett möte då: Möte 1." in again.text
    assert network.meetings.count() == 1


def test_pattern_proposes_days_and_says_which_are_free(network, secretary):
    query = {"every": 2, "which": 1, "weekday": 2, "since": f"{YEAR}-01-01"}
    page = secretary.get(dates_path(network), query | {"until": f"{YEAR}-12-31"})
    days = [weekday_in(YEAR, month, weekday=2, which=1) for month in range(1, 13, 2)]
    form = page.context["form"]
    assert [form.initial[f"day_{place}"] for place in range(1, 7)] == days
    assert len(form.doubts) == sum(map(is_day_off, days))
    wrong = secretary.get(dates_path(network), query | {"until": "i vår", "since": "0001-01-01"})
    assert wrong.status_code == 200
    assert {"since", "until"} == set(wrong.context["pattern"].errors)


@pytest.mark.parametrize(
    ("which", "day"), [(1, date(2027, 3, 2)), (4, date(2027, 3, 23)), (5, date(2027, 3, 30))]
)
def test_weekday_of_a_month_is_counted(which, day):
    assert weekday_in(2027, 3, weekday=1, which=which) == day
    assert weekday_in(2027, 2, weekday=1, which=5) == date(2027, 2, 23)


def test_pattern_proposes_no_more_than_the_form_takes():
    today = timezone.localdate()
    asked = {"every": 1, "which": 1, "weekday": 0, "since": today, "until": "9999-12-31"}
    form = PatternForm(asked)
    assert form.is_valid()
    assert len(form.days()) == 12


def test_letter_leaves_only_when_somebody_says_so_and_once(network, cast, secretary, letters):
    Actor.objects.filter(pk=cast.other.pk).update(function_mailbox="brev@andra.example")
    make.seat(network, actor=cast.other, office="Samordnare")
    make.seat(network, actor=cast.other)
    make.seat(network, actor=cast.head)
    make.seat(network, person=person("Gammal"), actor=None, until="2020-01-01")
    reserve(secretary, network, MARCH, OCTOBER, **LINK)
    page = secretary.get(letter_path(network))
    assert "Brevet går till 3 mottagare" in page.text
    assert cast.head.name in page.text
    for _press in range(2):
        assert send(secretary, network).status_code == 302
    sent = letters()
    addresses = {"uno@samordna.example", "sek@samordna.example", "brev@andra.example"}
    assert {one.to[0] for one in sent} == addresses
    assert len(sent) == 3
    for one in sent:
        assert one.subject == "Reservera datum"
        assert len(one.to) == 1
        whole = one.message().as_string()
        assert not [other for other in addresses - set(one.to) if other in whole]
        for secret in LINK.values():
            assert secret not in one.body
        assert f"mars {YEAR} kl. 09:00–12:00, Kalmar, på plats och digitalt" in one.body
        assert f"oktober {YEAR} kl. 09:00–12:00" in one.body
        assert [(name, kind) for name, _file, kind in one.attachments] == [
            ("datum.ics", "text/calendar")
        ]


def test_file_is_read_by_two_libraries_as_tentative_meetings_at_nine(network, secretary):
    reserve(secretary, network, MARCH, OCTOBER, **LINK)
    send(secretary, network)
    mail = OutgoingMail.objects.first()
    text = b64decode(mail.attachment).decode()
    assert "hemlig" not in text
    assert "Lilla salen" not in text
    calendar = Calendar.from_ical(text)
    assert calendar["METHOD"] == "PUBLISH"
    assert {str(event["ORGANIZER"]) for event in calendar.walk("VEVENT")} == {OURS}
    assert [zone["TZID"] for zone in calendar.walk("VTIMEZONE")] == ["Europe/Stockholm"]
    events = calendar.walk("VEVENT")
    for event, meeting in zip(events, network.meetings.to_come(), strict=True):
        assert event["UID"] == meeting.calendar_uid
        assert (event["STATUS"], event["SEQUENCE"]) == ("TENTATIVE", 0)
        assert event.start == meeting.starts_at
        assert event.start.hour == 9
        assert event.end - event.start == timedelta(hours=3)
        assert event["SUMMARY"] == "Möte"
    others = vobject.readOne(text).vevent_list
    assert [other.dtstart.value for other in others] == [event.start for event in events]
    assert {event.start.utcoffset() for event in events} == {timedelta(hours=1), timedelta(hours=2)}


def test_dates_that_moved_are_shown_before_they_leave(network, secretary):
    reserve(secretary, network, MARCH)
    seen = secretary.get(letter_path(network)).context["seen"]
    reserve(secretary, network, APRIL)
    clash = secretary.post(letter_path(network), {"seen": seen})
    assert clash.status_code == 409
    assert "Datumen har ändrats av en kollega." in clash.text
    assert not OutgoingMail.objects.exists()
    assert send(secretary, network).status_code == 302
    assert OutgoingMail.objects.count() == 2


def test_nothing_to_send_is_refused(network, secretary):
    make.meeting(network, starts_at=timezone.now() - timedelta(days=1), on="")
    invited = datetime(YEAR, 3, 9, 9, tzinfo=STOCKHOLM)
    make.meeting(network, starts_at=invited, on="", invited_at=timezone.now())
    make.meeting(network, state="cancelled", starts_at=invited, on="")
    assert send(secretary, network).status_code == 422
    assert Meeting.objects.filter(network=network).count() == 3


# ---------------------------------------------------------------- dates that are let go


def event_to(address: str):
    """What the last letter to an address says to its calendar."""
    mail = OutgoingMail.objects.filter(to=address).order_by("pk").last()
    text = mail.calendar or b64decode(mail.attachment).decode()
    calendar = Calendar.from_ical(text)
    [event] = calendar.walk("VEVENT")
    return str(calendar["METHOD"]), event["UID"], int(event["SEQUENCE"]), event.start


def test_cancelled_date_is_let_go_once_by_those_who_keep_it_free(network, secretary):
    reserve(secretary, network, MARCH)
    send(secretary, network)
    meeting = network.meetings.get()
    for _press in range(2):
        secretary.post(f"{meeting.get_work_url()}stall-in/")
    send_meeting_changes(now=timezone.now() + timedelta(hours=1))
    assert OutgoingMail.objects.count() == 4
    for address in ("uno@samordna.example", "sek@samordna.example"):
        assert event_to(address) == ("CANCEL", meeting.calendar_uid, 1, meeting.starts_at)
    assert OutgoingMail.objects.order_by("pk").last().subject.startswith("Inställt: möte")


def test_cancelled_date_that_nobody_was_told_of_sends_nothing(network, secretary):
    reserve(secretary, network, MARCH)
    secretary.post(f"{network.meetings.get().get_work_url()}stall-in/")
    send_meeting_changes(now=timezone.now() + timedelta(hours=1))
    assert network.meetings.get().is_cancelled
    assert not OutgoingMail.objects.exists()


def test_who_was_invited_is_told_once_and_the_others_too(network, secretary, cast):
    reserve(secretary, network, MARCH)
    send(secretary, network)
    meeting = network.meetings.get()
    [uno] = [one.key for one in candidates_of(meeting) if one.address.startswith("uno")]
    invite(meeting=meeting, chosen=[uno], answer_by=None, by=cast.people["maintainer"])
    assert event_to("uno@samordna.example")[::2] == ("REQUEST", 1)
    cancel_meeting(meeting=meeting, by=cast.people["maintainer"])
    assert [event_to(f"{name}@samordna.example")[0] for name in ("uno", "sek")] == ["CANCEL"] * 2
    assert OutgoingMail.objects.count() == 5


def test_moved_date_is_sent_by_a_higher_number_and_back_again(network, secretary):
    reserve(secretary, network, MARCH)
    send(secretary, network)
    first = network.meetings.get().starts_at
    for number, starts in ((1, first + timedelta(hours=1)), (2, first)):
        meeting = network.meetings.get()
        meeting.starts_at = starts
        meeting.save()
        for _press in range(2):
            send(secretary, network)
        told = ("PUBLISH", meeting.calendar_uid, number, starts)
        assert event_to("uno@samordna.example") == told
        assert OutgoingMail.objects.count() == 2 + 2 * number
