"""The follow-up rounds of Exempel län, told so many days before it is loaded: one that is closed,
with its report, and one that is open."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.db.models import Q
from django.utils import timezone

from actors.models import Actor, User
from records.examples import EXAMPLE_DOMAIN
from strategies.choices import AnswerKind, RequestState
from strategies.models import (
    Commitment,
    FollowUpRound,
    ProgressReport,
    RequestItem,
    RoundNote,
    RoundQuestion,
    RoundRequest,
    Strategy,
)
from strategies.services.rounds import proposed_actors
from strategies.services.rounds.opening import items_by_actor
from strategies.services.rounds.preparing import next_period
from website.cases.fields import flowing, public_id_for
from website.cases.files import CaseFileError
from website.demo.checking import checked
from website.demo.days import ONE_DAY, day_without_doubts, morning_of, workday
from website.demo.round_answers import submit_all
from website.demo.round_reports import publish_report

ROUNDS = Path(__file__).parent / "rounds.toml"
# So long an organisation has had its questions before it answers, and so many days the maintainer
# the answer.
READ_FOR = timedelta(days=2)
HANDLED_AFTER = 3
AFTERNOON = timedelta(hours=4)
# No two of them act in the same minute.
APART = timedelta(minutes=7)

Told = dict[str, Any]
Promised = dict[int, list[Commitment]]
# What was told last of each commitment, by its key.
Reported = dict[int, ProgressReport]


def load_rounds() -> int:
    """Create the rounds of Exempel län where it has none, and say how many. Sends no letter.

    A county in which somebody has begun a round is left wholly untouched. Raises CaseFileError.
    """
    if FollowUpRound.objects.filter(strategy__county__is_example=True).exists():
        return 0
    content = tomllib.loads(ROUNDS.read_text(encoding="utf-8"))
    strategy = Strategy.objects.get(slug=content["strategy"])
    closed = closed_round(strategy, content)
    reported = reported_until(strategy, workday(content["closed"]["closed"]))
    ask_all(closed, content["closed"]["asked"], promised_then(strategy, reported), reported)
    publish_report(closed, content["report"])
    opened = open_round(strategy, content, closed)
    reported = reported_until(strategy, timezone.localdate())
    ask_all(opened, content["open"]["asked"], items_by_actor(opened), reported)
    return 2


# ---------------------------------------------------------------- the rounds


def closed_round(strategy: Strategy, content: Told) -> FollowUpRound:
    """About the twelve whole months before it was opened."""
    told = content["closed"]
    first = workday(told["opened"]).replace(day=1)
    period = (first.replace(year=first.year - 1), first - ONE_DAY)
    days = {"due_on": workday(told["due"]), "closed_at": morning_of(workday(told["closed"]))}
    return round_of(strategy, content, "closed", period, days)


def open_round(strategy: Strategy, content: Told, last: FollowUpRound) -> FollowUpRound:
    days = {"due_on": day_without_doubts(content["open"]["due_in"])}
    return round_of(strategy, content, "open", next_period(last), days)


def round_of(
    strategy: Strategy, content: Told, which: str, period: tuple[date, date], days: Told
) -> FollowUpRound:
    round = FollowUpRound(
        public_id=public_id_for(f"round.{strategy.slug}.{which}"),
        strategy=strategy,
        title=f"Uppföljning {period[1].year}",
        period_start=period[0],
        period_end=period[1],
        introduction=flowing(content["introduction"]),
        opened_at=morning_of(workday(content[which]["opened"])),
        **days,
    )
    checked(round).save()
    for position, row in enumerate(content["question"]):
        question = RoundQuestion(
            public_id=public_id_for(f"question.{round.public_id}.{position}"),
            round=round,
            position=position,
            **row | {"options": row.get("options", "").strip()},
        )
        checked(question).save()
    return round


# ---------------------------------------------------------------- who is asked, about what


def reported_until(strategy: Strategy, day: date) -> Reported:
    reports = ProgressReport.objects.filter(
        commitment__in=Commitment.objects.in_work_of(strategy), as_of__lte=day
    )
    return {one.commitment_id: one for one in reports.order_by("as_of", "pk").with_versions()}


def promised_then(strategy: Strategy, reported: Reported) -> Promised:
    """What had been told of by then; the rest was promised later."""
    promised: Promised = {}
    commitments = Commitment.objects.in_work_of(strategy).filter(pk__in=reported)
    for one in commitments.order_by("pk"):
        promised.setdefault(one.responsible_id, []).append(one)
    return promised


def ask_all(
    round: FollowUpRound, rows: Mapping[str, Told], promised: Promised, reported: Reported
) -> None:
    # Who is told of was asked then, whatever has become of its part in the strategy.
    proposed = proposed_actors(round.strategy).order_by().values("pk")
    actors = list(Actor.objects.filter(Q(pk__in=proposed) | Q(key__in=rows)).order_by("pk"))
    if unknown := rows.keys() - {actor.key for actor in actors}:
        raise CaseFileError(f"{ROUNDS.name}: there is no {', '.join(sorted(unknown))}")
    questions = list(round.questions.all())
    asked: list[tuple[RoundRequest, Told]] = []
    for place, actor in enumerate(actors):
        row = rows.get(actor.key, {})
        request = request_of(round, actor, row, questions, APART * place)
        checked(request).save()
        asked.append((request, row))
        for note in row.get("notes", ()):
            keep_note(request, note)
    items = [
        item
        for request, _row in asked
        for item in items_of(request, promised.get(request.actor_id, []), reported)
    ]
    RequestItem.objects.bulk_create(items)
    submit_all([pair for pair in asked if pair[0].answer], questions, items)


def items_of(
    request: RoundRequest, commitments: Sequence[Commitment], reported: Reported
) -> list[RequestItem]:
    """Each with its report where the organisation has answered, or has told of it since it was
    asked."""
    items, opened_on = [], timezone.localdate(request.round.opened_at)
    for one in commitments:
        report = reported.get(one.pk)
        is_new = report is not None and report.as_of is not None and report.as_of >= opened_on
        is_told = request.answer == AnswerKind.ANSWERS or is_new
        items.append(
            RequestItem(request=request, commitment=one, report=report if is_told else None)
        )
    return items


# ---------------------------------------------------------------- how far each has come


def request_of(
    round: FollowUpRound,
    actor: Actor,
    row: Told,
    questions: Sequence[RoundQuestion],
    apart: timedelta,
) -> RoundRequest:
    ids = [one.public_id for one in questions]
    request = RoundRequest(
        public_id=public_id_for(f"request.{round.public_id}.{actor.key}"),
        round=round,
        actor=actor,
        draft=dict(zip(ids, row.get("answers", ()), strict=False)),
    )
    if "contact" in row:
        request.contact = User.objects.get(email=f"{row['contact']}@{EXAMPLE_DOMAIN}")
    if "opened" in row:
        request.first_opened_at = at(row["opened"], apart)
        request.saved_at = request.first_opened_at + READ_FOR if request.draft else None
    if "prepared_in" in row:
        request.prepared_until = workday(-row["prepared_in"])
        request.preparation = row["preparation"]
    if "days_ago" in row:
        be_submitted(request, row, apart)
    return request


def be_submitted(request: RoundRequest, row: Told, apart: timedelta) -> None:
    submitted_at = at(row["days_ago"], apart)
    handled_at = at(row["days_ago"] - HANDLED_AFTER, apart + AFTERNOON)
    request.answer = row.get("answer", AnswerKind.ANSWERS)
    request.submitted_at = request.saved_at = submitted_at
    if not row.get("by_telephone"):
        request.first_opened_at = submitted_at - READ_FOR
    state = row.get("state", RequestState.RECEIVED)
    if state == RequestState.RECEIVED:
        request.received_at = handled_at
    elif state == RequestState.COMPLETION_ASKED:
        request.completion_asked_at = handled_at
        request.request_for_completion = row["request"]


def at(days_ago: int, apart: timedelta) -> datetime:
    return morning_of(workday(days_ago)) + apart


def keep_note(request: RoundRequest, row: Told) -> None:
    note = RoundNote(
        request=request,
        kind=row["kind"],
        done_on=workday(row["days_ago"]),
        text=row["text"],
        signed=f"Utvecklingsledare, {request.round.strategy.maintained_by.name_with_kind}",
    )
    checked(note).save()
