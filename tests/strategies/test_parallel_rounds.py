"""Two who hide the same text of a round at once."""

import pytest
from django.conf import settings
from django.core.management import call_command

from strategies.models import HiddenAnswer
from strategies.services.round_reports import hide_answer
from tests import builders as make
from tests.people import build_cast
from tests.strategies.round_reports import answered, published
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
