"""Which organisations took part in how many of a network's meetings over a year."""

import pytest
from django.utils import timezone

from coordination.choices import MeetingState
from coordination.models import Network
from coordination.summaries import attendance_year
from tests import builders as make

pytestmark = pytest.mark.once


@pytest.fixture
def network(world, cast) -> Network:
    network = make.network(maintained_by=cast.maintainer, published_at=None)
    make.seat(network, actor=cast.agency, office="Samordnare")
    make.seat(network, actor=cast.other, until="2026-08-31")
    make.seat(network, actor=make.organisation("Ångbåtsviks hamn"))
    make.seat(network, actor=cast.head, since="2027-01-01")
    held = {"state": MeetingState.HELD, "published_at": None}
    spring = make.meeting(network, on="2026-03-10", **held)
    autumn = make.meeting(network, on="2026-10", **held)
    make.meeting(network, on="2026-12-01")
    before = make.meeting(network, on="2025-05-05", **held)
    for office in ("Chef", "Jurist"):
        make.attendance(spring, cast.agency, office=office, audience="members")
    make.attendance(autumn, cast.agency, audience="members")
    make.attendance(autumn, make.organisation("Alingsverket"), audience="members")
    make.attendance(before, cast.head)
    return network


def test_organisations_stand_in_swedish_order_with_what_they_took_part_in(network, cast):
    page = attendance_year(network, 2026, cast.people["maintainer"].access)
    assert len(page.meetings) == 2
    assert [(row.actor.name, len(row.attended)) for row in page.rows] == [
        ("Alingsverket", 1),
        ("Andra myndigheten", 0),
        ("Myndigheten", 2),
        ("Ångbåtsviks hamn", 0),
    ]
    assert page.years == [2026, 2025]


def test_page_is_for_the_networks_own(network, cast):
    path = f"{network.get_work_url()}narvaro/"
    assert cast.client("other agency").get(f"{path}?ar=2026").status_code == 404
    page = cast.client("reader").get(f"{path}?ar=2026").text
    assert "2 möten hölls 2026." in page
    assert "2 av 2" in page
    assert "Ett möte hölls 2025." in cast.client("reader").get(f"{path}?ar=2025").text


@pytest.mark.parametrize("year", ["", "0", "abcd", "0000", "²²²²", "9" * 5000, "%00"])
def test_year_that_cannot_be_is_this_one(network, cast, year):
    page = cast.client("maintainer").get(f"{network.get_work_url()}narvaro/?ar={year}")
    assert page.context["page"].year == timezone.localdate().year


def test_page_costs_the_same_with_3_and_30_rows(network, cast, django_assert_max_num_queries):
    counted = []
    for more in (3, 27):
        for place in range(more):
            actor = make.organisation(f"Verk {more} {place}")
            make.seat(network, actor=actor)
            meeting = make.meeting(network, on="2026-04-01", state=MeetingState.HELD)
            make.attendance(meeting, actor)
        client = cast.client("maintainer")
        client.get(network.get_work_url())
        with django_assert_max_num_queries(18) as context:
            client.get(f"{network.get_work_url()}narvaro/?ar=2026")
        counted.append(len(context))
    assert counted[0] == counted[1]
