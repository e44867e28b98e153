"""The letters about notes that are not written, and minutes that nobody approves."""

import logging
from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Q
from django.utils import timezone

from coordination.choices import MeetingState, NotesState
from coordination.models import Meeting
from coordination.models.meeting import MeetingQuerySet
from coordination.services.notes import letters
from coordination.services.notes.holding import held_meeting
from records.mail.days import ONE_DAY, reminders_may_leave_on
from records.partial_dates import first_day
from strategies.services.rounds.scheduled import FROM_HOUR

CHASED_ON = (3, 7)
# A letter that was to leave while the server was away leaves so many days later at most.
LATEST = timedelta(days=7)
# Longer than the summer, in which nobody is reminded, and the days before it.
LOOKED_BACK = timedelta(days=70)

logger = logging.getLogger(__name__)


class SomeNotChasedError(Exception):
    """Some letters could not be written. The next time only they are tried."""


def chase_notes(*, now: datetime) -> None:
    """Write to who is to write the notes of a meeting, on the third and the seventh day after it,
    and to who is to approve minutes, so long after they were sent; on the next day that a reminder
    may leave. Each letter once, however often this is done. Two queries when nothing is due.
    Raises SomeNotChasedError when all the others are written.
    """
    local = timezone.localtime(now)
    today = local.date()
    if not reminders_may_leave_on(today) or local.time() < FROM_HOUR:
        return
    asked = [
        (meeting, days, remind)
        for rows, day_of, remind in (
            (without_notes(now), day_of_meeting, remind_writer),
            (waiting_for_approver(now), day_sent, remind_approver),
        )
        for meeting in rows
        if (days := due_today(day_of(meeting), today))
    ]
    done = [try_to_write(meeting, days, remind) for meeting, days, remind in asked]
    if not all(done):
        raise SomeNotChasedError(f"{done.count(False)} letters were not written.")


def without_notes(now: datetime) -> MeetingQuerySet:
    """Meetings that were held, or that somebody was told of and whose time has passed, of which
    nothing is sent; what is being corrected has been."""
    since = (timezone.localdate(now) - LOOKED_BACK).isoformat()
    is_told_of = Q(invited_at__isnull=False) | Q(published_at__lte=now)
    # Without an hour at which it ended: once its day has passed.
    has_ended = Q(ends_at__lte=now) | Q(ends_at=None, on__lt=timezone.localdate(now).isoformat())
    has_passed = Q(state=MeetingState.PLANNED) & has_ended & is_told_of
    rows = Meeting.objects.filter(notes_state=NotesState.DRAFT, papers=None, on__gte=since)
    return rows.filter(Q(state=MeetingState.HELD) | has_passed).order_by("pk")


def waiting_for_approver(now: datetime) -> MeetingQuerySet:
    rows = Meeting.objects.filter(notes_state=NotesState.SENT, is_formal=True)
    return rows.filter(approver__isnull=False, notes_sent_at__gte=now - LOOKED_BACK).order_by("pk")


def day_of_meeting(meeting: Meeting) -> date | None:
    """The day it ended. None where only the month or the year is known."""
    if meeting.ends_at is not None:
        return timezone.localdate(meeting.ends_at)
    return first_day(meeting.on) if len(meeting.on) == len("2026-01-31") else None


def day_sent(meeting: Meeting) -> date | None:
    return timezone.localdate(meeting.notes_sent_at) if meeting.notes_sent_at else None


def due_today(day: date | None, today: date) -> int:
    """After how many days the letter is that leaves today; zero where none does. The later of two
    that would leave at once."""
    if day is None:
        return 0
    for days in reversed(CHASED_ON):
        leaves = next_leaving_day(day + timedelta(days=days))
        if leaves <= today:
            return days if today <= leaves + LATEST else 0
    return 0


def next_leaving_day(day: date) -> date:
    while not reminders_may_leave_on(day):
        day += ONE_DAY
    return day


def try_to_write(meeting: Meeting, days: int, remind: Callable[[Meeting, int], None]) -> bool:
    """One letter that fails does not keep the others from being written."""
    try:
        with transaction.atomic():
            remind(held_meeting(meeting), days)
    except (OperationalError, InterfaceError):
        # The database is away: the others would fail as this one does.
        raise
    except Exception as error:
        # The meeting's number, and no words of the letter: they stand in no log.
        logger.error("Nobody was reminded of meeting %s: %s", meeting.pk, type(error).__name__)
        return False
    return True


def remind_writer(meeting: Meeting, days: int) -> None:
    """Unless the notes were sent, or stand, since it was asked for."""
    if meeting.notes_state == NotesState.DRAFT:
        letters.write_missing(meeting=meeting, step=f"dag-{days}")


def remind_approver(meeting: Meeting, days: int) -> None:
    if meeting.notes_state == NotesState.SENT and meeting.notes_sent_at is not None:
        # Minutes may be sent several times; each time there are new days.
        step = f"{meeting.notes_sent_at:%Y%m%d%H%M%S}/dag-{days}"
        letters.write_to_approver(meeting=meeting, step=step, is_reminder=True)
