"""The page of a strategy leads to who meets over it."""

import gzip

import pytest
from django.test import Client

from coordination.choices import MeetingState
from coordination.models import Meeting
from tests import builders as make

MARKER = "Smygmarkör"


def test_strategy_leads_to_nothing_that_is_not_public(db):
    strategy = make.strategy()
    draft = make.network(title=MARKER, published_at=None)
    shown = make.network()
    for row in (
        draft,
        make.network(title=MARKER, parent=draft),
        make.meeting(draft, title=MARKER),
        make.meeting(shown, title=MARKER, published_at=None),
    ):
        row.strategies.add(strategy)
    html = Client().get(strategy.get_absolute_url()).text
    assert MARKER not in html
    assert "Nätverk och möten" not in html


def test_strategy_leads_to_its_networks_and_meetings(db):
    strategy = make.strategy()
    network = make.network(title="Nätverket runt strategin")
    make.network(title="Ett annat nätverk").strategies.add(make.strategy())
    coming = make.meeting(network, title="Höstens möte")
    held = make.meeting(make.board(), title="Samtalet", state=MeetingState.HELD)
    for row in (network, coming, held):
        row.strategies.add(strategy)
    html = Client().get(strategy.get_absolute_url()).text
    for row in (network, coming, held):
        assert f'href="{row.get_absolute_url()}"' in html
    assert html.index("Höstens möte") < html.index("Samtalet")
    assert "Ett annat nätverk" not in html


def test_strategies_of_the_cases_lead_to_their_networks_and_talk(cases):
    for slug, leads_to in (
        ("nationell-strategi", "/natverk/myndighetsnatverket/"),
        ("jamstalldhet-i-myndighet", "/natverk/nationella-resursgruppen/"),
        ("ett-jamstallt-stockholm", Meeting.objects.get(network=None).get_absolute_url()),
    ):
        assert f'href="{leads_to}"' in Client().get(f"/strategier/{slug}/").text


@pytest.mark.once
@pytest.mark.usefixtures("notices_were_read")
def test_strategy_with_30_of_each_stays_small(world, django_assert_max_num_queries):
    world.grow(30)
    for _row in range(30):
        network = make.network(title="Ett nätverk med ett långt namn", purpose="Att mötas. " * 30)
        network.strategies.add(world.strategy)
    with django_assert_max_num_queries(15) as context:
        response = Client().get(world.strategy.get_absolute_url())
    assert len(gzip.compress(response.content, 6)) < 24_000, len(context)
