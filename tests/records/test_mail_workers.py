"""The worker: one pass, pass after pass until it is told to stop, and several at once."""

import os
import signal
import threading
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from records.mail import send_waiting
from records.models import OutgoingMail
from tests.records.test_mail import queue
from tests.smtp import mail_server, no_mail_server

LETTERS, WORKERS = 30, 4


def run(**options) -> str:
    out = StringIO()
    call_command("send_mail", stdout=out, **options)
    return out.getvalue()


@pytest.mark.parametrize(
    "wrong", [{"loop": 0}, {"limit": 0}, {"test": "ingen adress"}], ids=lambda wrong: str(wrong)
)
def test_value_that_cannot_be_is_told(db, wrong):
    with pytest.raises(CommandError):
        run(**wrong)


def test_test_letter_that_cannot_leave_says_why_and_is_kept(db, settings):
    no_mail_server(settings)
    with pytest.raises(CommandError, match="ConnectionRefusedError"):
        run(test="drift@samordna.example")
    assert OutgoingMail.objects.unsent().count() == 1


def test_test_letter_is_sent_alone(db, settings):
    queue()
    with mail_server(settings) as letters:
        assert "is sent" in run(test="drift@samordna.example", language="en")
    assert [letter["To"] for letter in letters] == ["drift@samordna.example"]
    assert letters[0]["Subject"] == "Test message from Samordna"


def test_one_pass_tells_what_it_did(db, settings):
    queue("1"), queue("2", to="okand@kalmar.example")
    with mail_server(settings):
        assert run() == "Outgoing mail: 1 sent, 0 put off, 1 given up.\n"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_loop_sends_what_comes_and_ends_when_it_is_told_to(db, settings, number):
    queue("1"), queue("2"), queue("3")
    before = signal.getsignal(number)
    timer = threading.Timer(0.3, os.kill, (os.getpid(), number))
    timer.start()
    with mail_server(settings) as letters:
        run(loop=600, limit=2)
    timer.join()
    assert len(letters) == 3
    assert signal.getsignal(number) is before


def test_loop_outlives_a_database_that_is_away(db, monkeypatch, caplog):
    def away(**options):
        raise OperationalError

    monkeypatch.setattr("records.management.commands.send_mail.send_waiting", away)
    timer = threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGTERM))
    monkeypatch.setattr(connection, "close", lambda: None)
    timer.start()
    run(loop=600)
    timer.join()
    assert "cannot be read" in caplog.text


def test_worker_that_is_told_to_stop_leaves_the_rest_waiting(db, settings):
    queue("1"), queue("2")
    answers = iter([True, False])
    with mail_server(settings) as letters:
        assert send_waiting(limit=10, go_on=lambda: next(answers)).sent == 1
    assert len(letters) == 1
    assert OutgoingMail.objects.unsent().count() == 1


def in_threads(count: int, work) -> list:
    """What `work(number)` returns, each in a thread with a connection of its own."""
    results: list = [None] * count

    def one(number: int) -> None:
        try:
            results[number] = work(number)
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="on SQLite one writer waits for the other"
)
def test_workers_at_once_send_nothing_twice(db, settings):
    """Committed by connections of their own: the test's transaction hides its rows from others."""
    start = threading.Barrier(WORKERS)

    def write_all(number: int) -> None:
        for letter in range(LETTERS):
            queue(f"samtidigt:{letter}", to=f"anna{letter}@kalmar.example")

    def work(number: int) -> int:
        start.wait()
        return send_waiting(limit=LETTERS).sent

    try:
        in_threads(WORKERS, write_all)  # all of them write the same keys at once
        with mail_server(settings) as letters:
            sent = in_threads(WORKERS, work)
        assert sorted(letter["To"] for letter in letters) == sorted(
            f"anna{letter}@kalmar.example" for letter in range(LETTERS)
        )
        assert sum(sent) == LETTERS
        assert sum(number > 0 for number in sent) > 1, "Only one worker had anything to do"
    finally:
        in_threads(1, lambda _number: OutgoingMail.objects.all().delete())
