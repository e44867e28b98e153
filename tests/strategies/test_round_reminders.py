"""When the reminders of a round leave, to whom, and that none comes twice or too late."""

import threading
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from actors.models import User
from records.models import OutgoingMail
from strategies.choices import AnswerKind
from strategies.models import FollowUpRound, RoundRequest
from strategies.services import NotThereError
from strategies.services.rounds import (
    ask_also,
    ask_request_completion,
    choose_reminders,
    close_round,
    extend_request,
    move_due_date,
    name_contact,
    open_round,
    remind_missing,
    reminder_plan,
    send_round_reminders,
    tell_preparation,
    write_again,
)
from strategies.services.rounds.scheduled import SomeNotRemindedError
from tests import builders as make
from tests.clock import Clock
from tests.people import KINDS, build_cast, superuser
from tests.records.test_mail_workers import in_threads
from tests.strategies.rounds import Asked, opened, prepared, submit, submitted
from tests.world import build_world

# Thursday 4 March 2027, in a time without holidays; open since 2 February.
DUE = date(2027, 3, 4)
WORKERS = 4


@pytest.fixture
def clock(monkeypatch) -> Clock:
    clock = Clock(monkeypatch)
    clock.set("2027-02-02 09:00")
    return clock


@pytest.fixture
def asked(clock, world, cast) -> Asked:
    """The agency alone is waited for."""
    asked = opened(world, cast, due_on=DUE)
    board = asked.round.requests.get(actor=world.board)
    submit(board, answer=AnswerKind.NOT_CONCERNED, by=asked.malin)
    return asked


def days_of(plan) -> list[str]:
    return [f"{one.leaves:%m-%d}" for one in plan]


def reminders(request: RoundRequest) -> list[str]:
    """The days of the reminders that were written, in order."""
    keys = OutgoingMail.objects.filter(key__startswith=f"omgang/{request.public_id}/paminnelse/")
    return [key.split("/")[3] for key in keys.order_by("pk").values_list("key", flat=True)]


def run(clock: Clock, *moments: str) -> None:
    for moment in moments:
        send_round_reminders(now=clock.set(moment))


def run_daily(clock: Clock, first: date, last: date) -> None:
    for number in range((last - first).days + 1):
        run(clock, f"{first + timedelta(days=number)} 07:30")


# ---------------------------------------------------------------- which days


@pytest.mark.parametrize(
    ("due_on", "days", "leaves"),
    [
        # A Thursday: three weeks, a week and a day before; a day and, over the weekend, five after.
        (date(2027, 3, 4), [-21, -7, -1, 1, 5], ["02-11", "02-25", "03-03", "03-05", "03-09"]),
        # A Monday: the day before is a Sunday, and the reminder leaves on Friday.
        (date(2027, 3, 8), [-1, 1], ["03-05", "03-09"]),
        # A Friday: the day after is a Saturday.
        (date(2027, 3, 5), [1, 5], ["03-08", "03-10"]),
        # Two that come to the same Monday are one.
        (date(2027, 3, 5), [1, 2, 3], ["03-08"]),
        # The first working day after Easter: Friday 26 March is långfredagen.
        (date(2027, 3, 30), [-1], ["03-25"]),
        (date(2027, 3, 25), [1], ["03-30"]),
        # Valborg is a working day, 1 May a Saturday.
        (date(2027, 5, 3), [-1], ["04-30"]),
        # The Friday after Kristi himmelsfärdsdag is a squeeze day.
        (date(2027, 5, 8), [-1], ["05-05"]),
        (date(2027, 5, 5), [2], ["05-10"]),
        # Midsommarafton.
        (date(2027, 6, 24), [1], ["06-28"]),
        (date(2027, 6, 28), [-3], ["06-24"]),
        # Weeks 27-32: the last Friday before, the first Monday after.
        (date(2027, 7, 2), [3], ["08-16"]),
        (date(2027, 8, 17), [-7], ["08-16"]),
        (date(2027, 8, 16), [-1], ["07-02"]),
        # From 20 December until 7 January, julafton and nyårsafton among them.
        (date(2027, 12, 17), [1, 7, 14], ["01-10"]),
        (date(2028, 1, 5), [-5, -12], ["12-17"]),
        (date(2028, 1, 13), [-7, -1], ["01-10", "01-12"]),
    ],
)
def test_reminder_leaves_on_a_day_when_people_are_at_work(due_on, days, leaves):
    assert days_of(reminder_plan(days, due_on=due_on)) == leaves


