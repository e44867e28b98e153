"""Scheduled work: all of it by one command, as often as one likes, by several at once."""

import os
import signal
import threading

import pytest
from auditlog.models import LogEntry
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import QuerySet

from actors.models import Actor, Membership, User
from records.mail import send_waiting
from records.models import OutgoingMail
from strategies.models import Commitment, Strategy
from tests import builders as make
from tests.records.test_mail_workers import in_threads
from tests.website.reminding import at, officer, unanswered
from website.models import ReminderRun
from website.services import do_what_is_due, send_digests

PEOPLE, WORKERS = 20, 4
MONDAY = at("2027-03-01 08:00")


def fails(*, now) -> None:
    raise ValueError("Något gick fel")


def test_pause_that_cannot_be_is_told(db):
    with pytest.raises(CommandError):
        call_command("send_due", loop=0)


def test_job_that_fails_stops_no_other_and_is_logged(db, lines):
    uno = officer("Uno", of=make.organisation("Myndigheten"))
    unanswered(make.strategy(), uno)
    jobs = {"broken": fails, "reminders": send_digests}
    assert do_what_is_due(now=MONDAY, jobs=jobs) == ["broken"]
    assert OutgoingMail.objects.get().to == uno.email
    [line] = [line for line in lines if line["logger"].endswith("scheduled")]
    assert line["message"] == "Scheduled work failed: broken"
    assert "Något gick fel" in line["exception"]


def test_command_does_what_is_due_now(db):
    """Whatever day it is: with nobody to remind nothing is written, and nothing fails."""
    call_command("send_due")
    call_command("send_due")
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_loop_ends_when_it_is_told_to(db, number):
    before = signal.getsignal(number)
    timer = threading.Timer(0.3, os.kill, (os.getpid(), number))
    timer.start()
    call_command("send_due", loop=600)
    timer.join()
    assert signal.getsignal(number) is before


def test_letters_to_invented_people_lie_in_the_folder_and_reach_no_server(
    demo, settings, tmp_path, mailoutbox
):
    settings.MAIL_FOLDER = tmp_path / "mail"
    Membership.objects.update(valid_from="2020-01-01")
    assert do_what_is_due(now=MONDAY) == []
    written = OutgoingMail.objects.count()
    assert written
    assert send_waiting(limit=100).sent == written
    assert len(list(settings.MAIL_FOLDER.iterdir())) == written
    assert mailoutbox == []


# ---------------------------------------------------------------- several at once


def build(_number: int) -> None:
    """People who owe something, committed: the workers have connections of their own."""
    home = make.strategy(slug="samtidigt")
    agency = make.organisation("Samtidiga myndigheten")
    for number in range(PEOPLE):
        unanswered(home, officer(f"S{number}", of=agency))


def take_away(_number: int) -> None:
    rows = {
        OutgoingMail: {}, ReminderRun: {}, Commitment: {"home__slug": "samtidigt"},
        Strategy: {"slug": "samtidigt"}, Membership: {}, User: {},
        Actor: {"key": "samtidiga-myndigheten"}, LogEntry: {},
    }  # fmt: skip
    for model, which in rows.items():
        keys = list(QuerySet(model).filter(**which).values_list("pk", flat=True))
        QuerySet(model).filter(pk__in=keys)._raw_delete(using="default")


@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="on SQLite one writer waits for the other"
)
def test_workers_at_once_write_to_nobody_twice(db):
    start = threading.Barrier(WORKERS)

    def work(_number: int) -> list[str]:
        start.wait()
        return do_what_is_due(now=MONDAY)

    try:
        in_threads(1, build)
        assert in_threads(WORKERS, work) == [[]] * WORKERS
        assert OutgoingMail.objects.count() == PEOPLE
        assert OutgoingMail.objects.values("to").distinct().count() == PEOPLE
        assert ReminderRun.objects.get().finished_at == MONDAY
        assert in_threads(WORKERS, work) == [[]] * WORKERS
        assert OutgoingMail.objects.count() == PEOPLE
    finally:
        in_threads(1, take_away)
