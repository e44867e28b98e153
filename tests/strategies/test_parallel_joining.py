"""Two who act on the same request to join at once: it is done once."""

import threading
from collections.abc import Callable

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import connection

from actors.models import AnswerLink
from actors.services import LinkHolder
from records.models import OutgoingMail
from strategies.choices import JoinState, PartyRole
from strategies.models import JoinRequest, Party
from strategies.services import (
    accept_join_request,
    ask_to_join,
    ask_to_join_by_mail,
    confirm_join_request,
    decline_join_request,
)
from tests import builders as make
from tests.people import build_cast
from tests.strategies.joining import wanted

PRESSES = 6

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
def strategy(cast):
    return make.strategy(is_open_for_joining=True)


def at_once(*acts: Callable[[], object]) -> list[str]:
    """What came of each, in threads of their own that begin together."""
    start, outcomes = threading.Barrier(len(acts)), []

    def one(act: Callable[[], object]) -> None:
        start.wait()
        try:
            act()
            outcomes.append("done")
        except (ValidationError, PermissionDenied) as error:
            outcomes.append(type(error).__name__)
        except Exception as error:
            outcomes.append(f"broke: {error}")
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_asked_at_once_in_other_words_one_is_sent_and_the_others_are_told(cast, strategy):
    karin = cast.people["coordinator"]

    def ask(number: int):
        words = {"registry_number": f"KS {number}"}
        return lambda: ask_to_join(
            request=wanted(strategy, cast.agency, **words), aims=[], by=karin
        )

    outcomes = at_once(*(ask(number) for number in range(PRESSES)))
    assert sorted(outcomes) == [*["ValidationError"] * (PRESSES - 1), "done"]
    assert JoinRequest.objects.count() == 1


def test_confirmed_at_once_by_one_link_the_maintainer_gets_one_letter(cast, strategy):
    ask_to_join_by_mail(request=wanted(strategy, cast.agency), aims=[])
    holder = LinkHolder(AnswerLink.objects.get(), "Nils", "Registrator")
    outcomes = at_once(*[lambda: confirm_join_request(holder=holder)] * PRESSES)
    assert outcomes == ["done"] * PRESSES
    assert JoinRequest.objects.get().state == JoinState.WAITING
    malin = cast.people["maintainer"]
    assert OutgoingMail.objects.filter(to=malin.email).count() == 1


def test_accepted_and_declined_at_once_one_answer_holds(cast, strategy):
    malin = cast.people["maintainer"]
    asked = make.join_request(strategy, cast.agency)
    outcomes = at_once(
        *[lambda: accept_join_request(request=asked, by=malin)] * 3,
        *[lambda: decline_join_request(request=asked, answer="Nej.", by=malin)] * 3,
    )
    assert sorted(outcomes) == ["NotThereError"] * 3 + ["done"] * 3
    asked.refresh_from_db()
    parties = Party.objects.filter(role=PartyRole.JOINED).count()
    assert parties == (1 if asked.state == JoinState.ACCEPTED else 0)