def test_reminder_before_the_due_date_never_leaves_after_it():
    for number in range(800):
        due_on = date(2027, 1, 1) + timedelta(days=number)
        for one in reminder_plan([-21, -7, -1, 1, 5], due_on=due_on):
            assert (one.leaves < due_on) if one.is_before else (one.leaves > due_on)


def test_none_leaves_before_the_day_after_opening():
    plan = reminder_plan([-21, -7, -1], due_on=DUE, opened_on=date(2027, 2, 25))
    assert days_of(plan) == ["03-03"]


def test_moved_day_says_so():
    [moved, kept] = reminder_plan([-1, 1], due_on=date(2027, 3, 8))
    assert moved.is_moved
    assert moved.counted == date(2027, 3, 7)
    assert not kept.is_moved


# ---------------------------------------------------------------- day by day


def test_who_is_waited_for_is_reminded_on_each_day_and_then_no_more(asked, clock):
    run_daily(clock, date(2027, 2, 2), date(2027, 4, 30))
    assert reminders(asked.request) == [
        "2027-02-11", "2027-02-25", "2027-03-03", "2027-03-05", "2027-03-09",
    ]  # fmt: skip


def test_nothing_leaves_before_seven_or_twice(asked, clock):
    run(clock, "2027-02-11 06:59:59")
    assert reminders(asked.request) == []
    run(clock, "2027-02-11 07:00:00", "2027-02-11 07:05", "2027-02-11 23:00")
    assert reminders(asked.request) == ["2027-02-11"]


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2027-02-25 08:00", "Svara senast 4 mars 2027."),
        ("2027-03-03 08:00", "Svaret behövs senast i morgon, 4 mars 2027."),
        ("2027-03-05 08:00", "Svaret skulle ha kommit senast 4 mars 2027. Det går fortfarande"),
    ],
)
def test_letter_says_when_the_answer_is_due_or_was(asked, clock, moment, words):
    run(clock, moment)
    letter = OutgoingMail.objects.get(key__contains="/paminnelse/")
    assert words in letter.text
    assert words in letter.html
    assert "våld" not in letter.subject


def test_function_mailbox_and_the_one_who_was_named_are_written_to(asked, cast, clock):
    cast.agency.function_mailbox = "brevlada@myndigheten.example"
    cast.agency.save()
    User.objects.filter(pk=asked.uno.pk).update(language="en")
    name_contact(request=asked.request, contact=asked.uno, by=asked.uno)
    run(clock, "2027-02-11 08:00")
    letters = OutgoingMail.objects.filter(key__contains="/paminnelse/").order_by("pk")
    assert [(one.to, one.language) for one in letters] == [
        ("brevlada@myndigheten.example", "sv"), (asked.uno.email, "en"),
    ]  # fmt: skip


# ---------------------------------------------------------------- who is left in peace


@pytest.mark.parametrize("answer", [AnswerKind.ABSTAINS, AnswerKind.NOT_CONCERNED])
def test_who_does_not_answer_and_says_so_is_not_reminded(asked, clock, answer):
    submit(asked.request, answer=answer, explanation="Vi hinner inte.", by=asked.uno)
    run_daily(clock, date(2027, 2, 3), date(2027, 3, 15))
    assert reminders(asked.request) == []


def test_who_has_answered_is_not_reminded(asked, clock):
    submitted(asked.request, by=asked.uno)
    run_daily(clock, date(2027, 2, 3), date(2027, 3, 15))
    assert reminders(asked.request) == []


def test_who_waits_for_a_board_is_reminded_after_its_day(asked, clock):
    tell_preparation(request=asked.request, until=date(2027, 3, 3), what="nämnden", by=asked.uno)
    run_daily(clock, date(2027, 2, 3), date(2027, 3, 15))
    assert reminders(asked.request) == ["2027-03-05", "2027-03-09"]


def test_nobody_is_reminded_in_a_round_that_is_prepared_or_closed(world, cast, clock):
    prepared(world, cast, due_on=DUE)
    run_daily(clock, date(2027, 2, 3), date(2027, 3, 15))
    assert not OutgoingMail.objects.exists()


def test_closed_round_reminds_those_with_more_time_alone(asked, world, cast, clock):
    clock.set("2027-03-05 12:00")
    extend_request(request=asked.request, to=date(2027, 3, 18), by=asked.malin)
    close_round(round=asked.round, by=asked.malin)
    run_daily(clock, date(2027, 3, 5), date(2027, 4, 30))
    # A week and a day before its own day; from then on it cannot answer.
    assert reminders(asked.request) == ["2027-03-11", "2027-03-17"]


