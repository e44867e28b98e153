"""Two who open and begin the rounds of a strategy, or hide the same text, at once."""

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command

from strategies.models import FollowUpRound, HiddenAnswer
from strategies.services.round_reports import hide_answer
from strategies.services.rounds import begin_round, close_round, open_round, reopen_round
from tests import builders as make
from tests.people import build_cast
from tests.strategies.round_reports import answered, published
from tests.strategies.rounds import Asked, opened
from tests.strategies.test_parallel_links import at_once
from tests.world import build_world

PRESSES = 3

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"),
        reason="on SQLite one writer waits for the other",
    ),
]


@pytest.fixture
def cast(transactional_db):
    # The flush after a test like this takes the reference data with it.
    call_command("load_reference", verbosity=0)
    return build_cast(maintainer=make.board())


@pytest.fixture
def asked(cast) -> Asked:
    return opened(build_world(), cast)


def closed_twice(asked: Asked) -> list[FollowUpRound]:
    """Two rounds of the same strategy, both closed."""
    first = close_round(round=asked.round, by=asked.malin)
    second = make.round_of(asked.round.strategy, by=asked.malin)
    second = open_round(round=second, by=asked.malin)
    return [first, close_round(round=second, by=asked.malin)]


def open_again(round: FollowUpRound, by) -> FollowUpRound:
    return reopen_round(round=round, why="Tre nämnder möttes sent.", by=by)


def require_one_unclosed(asked: Asked, outcomes: list[object]) -> None:
    """Each got the one round, or was told why not; nothing broke."""
    [unclosed] = asked.round.strategy.rounds.filter(closed_at__isnull=True)
    told = [one for one in outcomes if not isinstance(one, FollowUpRound)]
    assert all(type(one) is ValidationError for one in told), outcomes
    assert {one for one in outcomes if isinstance(one, FollowUpRound)} == {unclosed}


def test_begun_and_opened_again_at_once_is_one_round(asked):
    round = close_round(round=asked.round, by=asked.malin)
    outcomes = at_once(
        *[lambda: open_again(round, asked.malin)] * PRESSES,
        *[lambda: begin_round(strategy=round.strategy, by=asked.malin)] * PRESSES,
    )
    require_one_unclosed(asked, outcomes)


def test_two_rounds_opened_again_at_once_is_one_round(asked):
    first, second = closed_twice(asked)
    outcomes = at_once(
        *[lambda: open_again(first, asked.malin)] * PRESSES,
        *[lambda: open_again(second, asked.malin)] * PRESSES,
    )
    require_one_unclosed(asked, outcomes)


def test_text_hidden_at_once_is_hidden_once(cast):
    found = answered(build_world(), cast)
    report = published(found)
    question = found.round.questions.get(kind="text").public_id
    asked = found.requests[1]
    outcomes = at_once(
        *[
            lambda: hide_answer(request=asked, question=question, reason="Fel.", by=found.malin)
        ] * PRESSES
    )  # fmt: skip
    assert outcomes == [HiddenAnswer.objects.get()] * PRESSES
    assert report.versions.count() == 2
