"""Networks and meetings for their own: what everybody sees, and what nobody else does."""

import pytest
from django.test import Client

from actors.models import User
from coordination.models import Network
from tests import builders as make
from tests.people import person

pytestmark = pytest.mark.once


@pytest.fixture
def network(world, cast) -> Network:
    network = make.network(title="Länets råd", maintained_by=cast.maintainer, published_at=None)
    make.seat(network, actor=cast.agency, person=cast.people["reporter"], office="Utredare")
    make.seat(network, actor=cast.other)
    return network


@pytest.fixture
def meeting(network):
    meeting = make.meeting(
        network,
        published_at=None,
        town="Kalmar",
        place="Rum 4, Smalgatan 2",
        joining_link="https://mote.example/hemlig",
    )
    make.agenda_item(meeting, title="Bara för oss", audience="members")
    make.agenda_item(meeting, title="Bara på mötet", audience="at_meeting")
    return meeting


def test_stranger_finds_neither_network_nor_meeting(network, meeting, cast):
    for kind in ("other agency", "signed out"):
        client, expected = cast.client(kind), 302 if kind == "signed out" else 404
        for row in (network, meeting):
            assert client.get(row.get_work_url()).status_code == expected
            assert Client().get(row.get_absolute_url()).status_code == 404


def test_member_reads_what_is_for_members_and_where_it_is(network, meeting, cast):
    uno = cast.client("reporter")
    assert "Länets råd" in uno.get("/arbete/natverk/").text
    page = uno.get(meeting.get_work_url()).text
    for text in ("Bara för oss", "Rum 4, Smalgatan 2", "https://mote.example/hemlig"):
        assert text in page
    assert "Bara på mötet" not in page
    assert "Bara på mötet" in cast.client("maintainer").get(meeting.get_work_url()).text


def test_group_leads_to_the_page_that_its_reader_may_open(network, cast):
    draft = make.network(parent=network, maintained_by=cast.maintainer, published_at=None)
    client = cast.client("maintainer")
    assert f'href="{draft.get_work_url()}"' in client.get(network.get_work_url()).text
    assert client.get(draft.get_work_url()).status_code == 200
    Network.objects.update(published_at="2026-01-01T00:00Z")
    page = cast.client("reporter").get(network.get_work_url()).text
    assert f'href="{draft.get_absolute_url()}"' in page
    assert cast.client("reporter").get(draft.get_absolute_url()).status_code == 200


def test_seat_that_has_ended_opens_nothing(network, cast):
    network.seats.update(until="2020-01-01")
    uno = cast.client("reporter")
    assert uno.get(network.get_work_url()).status_code == 404
    assert "Länets råd" not in uno.get("/arbete/natverk/").text


def test_representation_names_who_sits_and_what_is_vacant(network, cast):
    page = cast.client("maintainer").get(network.get_work_url()).text
    assert "Uno, Utredare" in page
    assert "En plats är vakant." in page
    User.objects.filter(pk=cast.people["reporter"].pk).update(protected=True)
    assert "Uno" not in cast.client("maintainer").get(network.get_work_url()).text
    assert "Uno, Utredare" in cast.client("reporter").get(network.get_work_url()).text


def test_public_page_tells_no_room_link_or_person(network, meeting, cast):
    for row in (network, meeting):
        type(row).objects.filter(pk=row.pk).update(published_at="2026-01-01T00:00Z")
    for row in (network, meeting):
        page = Client().get(row.get_absolute_url())
        assert page.status_code == 200
        for text in ("Rum 4", "hemlig", "Uno", "Bara för oss", "Bara på mötet"):
            assert text not in page.text


def test_who_chairs_edits_by_the_seat_alone(network, cast):
    chair = person("Ordf")
    seat = make.seat(network, person=chair, actor=None, role="secretary")
    assert chair.access.runs_networks == {network.pk}
    assert chair.access.coordinates == frozenset()
    seat.until = "2020-01-01"
    seat.save()
    assert User.objects.get(pk=chair.pk).access.runs_networks == frozenset()


def test_pages_cost_the_same_with_20_and_290_seats(network, cast, django_assert_max_num_queries):
    counted = []
    for seats in (20, 270):
        for _seat in range(seats):
            make.seat(network, actor=cast.agency, office="Utredare")
        client = cast.client("maintainer")
        client.get("/arbete/natverk/")
        with django_assert_max_num_queries(18) as context:
            assert client.get(network.get_work_url()).status_code == 200
        with django_assert_max_num_queries(15) as public:
            Client().get(network.get_absolute_url())
        counted.append((len(context), len(public)))
    assert counted[0] == counted[1]