def test_what_is_to_be_completed_is_asked_for_as_that(asked, clock):
    submitted(asked.request, by=asked.uno)
    clock.set("2027-03-01 12:00")
    ask_request_completion(request=asked.request, seen=1, reason="Antal saknas.", by=asked.malin)
    run(clock, "2027-03-03 08:00", "2027-03-05 08:00")
    [before, after] = OutgoingMail.objects.filter(key__contains="/paminnelse/").order_by("pk")
    for letter in (before, after):
        assert "kompletterar svaret" in letter.text
        assert "Antal saknas." in letter.text
        assert "skulle ha kommit" not in letter.text


def test_round_without_reminders_reminds_nobody(asked, clock):
    choose_reminders(round=asked.round, days=[], by=asked.malin)
    run_daily(clock, date(2027, 2, 3), date(2027, 3, 15))
    assert reminders(asked.request) == []


def test_round_without_reminders_is_opened(world, cast, clock):
    round = prepared(world, cast, due_on=DUE, reminder_days=[])
    assert open_round(round=round, by=cast.people["maintainer"]).is_open


# ---------------------------------------------------------------- days that change


def test_moved_due_date_takes_its_reminders_along(asked, clock):
    run(clock, "2027-02-11 08:00", "2027-02-25 08:00")
    clock.set("2027-02-26 10:00")
    move_due_date(round=asked.round, to=date(2027, 3, 19), by=asked.malin)
    run_daily(clock, date(2027, 2, 26), date(2027, 4, 30))
    # Three weeks before is the day on which the new day was told.
    assert reminders(asked.request) == [
        "2027-02-11", "2027-02-25", "2027-03-12", "2027-03-18", "2027-03-22", "2027-03-24",
    ]  # fmt: skip


def test_due_date_moved_twice_is_told_twice_and_the_same_day_once(asked, clock):
    for day in (date(2027, 3, 19), date(2027, 3, 19), DUE, date(2027, 3, 19)):
        move_due_date(round=FollowUpRound.objects.latest("pk"), to=day, by=asked.malin)
    letters = OutgoingMail.objects.filter(key__contains="/ny-dag/").order_by("pk")
    assert ["19 mars 2027" in one.text for one in letters] == [True, False, True]


def test_who_has_more_time_than_the_new_day_is_not_written_to(asked, clock):
    extend_request(request=asked.request, to=date(2027, 3, 26), by=asked.malin)
    move_due_date(round=asked.round, to=date(2027, 3, 19), by=asked.malin)
    assert not OutgoingMail.objects.filter(key__contains="/ny-dag/").exists()
    run_daily(clock, date(2027, 2, 3), date(2027, 3, 29))
    # Before Easter: the day before is långfredagens eve.
    assert reminders(asked.request) == ["2027-03-05", "2027-03-19", "2027-03-25"]


def test_due_date_is_not_moved_to_a_day_that_has_passed(asked):
    with pytest.raises(ValidationError):
        move_due_date(round=asked.round, to=date(2027, 2, 1), by=asked.malin)
    assert move_due_date(round=asked.round, to=date(2027, 2, 2), by=asked.malin).due_on == date(
        2027, 2, 2
    )


def test_letter_that_gave_more_time_stands_for_the_reminder_of_that_day(asked, clock):
    clock.set("2027-02-25 06:30")
    extend_request(request=asked.request, to=date(2027, 3, 5), by=asked.malin)
    run(clock, "2027-02-25 08:00", "2027-02-26 08:00", "2027-03-01 08:00")
    assert reminders(asked.request) == ["2027-02-26"]


def test_reminder_by_hand_and_by_itself_on_a_day_are_one(asked, clock):
    clock.set("2027-02-11 06:00")
    remind_missing(round=asked.round, by=asked.malin)
    run(clock, "2027-02-11 08:00", "2027-02-12 08:00")
    remind_missing(round=asked.round, by=asked.malin)
    assert reminders(asked.request) == ["2027-02-11", "2027-02-12"]


@pytest.mark.parametrize("days", [[-91], [91], ["x"], [True]])
def test_days_that_are_none_are_refused(asked, days):
    with pytest.raises((ValidationError, TypeError)):
        choose_reminders(round=asked.round, days=days, by=asked.malin)


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"signed out", "maintainer", "superuser"}))
def test_who_does_not_run_the_round_changes_none_of_its_days(asked, cast, kind):
    for act in (
        lambda by: choose_reminders(round=asked.round, days=[], by=by),
        lambda by: move_due_date(round=asked.round, to=DUE, by=by),
        lambda by: write_again(request=asked.request, kind="oppnad", by=by),
    ):
        with pytest.raises(PermissionDenied):
            act(cast.people[kind])


