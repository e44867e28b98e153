"""The cockpit of a round costs the same however many are asked, on both databases."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from actors.models import Actor
from strategies.models import RoundRequest
from tests.strategies.rounds import opened

# A cockpit is a detail: three more than its public kind.
MOST_QUERIES = 18


def test_cockpit_asks_as_often_for_31_as_for_290(world, cast):
    asked, malin = opened(world, cast), cast.client("maintainer")

    def queries(rows: int) -> int:
        others = Actor.objects.real().municipalities().exclude(round_requests__round=asked.round)
        for actor in others[: rows - asked.round.requests.count()]:
            RoundRequest.objects.create(round=asked.round, actor=actor)
        assert asked.round.requests.count() == rows
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert malin.get(asked.round.get_work_url()).status_code == 200
        return len(captured)

    few = queries(31)
    assert few == queries(290)
    assert few <= MOST_QUERIES
