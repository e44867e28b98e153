"""The next meeting, copied from the last: place and length, and the items one chooses."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from coordination.choices import MeetingState
from coordination.models import Meeting, Network
from coordination.summaries.planning import next_start, next_title
from tests import builders as make
from tests.people import person

pytestmark = pytest.mark.once

STOCKHOLM = ZoneInfo("Europe/Stockholm")
YEAR = timezone.localdate().year + 1


def at_nine(month: int, day: int) -> datetime:
    return datetime(YEAR, month, day, 9, tzinfo=STOCKHOLM)


@pytest.fixture
def network(world, cast) -> Network:
    return make.network(title="Länets råd", maintained_by=cast.maintainer, published_at=None)


@pytest.fixture
def last(network) -> Meeting:
    """A meeting that has been, for the form: its items are dealt with, or not."""
    starts_at = at_nine(3, 9)
    make.agenda_item(
        make.meeting(network, starts_at=at_nine(2, 9), on=""), title="Föregående anteckningar"
    )
    last = make.meeting(
        network,
        title="Möte 2",
        state=MeetingState.HELD,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=3),
        on="",
        town="Kalmar",
        form="hybrid",
        place="Lilla salen",
        joining_link="https://mote.example/1",
    )
    make.agenda_item(last, title="Föregående anteckningar", notes="Lades till handlingarna.")
    make.agenda_item(last, title="Noterat", notes="Klart.")
    make.decision(last, item=make.agenda_item(last, title="Beslutat"))
    make.action_point(last, item=make.agenda_item(last, title="Utdelat"))
    make.agenda_item(
        last, title="Hanns inte", kind="decision", presenter="Chefen", minutes=20, text="Läs.",
        audience="at_meeting",
    )  # fmt: skip
    return last


@pytest.fixture
def secretary(network, client):
    """Somebody who has nothing but the seat."""
    make.seat(network, person=(who := person("Sek")), actor=None, role="secretary")
    client.force_login(who)
    return client


def next_path(meeting: Meeting) -> str:
    return f"/arbete/moten/{meeting.public_id}/nasta/"


def carried(meeting: Meeting, *titles: str) -> list[str]:
    return [one.public_id for one in meeting.items.all() if one.title in titles]


def test_form_is_filled_in_and_ticks_what_is_left(last, network, secretary):
    network.strategies.set([strategy := make.strategy(), make.strategy()])
    last.strategies.add(strategy)
    page = secretary.get(next_path(last))
    begun, items = page.context["form"].initial, page.context["items_form"].initial
    assert (begun["title"], begun["town"], begun["place"]) == ("Möte 3", "Kalmar", "Lilla salen")
    # Four weeks later, on the same weekday and at the same hour, past the change of clock.
    assert begun["starts_at"] == at_nine(4, 6)
    assert begun["ends_at"] - begun["starts_at"] == timedelta(hours=3)
    assert page.context["form"]["strategies"].value() == [strategy.pk]
    assert items["carried"] == carried(last, "Föregående anteckningar", "Hanns inte")
    assert "Hanns inte (hanns inte med)" in page.text


def test_next_meeting_takes_over_the_chosen_items_without_notes(network, last, secretary):
    said = {"title": "Möte 3", "starts_at": f"{YEAR}-04-06T13:00", "town": "Kalmar"}
    said |= {"carried": carried(last, "Noterat", "Hanns inte")}
    assert secretary.post(next_path(last), said).status_code == 302
    made = network.meetings.get(title="Möte 3")
    assert made.ends_at - made.starts_at == timedelta(hours=3)
    assert made.state == MeetingState.PLANNED
    copied = list(made.items.all())
    assert [(one.title, one.position, one.notes) for one in copied] == [
        ("Noterat", 1, ""),
        ("Hanns inte", 2, ""),
    ]
    undone = copied[1]
    assert (undone.kind, undone.presenter, undone.minutes) == ("decision", "Chefen", 20)
    assert (undone.text, undone.audience) == ("Läs.", "at_meeting")


def test_item_of_another_meeting_is_refused(network, last, secretary):
    other = make.agenda_item(make.meeting(network), title="Annat")
    said = {"title": "Möte 3", "starts_at": f"{YEAR}-04-06T13:00", "carried": [other.public_id]}
    assert secretary.post(next_path(last), said).status_code == 422
    refused = secretary.post(next_path(last), {"title": "Kvar", "starts_at": ""})
    assert refused.status_code == 422
    assert 'value="Kvar"' in refused.text
    assert not network.meetings.filter(title__in=["Möte 3", "Kvar"]).exists()


def test_items_go_to_a_meeting_that_is_reserved_already(network, last, cast, secretary):
    reserved = make.meeting(network, title="Möte 3", starts_at=at_nine(5, 4), on="")
    make.agenda_item(reserved, title="Noterat", position=1)
    said = {"till": reserved.public_id, "carried": carried(last, "Noterat", "Hanns inte")}
    assert cast.client("reporter").post(next_path(last), said).status_code == 404
    refused = secretary.post(next_path(last), said | {"till": last.public_id})
    assert refused.status_code == 422
    assert "inte längre det som kommer härnäst" in refused.text
    response = secretary.post(next_path(last), said)
    assert response.headers["Location"] == reserved.get_work_url()
    assert [one.title for one in reserved.items.all()] == ["Noterat", "Hanns inte"]
    assert network.meetings.count() == 3


def test_items_do_not_go_to_a_meeting_whose_agenda_is_closed(network, last, secretary):
    """As where a colleague cancels it between the two."""
    closed = make.meeting(
        network, starts_at=at_nine(5, 4), on="", notes_state="final", final_at=timezone.now()
    )
    said = {"till": closed.public_id, "carried": carried(last, "Noterat")}
    refused = secretary.post(next_path(last), said)
    assert refused.status_code == 422
    assert "Anteckningarna är klara" in refused.text
    assert not closed.items.exists()


def test_interval_that_has_passed_is_not_proposed(network, last):
    long_ago = timezone.now() - timedelta(days=400)
    first = make.meeting(network, starts_at=long_ago - timedelta(days=28), on="")
    second = make.meeting(network, starts_at=long_ago, on="")
    assert next_start(first) is None
    assert next_start(second) is None


@pytest.mark.parametrize(
    ("title", "following"),
    [("Möte 9", "Möte 10"), ("Rådet", "Rådet"), ("Vårmöte 2027", "Vårmöte 2027")],
)
def test_title_is_counted_on_where_it_ends_with_a_number(title, following):
    assert next_title(title) == following