def test_days_of_a_round_that_is_not_open_are_not_changed(asked):
    close_round(round=asked.round, by=asked.malin)
    with pytest.raises(NotThereError):
        choose_reminders(round=asked.round, days=[-1], by=asked.malin)
    with pytest.raises(NotThereError):
        move_due_date(round=asked.round, to=DUE + timedelta(days=7), by=asked.malin)


# ---------------------------------------------------------------- what goes wrong


def test_scheduler_that_was_away_two_days_reminds_afterwards(asked, clock):
    run(clock, "2027-02-10 08:00", "2027-02-15 08:00", "2027-02-16 08:00")
    assert reminders(asked.request) == ["2027-02-11"]


def test_reminder_four_working_days_late_is_left_out(asked, clock):
    run(clock, "2027-02-10 08:00", "2027-02-17 08:00")
    assert reminders(asked.request) == []


def test_reminder_of_the_day_before_does_not_come_when_the_day_has_passed(asked, clock):
    choose_reminders(round=asked.round, days=[-1], by=asked.malin)
    run(clock, "2027-03-02 08:00", "2027-03-05 08:00")
    assert reminders(asked.request) == []
    run(clock, "2027-03-04 08:00")
    assert "senast i dag, 4 mars 2027" in OutgoingMail.objects.get(key__contains="/paminn").text


def test_after_being_away_only_the_latest_is_written(asked, clock):
    run(clock, "2027-02-10 08:00", "2027-03-08 08:00")
    assert reminders(asked.request) == ["2027-03-05"]


def test_one_letter_that_fails_stops_no_other_and_is_tried_again(asked, world, cast, clock):
    make.commitment(world.strategy, responsible=cast.other)
    clock.set("2027-02-03 09:00")
    other = ask_also(round=asked.round, actor=cast.other, by=asked.malin)
    # What no letter can be written to: the database takes it, and the letter does not.
    type(cast.agency).objects.filter(pk=cast.agency.pk).update(function_mailbox="ingen adress")
    with pytest.raises(SomeNotRemindedError):
        run(clock, "2027-02-11 08:00")
    assert reminders(asked.request) == []
    assert reminders(other) == ["2027-02-11"]
    type(cast.agency).objects.filter(pk=cast.agency.pk).update(function_mailbox="")
    run(clock, "2027-02-11 08:05")
    assert set(reminders(asked.request)) == {"2027-02-11"}
    assert reminders(other) == ["2027-02-11"]


def test_quiet_day_costs_one_query_whatever_the_number_of_rounds(
    asked, clock, django_assert_num_queries
):
    clock.set("2027-02-12 08:00")
    remind_missing(round=asked.round, by=asked.malin)
    with django_assert_num_queries(1):
        send_round_reminders(now=clock.set("2027-02-22 08:00"))
    run(clock, "2027-02-25 08:00")
    with django_assert_num_queries(3):
        send_round_reminders(now=clock.set("2027-02-25 08:05"))
    with django_assert_num_queries(0):
        send_round_reminders(now=clock.set("2027-02-27 08:05"))


# ---------------------------------------------------------------- several at once


def build(_number: int) -> None:
    """A round that is open, committed: the workers have connections of their own."""
    round = prepared(build_world(), build_cast(maintainer=make.board()), due_on=DUE)
    open_round(round=round, by=superuser())


@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="on SQLite one writer waits for the other"
)
@pytest.mark.django_db(transaction=True)
def test_workers_at_once_remind_nobody_twice(clock):
    # The flush after a test like this takes the reference data with it.
    call_command("load_reference", verbosity=0)
    start = threading.Barrier(WORKERS)

    def work(_number: int) -> None:
        start.wait()
        send_round_reminders(now=timezone.now())

    build(0)
    clock.set("2027-02-11 08:00")
    in_threads(WORKERS, work)
    asked = RoundRequest.objects.filter(round__closed_at__isnull=True)
    written = [set(reminders(one)) for one in asked]
    assert written == [{"2027-02-11"}] * 2
    addresses = OutgoingMail.objects.filter(key__contains="/paminnelse/").values_list("to")
    assert len(addresses) == len(set(addresses))
