"""What is in time in a round and what is late, to the second, and what may be done afterwards."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from actors.models import User
from strategies.choices import AnswerKind, RequestState
from strategies.models import RoundRequest
from strategies.services import NotThereError
from strategies.services.rounds import (
    ask_request_completion,
    close_round,
    extend_request,
    move_due_date,
    reopen_round,
    save_answers,
    sign_request,
    tell_preparation,
)
from strategies.summaries import doubts_about
from tests.clock import Clock
from tests.strategies.rounds import Asked, opened, submit, submitted

DUE = date(2027, 3, 4)
# The clock goes forward in the night to 28 March 2027 (CET to CEST) and back in the night to 31
# October: a day of 23 hours and one of 25.
FORWARD, BACK = date(2027, 3, 28), date(2027, 10, 31)


@pytest.fixture
def clock(monkeypatch) -> Clock:
    clock = Clock(monkeypatch)
    clock.set("2027-02-02 09:00")
    return clock


@pytest.fixture
def asked(clock, world, cast) -> Asked:
    return opened(world, cast, due_on=DUE)


def again(request: RoundRequest) -> RoundRequest:
    return RoundRequest.objects.select_related("round__strategy", "actor").get(pk=request.pk)


def decline(asked: Asked):
    return submit(asked.request, answer=AnswerKind.NOT_CONCERNED, by=asked.uno)


def utc(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=UTC)


# ---------------------------------------------------------------- to the second


@pytest.mark.parametrize(
    ("moment", "is_late"),
    [
        ("2027-03-04 00:00:00", False),
        ("2027-03-04 23:59:59", False),
        ("2027-03-04 23:59:59.999999", False),
        ("2027-03-05 00:00:00", True),
    ],
)
def test_day_lasts_until_it_is_over(asked, clock, moment, is_late):
    clock.set(moment)
    assert decline(asked).is_late is is_late
    assert again(asked.request).is_late is is_late


def test_late_answer_is_taken_while_the_round_is_open(asked, clock):
    clock.set("2027-03-20 12:00")
    assert decline(asked).is_late
    assert again(asked.request).state == RequestState.NOT_CONCERNED


@pytest.mark.parametrize(
    ("due_on", "moment", "is_late"),
    [
        # The evening before the clock goes forward: UTC+1.
        (FORWARD - timedelta(days=1), "2027-03-27 22:59:59", False),
        (FORWARD - timedelta(days=1), "2027-03-27 23:00:00", True),
        # Its own evening: UTC+2. At 22:30 UTC it would be 23:30 by the winter's clock.
        (FORWARD, "2027-03-27 23:00:00", False),
        (FORWARD, "2027-03-28 21:59:59", False),
        (FORWARD, "2027-03-28 22:00:00", True),
        (FORWARD, "2027-03-28 22:30:00", True),
        # The evening before the clock goes back: UTC+2.
        (BACK - timedelta(days=1), "2027-10-30 21:59:59", False),
        (BACK - timedelta(days=1), "2027-10-30 22:00:00", True),
        # Its own evening: UTC+1. At 22:30 UTC it would be past midnight by the summer's clock.
        (BACK, "2027-10-31 22:30:00", False),
        (BACK, "2027-10-31 22:59:59", False),
        (BACK, "2027-10-31 23:00:00", True),
    ],
)
def test_day_on_which_the_clock_changes_ends_at_its_own_midnight(
    clock, world, cast, due_on, moment, is_late
):
    clock.set(f"{due_on - timedelta(days=20)} 09:00")
    asked = opened(world, cast, due_on=due_on)
    clock.set(utc(moment))
    assert decline(asked).is_late is is_late


@pytest.mark.parametrize("moment", ["2027-10-31 00:30:00", "2027-10-31 01:30:00"])
def test_hour_that_comes_twice_is_the_same_day(clock, world, cast, moment):
    """Half past two, in summer time and then in winter time."""
    clock.set("2027-10-01 09:00")
    asked = opened(world, cast, due_on=BACK)
    clock.set(utc(moment))
    assert not decline(asked).is_late
    assert again(asked.request).round.days_left() == 0


@pytest.mark.parametrize("no", [AnswerKind.ABSTAINS, AnswerKind.NOT_CONCERNED])
def test_first_answer_after_a_no_in_time_is_late_when_it_comes_late(asked, clock, no):
    assert not submit(asked.request, answer=no, explanation="Vi hann inte.", by=asked.uno).is_late
    clock.set("2027-03-05 00:00:00")
    version = submitted(asked.request, by=asked.uno)
    assert (version.number, version.is_late) == (2, True)


def test_no_in_time_that_is_said_anew_stays_in_time(asked, clock):
    assert not decline(asked).is_late
    clock.set("2027-03-05 00:00:00")
    version = submit(
        asked.request, answer=AnswerKind.NOT_CONCERNED, explanation="Se 2025.", by=asked.uno
    )
    assert (version.number, version.is_late) == (2, False)


# ---------------------------------------------------------------- days off


@pytest.mark.parametrize(
    ("due_on", "word"),
    [
        (date(2027, 3, 4), ""),
        (date(2027, 3, 6), "ledig dag"),
        (date(2027, 3, 26), "ledig dag"),
        (date(2027, 6, 25), "ledig dag"),
        (date(2027, 5, 7), "klämdag"),
        (date(2027, 7, 5), "sommaren"),
        (date(2027, 8, 15), "sommaren"),
        (date(2027, 8, 16), ""),
        (date(2027, 12, 24), "jul och nyår"),
        (date(2027, 12, 31), "jul och nyår"),
        (date(2028, 1, 7), "jul och nyår"),
        (date(2028, 1, 10), ""),
    ],
)
def test_day_that_many_are_off_is_doubted(due_on, word):
    assert [word in doubt for doubt in doubts_about(due_on)] == ([True] if word else [])


@pytest.mark.parametrize("due_on", [date(2027, 6, 25), date(2027, 12, 24), date(2027, 12, 31)])
def test_eve_as_due_date_counts_to_midnight_as_any_day(clock, world, cast, due_on):
    """People choose the day: it is doubted, and holds."""
    clock.set(f"{due_on - timedelta(days=20)} 09:00")
    asked = opened(world, cast, due_on=due_on)
    clock.set(f"{due_on} 23:59:59")
    assert not decline(asked).is_late


# ---------------------------------------------------------------- days that change


def test_moved_due_date_is_the_one_that_counts(asked, clock):
    move_due_date(round=asked.round, to=date(2027, 3, 19), by=asked.malin)
    clock.set("2027-03-19 23:59:59")
    assert not decline(asked).is_late


def test_what_was_late_stays_late_when_the_day_is_moved(asked, clock):
    clock.set("2027-03-05 00:00:00")
    version = decline(asked)
    move_due_date(round=asked.round, to=date(2027, 3, 19), by=asked.malin)
    version.refresh_from_db()
    assert version.is_late


@pytest.mark.parametrize(
    ("moment", "is_late"), [("2027-03-11 23:59:59", False), ("2027-03-12 00:00:00", True)]
)
def test_more_time_ends_at_its_own_midnight(asked, clock, moment, is_late):
    extend_request(request=asked.request, to=date(2027, 3, 11), by=asked.malin)
    clock.set(moment)
    assert decline(asked).is_late is is_late


def test_more_time_holds_in_a_closed_round_until_its_midnight(asked, clock):
    extend_request(request=asked.request, to=date(2027, 3, 11), by=asked.malin)
    clock.set("2027-03-05 09:00")
    close_round(round=asked.round, by=asked.malin)
    clock.set("2027-03-11 23:59:59")
    assert again(asked.request).can_be_answered
    assert RoundRequest.objects.answerable().filter(pk=asked.request.pk).exists()
    clock.set("2027-03-12 00:00:00")
    assert not RoundRequest.objects.answerable().filter(pk=asked.request.pk).exists()
    with pytest.raises(NotThereError):
        decline(asked)


def test_board_day_may_be_today_until_it_is_over(asked, clock):
    clock.set("2027-03-03 23:59:59")
    tell_preparation(request=asked.request, until=date(2027, 3, 3), what="nämnden", by=asked.uno)
    clock.set("2027-03-04 00:00:00")
    with pytest.raises(ValidationError):
        tell_preparation(request=asked.request, until=date(2027, 3, 3), what="n", by=asked.uno)


# ---------------------------------------------------------------- after closing


def test_nothing_is_written_in_a_round_that_is_closed(asked, clock):
    close_round(round=asked.round, by=asked.malin)
    with pytest.raises(NotThereError):
        save_answers(request=again(asked.request), answers={}, shown={}, by=asked.uno)
    with pytest.raises(NotThereError):
        decline(asked)


@pytest.mark.parametrize(("first", "is_late"), [("2027-03-04", False), ("2027-03-05", True)])
def test_completion_after_closing_is_late_only_if_the_first_was(asked, clock, first, is_late):
    clock.set(f"{first} 23:00")
    submitted(asked.request, by=asked.uno)
    clock.set("2027-03-15 09:00")
    close_round(round=asked.round, by=asked.malin)
    clock.set("2027-03-20 09:00")
    ask_request_completion(request=asked.request, seen=1, reason="Antal saknas.", by=asked.malin)
    clock.set("2027-05-20 09:00")
    version = submit(asked.request, by=asked.uno)
    assert (version.number, version.is_late) == (2, is_late)
    # It opened this answer once, and it is closed again.
    assert not again(asked.request).can_be_answered


def test_completion_after_closing_opens_no_other(asked, world, clock):
    submitted(asked.request, by=asked.uno)
    close_round(round=asked.round, by=asked.malin)
    ask_request_completion(request=asked.request, seen=1, reason="Antal saknas.", by=asked.malin)
    board = asked.round.requests.select_related("round").get(actor=world.board)
    assert not board.can_be_answered


def test_round_that_is_opened_again_takes_late_answers_as_late(asked, clock):
    clock.set("2027-03-05 09:00")
    close_round(round=asked.round, by=asked.malin)
    clock.set("2027-03-08 09:00")
    reopen_round(round=asked.round, why="Fyra saknas.", by=asked.malin)
    assert decline(asked).is_late


# ---------------------------------------------------------------- signing off


def sign(asked: Asked, by: User, decided_on: date):
    return sign_request(
        request=asked.request, seen=1, decision="board", decided_on=decided_on, by=by
    )


def fresh(user: User) -> User:
    """As the next request loads it: what somebody may do is asked once each time."""
    return User.objects.get(pk=user.pk)


def test_signer_signs_until_the_last_day_of_the_membership_is_over(asked, clock):
    submitted(asked.request, by=asked.uno)
    asked.signe.memberships.update(valid_to=DUE)
    clock.set("2027-03-04 23:59:59")
    assert sign(asked, fresh(asked.signe), DUE).decided_on == DUE


def test_signer_signs_nothing_after_the_membership_though_the_decision_is_older(asked, clock):
    submitted(asked.request, by=asked.uno)
    asked.signe.memberships.update(valid_to=DUE)
    clock.set("2027-03-05 00:00:00")
    with pytest.raises(PermissionDenied):
        sign(asked, fresh(asked.signe), DUE)


def test_signer_whose_membership_was_ended_signs_nothing_the_same_day(asked, clock):
    submitted(asked.request, by=asked.uno)
    now = clock.set("2027-03-04 12:00")
    asked.signe.memberships.update(valid_to=DUE, ended_at=now)
    with pytest.raises(PermissionDenied):
        sign(asked, fresh(asked.signe), DUE)


def test_signature_stands_when_the_membership_has_ended(asked, clock):
    version = submitted(asked.request, by=asked.uno)
    clock.set("2027-03-04 12:00")
    signature = sign(asked, fresh(asked.signe), DUE)
    asked.signe.memberships.update(valid_to=DUE)
    clock.set("2027-06-01 12:00")
    version.refresh_from_db()
    assert version.is_signed
    signature.refresh_from_db()
    assert signature.office == "uppgiftslämnare"


def test_round_that_is_closed_can_still_be_signed_off(asked, clock):
    submitted(asked.request, by=asked.uno)
    close_round(round=asked.round, by=asked.malin)
    clock.set("2027-04-20 12:00")
    assert sign(asked, fresh(asked.signe), date(2027, 4, 19)).paragraph == ""


@pytest.mark.parametrize(
    ("moment", "is_ahead"), [("2027-03-03 23:59:59", True), ("2027-03-04 00:00:00", False)]
)
def test_decision_of_tomorrow_is_not_signed_today(asked, clock, moment, is_ahead):
    submitted(asked.request, by=asked.uno)
    clock.set(moment)
    if is_ahead:
        with pytest.raises(ValidationError):
            sign(asked, fresh(asked.signe), DUE)
    else:
        assert sign(asked, fresh(asked.signe), DUE)
