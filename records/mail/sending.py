"""Sending what waits: at least once, by a loan of the row normally exactly once.

A worker takes a row on loan in a short transaction, sends it outside of any, and notes the outcome
in another: no lock is held while a mail server thinks. A worker that dies in between leaves the row
on loan; when the loan ends another sends the letter, perhaps a second time, with the same
Message-ID.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from records.choices import MailState
from records.mail.message import ServerAwayError, hand_over, is_refused_for_good
from records.models import OutgoingMail

# After the first four attempts so long; then hourly, until three days after the first.
BACK_OFF = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60)]
GIVE_UP_AFTER = timedelta(days=3)
# Longer than any mail server may take: EMAIL_TIMEOUT counts for each of its answers.
LOAN = timedelta(minutes=15)

logger = logging.getLogger(__name__)


@dataclass
class Pass:
    """What one pass of the worker did, in numbers of letters."""

    sent: int = 0
    put_off: int = 0
    given_up: int = 0
    server_is_away: bool = False

    @property
    def tried(self) -> int:
        return self.sent + self.put_off + self.given_up


def send_waiting(*, limit: int, go_on: Callable[[], bool] = lambda: True) -> Pass:
    """Send at most `limit` letters that are due, as long as `go_on()` says so.

    Several may run at once: on PostgreSQL each skips the rows that another holds, on SQLite one
    waits for the other's short transaction. When the server cannot be reached the pass ends, and
    only the letter that found out has an attempt counted. Call it outside any transaction.
    """
    done = Pass()
    while done.tried < limit and not done.server_is_away and go_on():
        mail = borrow()
        if mail is None:
            break
        deliver(mail, done)
    return done


def send_now(*, mail: OutgoingMail) -> Pass:
    """Send this one letter, if it is due and nobody else has it on loan."""
    done = Pass()
    if borrowed := borrow(only=mail):
        deliver(borrowed, done)
    return done


def send_again(*, mail: OutgoingMail) -> bool:
    """Let a letter that waits or was given up be tried at once, with three new days; say whether.

    What was sent is not sent again, and what is on loan is not taken from its worker.
    """
    now = timezone.now()
    return bool(
        OutgoingMail.objects.filter(
            pk=mail.pk, state__in=(MailState.WAITING, MailState.FAILED)
        ).update(
            state=MailState.WAITING,
            attempts=0,
            first_attempt_at=None,
            waiting_since=now,
            next_attempt_at=now,
        )
    )


@transaction.atomic
def borrow(*, only: OutgoingMail | None = None) -> OutgoingMail | None:
    """The letter that is next, on loan and with this attempt counted; none when nothing is due."""
    now = timezone.now()
    due = OutgoingMail.objects.due(now)
    if only:
        due = due.filter(pk=only.pk)
    mail = due.select_for_update(skip_locked=True).first()
    if mail is None:
        return None
    if mail.state == MailState.SENDING:
        note(mail, "Avbrutet: kan ha skickats ändå", now)
    mail.state = MailState.SENDING
    mail.attempts += 1
    mail.first_attempt_at = mail.first_attempt_at or now
    mail.next_attempt_at = now + LOAN
    mail.save(
        update_fields=[
            "state", "attempts", "first_attempt_at", "next_attempt_at", "error_history",
        ]
    )  # fmt: skip
    return mail


def deliver(mail: OutgoingMail, done: Pass) -> None:
    """Hand a borrowed letter over, note the outcome on its row, and count it."""
    try:
        hand_over(mail)
    except Exception as error:
        # Whatever it is, the letter is kept: the history tells, and the next attempt comes.
        is_given_up = put_off(mail, error, now=timezone.now())
        done.given_up += is_given_up
        done.put_off += not is_given_up
        done.server_is_away = isinstance(error, ServerAwayError)
    else:
        close_as_sent(mail)
        done.sent += 1


def close_as_sent(mail: OutgoingMail) -> None:
    """It has left, so it is sent even where the loan had ended; its text and what went with it are
    no longer kept."""
    OutgoingMail.objects.filter(pk=mail.pk).update(
        state=MailState.SENT,
        sent_at=timezone.now(),
        text="",
        html="",
        calendar="",
        attachment="",
    )


def put_off(mail: OutgoingMail, error: Exception, *, now: datetime) -> bool:
    """Note the error, and set the next attempt or give up; say which (True: given up)."""
    words = str(error) if isinstance(error, ServerAwayError) else f"{type(error).__name__}: {error}"
    note(mail, words, now)
    began = mail.first_attempt_at or now
    is_given_up = is_refused_for_good(error) or now - began >= GIVE_UP_AFTER
    wait = BACK_OFF[min(mail.attempts, len(BACK_OFF)) - 1]
    # Only while it is ours: after the loan another worker may have taken, even sent it.
    OutgoingMail.objects.filter(pk=mail.pk, state=MailState.SENDING, attempts=mail.attempts).update(
        state=MailState.FAILED if is_given_up else MailState.WAITING,
        next_attempt_at=now + wait,
        error_history=mail.error_history,
    )
    # No address in the logs: the row's number leads to it.
    logger.warning(
        "Outgoing mail %s was %s after attempt %s: %s",
        mail.pk,
        "given up" if is_given_up else "put off",
        mail.attempts,
        type(error.__cause__ or error).__name__,
    )
    return is_given_up


def note(mail: OutgoingMail, words: str, now: datetime) -> None:
    time = timezone.localtime(now).strftime("%Y-%m-%d %H:%M:%S")
    mail.error_history += f"{time} (försök {mail.attempts}) {words}\n"
