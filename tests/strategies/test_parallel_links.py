"""Who holds a link submits, many times at once, while a colleague does and the round is closed."""

import threading
from collections.abc import Callable

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client

from records.models import OutgoingMail
from strategies.models import ReportVersion, RequestVersion, RoundLink
from strategies.services import submit_reports
from strategies.services.rounds import close_round
from tests import builders as make
from tests.people import build_cast
from tests.posting import send
from tests.strategies.rounds import answer_all, opened
from tests.strategies.test_round_links import again, sent
from tests.world import build_world

PRESSES = 5

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"),
        reason="on SQLite one writer waits for the other",
    ),
]


@pytest.fixture
def asked(transactional_db):
    # The flush after a test like this takes the reference data with it.
    call_command("load_reference", verbosity=0)
    return opened(build_world(), build_cast(maintainer=make.board()))


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What each came to; a fault of the database is one."""
    start, outcomes = threading.Barrier(len(acts)), []

    def one(act: Callable[[], object]) -> None:
        start.wait()
        try:
            outcomes.append(act())
        except Exception as error:
            outcomes.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


@pytest.mark.parametrize("is_closed", [False, True])
def test_holder_submits_once_whatever_happens_meanwhile(asked, is_closed):
    held = sent(asked.request, by=asked.uno)
    answer_all(asked.request, by=asked.uno)
    draft = make.draft_report(asked.commitment, by=held.holder)
    said = {
        "gor": "lamna-in",
        "seen": again(asked.request).version,
        "report": f"{draft.public_id}.{draft.version}",
    }

    def press() -> int:
        return send(Client(), held.path, said).status_code

    def submit_beside() -> int:
        submit_reports(seen=[(draft, draft.version)], by=asked.uno)
        return 302

    def close() -> int:
        close_round(round=asked.round, by=asked.malin)
        return 302

    outcomes = at_once(*[press] * PRESSES, submit_beside, *([close] if is_closed else []))
    assert set(outcomes) <= ({302, 404} if is_closed else {302}), outcomes
    assert ReportVersion.objects.count() == 1
    assert RequestVersion.objects.count() <= 1
    receipts = OutgoingMail.objects.filter(key__startswith="omgang/", key__contains="/kvitto/")
    assert receipts.count() == RequestVersion.objects.count()
    assert RequestVersion.objects.exists() or is_closed
    assert RoundLink.objects.waiting().exists() != is_closed
