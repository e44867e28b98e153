"""The reminders of follow-up rounds that leave by themselves."""

import logging
from datetime import date, datetime, time

from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone

from records.mail.days import reminders_may_leave_on
from strategies.models import RoundRequest
from strategies.services.rounds import letters
from strategies.services.rounds.holding import held_request
from strategies.services.rounds.reminder_days import ReminderDay, reminder_due, reminder_plan
from strategies.services.rounds.running import is_missing

# Not at midnight, when the day begins.
FROM_HOUR = time(7)

logger = logging.getLogger(__name__)


class SomeNotRemindedError(Exception):
    """Some reminders could not be written. The next time only they are tried."""


def send_round_reminders(*, now: datetime) -> None:
    """Write today's reminders of all rounds to those who are still waited for.

    Who has had a letter about the round since the day of a reminder is not reminded of the same
    again: not on the day of a letter that gave more time or that somebody sent by hand, and not
    twice when two do this at once. One query when no round has a reminder today, three when all are
    written. Raises SomeNotRemindedError when all the others are written.
    """
    local = timezone.localtime(now)
    if not reminders_may_leave_on(local.date()) or local.time() < FROM_HOUR:
        return
    due = due_requests(local.date())
    if not due:
        return
    written = letters.last_written(start_of(min(reminder.leaves for _one, reminder in due)))
    waiting = [
        (request, reminder)
        for request, reminder in due
        if not has_been_told(written.get(request.public_id), reminder)
    ]
    reminded = [try_to_remind(request, reminder, local.date()) for request, reminder in waiting]
    if not all(reminded):
        raise SomeNotRemindedError(f"{reminded.count(False)} reminders were not written.")


def due_requests(today: date) -> list[tuple[RoundRequest, ReminderDay]]:
    """Those to whom a reminder leaves today, with it. Two queries at most."""
    waited_for = RoundRequest.objects.answerable().waited_for().filter(round__due_on__isnull=False)
    days = waited_for.order_by().values_list(
        "round", "round__reminder_days", "round__opened_at", "round__due_on", "extended_to"
    )
    rounds = {
        round
        for round, chosen, opened_at, due_on, extended_to in days.distinct()
        if opened_at and due_on
        if reminder_due(plan(chosen, opened_at, max(due_on, extended_to or due_on)), today)
    }
    if not rounds:
        return []
    rows = waited_for.filter(round__in=rounds).select_related(
        "round__strategy__maintained_by", "actor", "contact"
    )
    found = [(one, reminder_of(one, today)) for one in rows.order_by("round", "pk")]
    # On the day of the reminder: who waited for a board then is left in peace until the next.
    return [
        (one, reminder) for one, reminder in found if reminder and is_missing(one, reminder.leaves)
    ]


def plan(chosen: list[int], opened_at: datetime, due_on: date) -> list[ReminderDay]:
    return reminder_plan(chosen, due_on=due_on, opened_on=timezone.localdate(opened_at))


def reminder_of(request: RoundRequest, today: date) -> ReminderDay | None:
    """The one that leaves today to this organisation, by its own last day."""
    round, due_on = request.round, request.due_on
    if round.opened_at is None or due_on is None:
        return None
    return reminder_due(plan(round.reminder_days, round.opened_at, due_on), today)


def start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def has_been_told(written_at: datetime | None, reminder: ReminderDay) -> bool:
    return written_at is not None and timezone.localdate(written_at) >= reminder.leaves


def try_to_remind(request: RoundRequest, reminder: ReminderDay, today: date) -> bool:
    """One letter that fails does not keep the others from being written."""
    try:
        with transaction.atomic():
            remind(request, reminder, today)
    except (OperationalError, InterfaceError):
        # The database is away: the others would fail as this one does.
        raise
    except Exception as error:
        # The request's number, and no words of the letter: they stand in no log.
        logger.error(
            "The reminder of request %s was not written: %s", request.pk, type(error).__name__
        )
        return False
    return True


def remind(request: RoundRequest, reminder: ReminderDay, today: date) -> None:
    """Unless it has answered, or its day was moved, since it was asked for."""
    kept = held_request(request)
    if is_missing(kept, reminder.leaves) and reminder_of(kept, today) == reminder:
        letters.write_reminder(request=kept, on=reminder.leaves)
