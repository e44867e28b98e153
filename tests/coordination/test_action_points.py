"""What one organisation promised at a meeting: until it is done, or becomes a commitment."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from actors.choices import Role
from coordination.models import ActionPoint, Network
from coordination.services.action_points import (
    ClosedError,
    close_action_point,
    save_action_point,
)
from strategies.models import Commitment
from tests import builders as make
from tests.people import person
from website.services.digests import write_digest
from website.summaries import digests

pytestmark = pytest.mark.once

MY_WORK, WORK_LIST, WORK_DETAIL = 12, 11, 18


@pytest.fixture
def network(world, cast) -> Network:
    network = make.network(title="Länets råd", maintained_by=cast.maintainer)
    make.seat(network, actor=cast.agency, person=cast.people["reader"])
    network.strategies.add(world.strategy)
    return network


@pytest.fixture
def point(network, cast) -> ActionPoint:
    return make.action_point(network, text="Samla exempel", actor=cast.agency, due_on="2027-03-01")


def in_days(days: int):
    return timezone.localdate() + timedelta(days=days)


def shown(client: Client, path: str) -> str:
    return re.search(r'name="as_shown" value="([^"]*)"', client.get(path).text)[1]


def listed(client: Client, network: Network) -> str:
    return client.get(f"{network.get_work_url()}atgardspunkter/").text


# ---------------------------------------------------------------- who


def test_stranger_finds_none_and_reader_closes_none(point, cast):
    for kind in ("other agency", "unit", "ended"):
        assert cast.client(kind).get(point.get_work_url()).status_code == 404, kind
        assert cast.client(kind).post(point.get_work_url(), {"done": "A"}).status_code == 404
    lena = cast.client("reader")
    assert lena.get(point.get_work_url()).status_code == 200
    assert lena.post(point.get_work_url(), {"done": "Klart"}).status_code == 403
    assert lena.get(point.get_work_url() + "andra/").status_code == 403
    assert lena.get(point.get_work_url() + "atagande/").status_code == 403
    point.refresh_from_db()
    assert point.is_open


def test_point_of_notes_that_are_a_draft_is_known_to_who_runs_it_alone(network, cast):
    meeting = make.meeting(network)
    point = make.action_point(meeting, text="Ännu hemligt", actor=cast.agency)
    uno = cast.client("reporter")
    assert "Ännu hemligt" not in uno.get("/arbete/").text
    assert uno.get(point.get_work_url()).status_code == 404
    assert "Ännu hemligt" not in listed(cast.client("reader"), network)
    assert "Ännu hemligt" in listed(cast.client("maintainer"), network)
    type(meeting).objects.filter(pk=meeting.pk).update(notes_state="sent")
    assert "Ännu hemligt" in uno.get("/arbete/").text
    assert "Ännu hemligt" in listed(cast.client("reader"), network)


# ---------------------------------------------------------------- closing


def test_it_stands_on_its_meeting_and_leads_to_what_its_reader_may_open(network, cast):
    meeting = make.meeting(network, notes_state="sent", published_at=None)
    point = make.action_point(meeting, text="Ta fram underlag", actor=cast.other)
    lena = cast.client("reader")
    assert "Ta fram underlag" in lena.get(meeting.get_work_url()).text
    page = lena.get(point.get_work_url()).text
    assert f'href="{meeting.get_work_url()}"' in page
    assert f'href="{network.get_work_url()}"' in page
    page = cast.client("other agency").get(point.get_work_url()).text
    assert meeting.title in page
    assert f'href="{meeting.get_work_url()}"' not in page
    assert f'href="{network.get_work_url()}"' not in page
    assert f'href="{network.get_absolute_url()}"' in page


def test_it_stands_on_my_work_late_first_until_it_is_closed(point, network, cast):
    make.action_point(network, text="Den sena", actor=cast.agency, due_on=in_days(-1))
    uno = cast.client("reporter")
    html = uno.get("/arbete/").text
    assert html.index("Den sena") < html.index("Samla exempel")
    assert "Länets råd" in html
    for kind in ("reader", "superuser", "parent"):
        assert "Samla exempel" not in cast.client(kind).get("/arbete/").text, kind
    response = uno.post(point.get_work_url(), {"done": " "})
    assert response.status_code == 422
    assert uno.post(point.get_work_url(), {"done": "Tolv exempel"}).status_code == 302
    assert "Samla exempel" not in uno.get("/arbete/").text
    page = listed(cast.client("reader"), network)
    assert page.index("Avslutade") < page.index("Tolv exempel")


def test_it_is_closed_once(point, cast):
    uno = cast.people["reporter"]
    close_action_point(point=point, done="Klart", by=uno)
    assert close_action_point(point=point, done="Klart", by=uno).done == "Klart"
    with pytest.raises(ClosedError):
        close_action_point(point=point, done="Annat", by=uno)
    response = cast.client("reporter").post(point.get_work_url(), {"done": "Annat"})
    assert response.status_code == 409
    assert "Annat" in response.text
    point.refresh_from_db()
    assert point.done == "Klart"


def test_who_runs_the_network_adds_one_and_moves_its_day(network, cast):
    malin = cast.client("maintainer")
    new = f"{network.get_work_url()}atgardspunkter/ny/"
    form = {"text": "Boka sal", "actor": cast.other.slug, "due_on": "2027-01-10"}
    assert malin.post(new, form).status_code == 422  # It has no seat there.
    assert malin.post(new, form | {"actor": cast.agency.slug}).status_code == 302
    point = network.action_points.get()
    change = point.get_work_url() + "andra/"
    moved = form | {"actor": cast.agency.slug, "due_on": "2027-02-10"}
    seen = shown(malin, change)
    assert malin.post(change, moved | {"as_shown": seen}).status_code == 302
    point.refresh_from_db()
    assert point.due_on.isoformat() == "2027-02-10"
    late = malin.post(change, form | {"actor": cast.agency.slug, "due_on": "2027-03-10",
                                      "as_shown": seen})  # fmt: skip
    assert late.status_code == 409


def test_point_that_is_added_twice_is_one(network, cast):
    new = f"{network.get_work_url()}atgardspunkter/ny/"
    form = {"text": "Boka sal", "actor": cast.agency.slug, "due_on": "2027-01-10"}
    for _press in range(2):
        assert cast.client("maintainer").post(new, form).status_code == 302
    assert network.action_points.count() == 1


def test_point_of_final_notes_keeps_its_words_and_may_be_moved_and_closed(network, cast):
    meeting = make.meeting(network)
    point = make.action_point(meeting, text="Som det står", actor=cast.agency)
    make.finished(meeting)
    malin, change = cast.client("maintainer"), point.get_work_url() + "andra/"
    form = {"text": "Annat", "actor": cast.maintainer.slug, "due_on": "2027-03-01"}
    assert malin.post(change, form | {"as_shown": shown(malin, change)}).status_code == 302
    for fields in ({"text": "Annat"}, {"actor": cast.maintainer}):
        row = ActionPoint.objects.get(pk=point.pk)
        for name, value in fields.items():
            setattr(row, name, value)
        with pytest.raises(ValidationError):
            save_action_point(point=row, by=cast.people["maintainer"])
    close_action_point(point=point, done="Klart", by=cast.people["reporter"])
    point.refresh_from_db()
    assert (point.text, point.actor, point.done) == ("Som det står", cast.agency, "Klart")
    assert point.due_on.isoformat() == "2027-03-01"


# ---------------------------------------------------------------- becoming a commitment


def test_commitment_is_not_made_in_a_strategy_of_strangers(point, cast, world):
    strangers = make.strategy(maintained_by=cast.other, published_at=None)
    karin, place = cast.client("coordinator"), point.get_work_url() + "atagande/"
    assert strangers.title not in karin.get(place).text
    for home in (strangers, make.strategy(maintained_by=cast.other)):
        form = {"home": home.slug, "title": "Samla", "end": "2027"}
        assert karin.post(place, form).status_code == 422
    assert cast.client("reporter").get(place).status_code == 403
    point.refresh_from_db()
    assert point.commitment is None


def test_point_becomes_a_commitment_in_one_step_and_they_lead_to_each_other(point, cast, world):
    make.party(world.strategy, cast.agency)
    elsewhere = make.strategy(title="Annan strategi", maintained_by=cast.agency)
    karin, place = cast.client("coordinator"), point.get_work_url() + "atagande/"
    page = karin.get(place).text
    assert page.index("Länets strategi") < page.index(elsewhere.title)
    assert 'value="Samla exempel"' in page
    assert 'value="2027-03-01"' in page
    form = {"home": world.strategy.slug, "title": "Samla exempel", "end": "2027-03-01"}
    response = karin.post(place, form)
    assert response.status_code == 302
    point.refresh_from_db()
    made = point.commitment
    assert (made.responsible, made.home, made.published_at) == (cast.agency, world.strategy, None)
    assert point.is_open
    assert f'href="{point.get_work_url()}"' in karin.get(response.headers["Location"]).text
    assert made.public_id in karin.get(point.get_work_url()).text
    assert karin.post(place, form).status_code == 409
    assert Commitment.objects.filter(title="Samla exempel").count() == 1


def test_who_maintains_the_home_makes_it_too(point, cast, world):
    malin, place = cast.client("maintainer"), point.get_work_url() + "atagande/"
    form = {"home": world.strategy.slug, "title": "Samla exempel", "end": ""}
    assert malin.post(place, form).status_code == 302
    assert Commitment.objects.get(title="Samla exempel").responsible == cast.agency


# ---------------------------------------------------------------- letters and costs


def test_letter_counts_what_is_late_or_due_within_a_week(network, cast, letters):
    siv = person("Siv", of=make.organisation("Tredje"), role=Role.COORDINATOR)
    third = siv.memberships.get().actor
    for day in (-2, 7, 8, None):
        make.action_point(network, actor=third, due_on=None if day is None else in_days(day))
    meeting = make.meeting(network)
    make.action_point(meeting, actor=third, due_on=in_days(0))  # Its notes are a draft.
    [digest] = [one for one in digests(today=timezone.localdate()) if one.person == siv]
    assert (digest.points, digest.groups, digest.waiting) == (2, [], 2)
    write_digest(digest=digest, week="2026-48")
    [letter] = letters()
    assert "2 åtgärdspunkter är sena eller ska vara klara inom en vecka." in letter.body
    assert "Länets råd" not in letter.subject + letter.body


def test_pages_cost_the_same_with_3_and_30(network, cast, world, django_assert_max_num_queries):
    one = make.action_point(network, actor=cast.agency)
    counted = []
    for rows in (3, 27):
        for _row in range(rows):
            make.action_point(network, actor=cast.agency)
            done = {"done": "Klart", "closed_at": timezone.now()}
            make.action_point(make.meeting(network, notes_state="sent"), **done)
            decision = make.decision(network, needs_agency_decision=True)
            make.agency_decision(decision, cast.agency)
            make.strategy(maintained_by=cast.agency)
        counts = []
        for kind, path, most in (
            ("reporter", "/arbete/", MY_WORK),
            ("coordinator", "/arbete/", MY_WORK),
            ("maintainer", f"{network.get_work_url()}atgardspunkter/", WORK_LIST),
            ("coordinator", one.get_work_url(), WORK_DETAIL),
            ("coordinator", one.get_work_url() + "atagande/", WORK_DETAIL),
        ):
            client = cast.client(kind)
            with django_assert_max_num_queries(most) as context:
                assert client.get(path).status_code == 200
            counts.append(len(context))
        counted.append(counts)
    assert counted[0] == counted[1]
