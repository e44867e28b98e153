"""Preparing a round: begun from the last one, and who is to be asked."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from actors.access import access_of
from actors.models import Actor, User
from records.history import told_as
from records.services import lock
from strategies.choices import PartyRole
from strategies.models import Commitment, FollowUpRound, RoundQuestion, RoundRequest, Strategy
from strategies.rules.editing import can_edit_strategy
from strategies.rules.rounds import can_run_round
from strategies.services.reports.holding import require
from strategies.services.rounds.holding import held_round, require_prepared

# Those who have promised something by their role alone.
BOUND = (PartyRole.STANDS_BEHIND, PartyRole.JOINED)


def proposed_actors(strategy: Strategy) -> QuerySet[Actor]:
    """Those who answer for commitments of the strategy or its plans, stand behind it or have joined
    it, each once. Organisations that have ended are not asked."""
    responsible = Commitment.objects.in_work_of(strategy).order_by().values("responsible")
    bound = strategy.parties.current().filter(role__in=BOUND).order_by().values("actor")
    return Actor.objects.in_force().filter(Q(pk__in=responsible) | Q(pk__in=bound))


@transaction.atomic
def begin_round(*, strategy: Strategy, by: User) -> FollowUpRound:
    """Begin to prepare a round: questions, introduction and reminders as in the last one, those
    proposed that have promised something. One that is not closed yet is returned as it is.

    Raises PermissionDenied.
    """
    require(may=can_edit_strategy(access_of(by), strategy))
    kept = lock(strategy)
    if unclosed := kept.rounds.filter(closed_at__isnull=True).first():
        return unclosed
    last = kept.rounds.opened().order_by("-opened_at").first()
    start, end = next_period(last)
    round = FollowUpRound(
        strategy=kept,
        title=f"Uppföljning {end.year}",
        period_start=start,
        period_end=end,
    )
    if last is not None:
        round.introduction = last.introduction
        round.reminder_days = last.reminder_days
    round.full_clean()
    with told_as(by=by, for_actor=kept.maintained_by_id):
        round.save()
        if last is not None:
            copy_questions(last, to=round)
        ask(round, proposed_actors(kept), last)
    return round


def next_period(last: FollowUpRound | None) -> tuple[date, date]:
    """The year after the last one; this calendar year where there is none."""
    if last is None:
        year = timezone.localdate().year
        return date(year, 1, 1), date(year, 12, 31)
    start = last.period_end + timedelta(days=1)
    # A year that begins on 29 February has no such day to end before.
    begins_next = start.replace(year=start.year + 1, day=min(start.day, 28))
    return start, begins_next - timedelta(days=1)


def copy_questions(last: FollowUpRound, *, to: FollowUpRound) -> None:
    for question in last.questions.all():
        copied = RoundQuestion(
            round=to,
            position=question.position,
            text=question.text,
            why=question.why,
            kind=question.kind,
            options=question.options,
            about_people=question.about_people,
        )
        copied.full_clean()
        copied.save()


def ask(round: FollowUpRound, actors: QuerySet[Actor], last: FollowUpRound | None) -> None:
    """A request for each; whom the organisation named last time is proposed again."""
    contacts = dict(last.requests.values_list("actor", "contact")) if last is not None else {}
    for actor in actors.order_by("pk"):
        request = RoundRequest(round=round, actor=actor, contact_id=contacts.get(actor.pk))
        request.full_clean()
        request.save()


@transaction.atomic
def choose_asked(*, round: FollowUpRound, actors: Collection[Actor], by: User) -> None:
    """Ask these organisations and no others. Raises PermissionDenied, and NotThereError for a round
    that is open: nobody who has been asked is dropped without a trace."""
    kept = held_round(round)
    require(may=can_run_round(access_of(by), kept))
    require_prepared(kept)
    keys = {actor.pk for actor in actors}
    asked = set(kept.requests.values_list("actor", flat=True))
    with told_as(by=by, for_actor=kept.strategy.maintained_by_id):
        for request in kept.requests.exclude(actor__in=keys):
            request.delete()
        ask(kept, Actor.objects.filter(pk__in=keys - asked), None)
