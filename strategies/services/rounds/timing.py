"""The days of a round that is open: when answers are due, and when reminders leave."""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.access import access_of
from actors.models import User
from records.history import told_as
from strategies.models import FollowUpRound
from strategies.rules.rounds import can_run_round
from strategies.services.reports.holding import require
from strategies.services.rounds import letters
from strategies.services.rounds.holding import held_round, require_open
from strategies.services.rounds.opening import requests_of


@transaction.atomic
def choose_reminders(*, round: FollowUpRound, days: Collection[int], by: User) -> FollowUpRound:
    """Remind on these days from the due date and on no others; on none, nobody is reminded by
    itself. What has left has left.

    Raises PermissionDenied; NotThereError for a round that is not open; ValidationError for what
    are no such days.
    """
    kept = held_round(round)
    require(may=can_run_round(access_of(by), kept))
    require_open(kept)
    chosen = sorted(set(days))
    if chosen == sorted(kept.reminder_days):
        return kept
    kept.reminder_days = chosen
    kept.full_clean()
    with told_as(by=by, for_actor=kept.strategy.maintained_by_id):
        kept.save()
    return kept


@transaction.atomic
def move_due_date(*, round: FollowUpRound, to: date, by: User) -> FollowUpRound:
    """Want the answers on another day, and tell by a letter those who are still waited for and
    whose day that changes: not those who have more time than that. Reminders follow the new day.

    The same day again changes nothing. Raises PermissionDenied; NotThereError for a round that is
    not open; ValidationError for a day that has passed.
    """
    kept = held_round(round)
    require(may=can_run_round(access_of(by), kept))
    require_open(kept)
    if to < timezone.localdate():
        raise ValidationError({"due_on": _("Dagen har passerat. Ange en dag som ligger framåt.")})
    if to == kept.due_on:
        return kept
    requests = requests_of(kept)
    before = {request.pk: request.due_on for request in requests}
    kept.due_on = to
    kept.full_clean()
    with told_as(by=by, for_actor=kept.strategy.maintained_by_id):
        kept.save()
    for request in requests:
        if request.is_waited_for and request.due_on != before[request.pk]:
            letters.write_due_moved(request=request)
    return kept
