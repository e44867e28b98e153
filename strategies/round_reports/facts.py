"""What the report of a round is made from, as plain JSON: only what is or becomes public.

A commitment that is not public, and a progress report that is not published or that is hidden,
are counted and nothing more. What an organisation counted of people is summed here by the one rule
(`people.py`); its own number is in no payload.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import override

from strategies.answers import MEN, WOMEN, told
from strategies.choices import AnswerKind, Grade, QuestionKind
from strategies.models import (
    Commitment,
    Contribution,
    EndMove,
    FollowUpRound,
    Goal,
    HiddenAnswer,
    ProgressReport,
    RequestItem,
    RequestVersion,
    RoundQuestion,
    RoundRequest,
    Strategy,
)
from strategies.round_reports.frozen import Payload
from strategies.round_reports.people import Counted, counted

SCHEMA = 1
ANSWERED, LATE, UNDER_PREPARATION, NO_ANSWER = "answered", "late", "under_preparation", "no_answer"
# By the public id of an actor's request and the public id of the question; "" for why it abstains.
Hidden = Collection[tuple[int, str]]


def requests_with_answers(round: FollowUpRound) -> list[RoundRequest]:
    """All that were asked, with what they have submitted. Three queries."""
    return list(round.requests.select_related("actor").in_swedish_order().with_answers())


def facts_of(
    round: FollowUpRound, requests: Sequence[RoundRequest], *, earlier: Sequence[Payload] = ()
) -> Payload:
    """Nine queries, whatever the number of organisations. `requests` are all of the round
    (`requests_with_answers`); `earlier` holds the payloads that were published before: what they
    have shown of people is never shown otherwise."""
    hidden = set(
        HiddenAnswer.objects.filter(request__round=round).values_list("request", "question")
    )
    with override("sv"):
        return {
            "schema": SCHEMA,
            "name": str(round.strategy.get_report_name_display()),
            "round": facts_of_round(round),
            "strategy": facts_of_strategy(round.strategy),
            "is_example": round.is_example,
            "organisations": [facts_of_request(one, hidden) for one in requests],
            "questions": [
                facts_of_question(number, question, requests, hidden, earlier)
                for number, question in enumerate(round.questions.all(), 1)
            ],
            "goals": facts_of_goals(round.strategy),
            **facts_of_commitments(round, requests),
        }


def facts_of_round(round: FollowUpRound) -> Payload:
    return {
        "id": round.public_id,
        "title": round.title,
        "period_start": round.period_start.isoformat(),
        "period_end": round.period_end.isoformat(),
        "due_on": round.due_on.isoformat() if round.due_on else "",
        "closed_on": day_of(round.closed_at),
    }


def facts_of_strategy(strategy: Strategy) -> Payload:
    return {
        "slug": strategy.slug,
        "title": strategy.title,
        "county": strategy.county.name if strategy.county else "",
        "maintained_by": strategy.maintained_by.name_with_kind,
    }


def day_of(moment: datetime | None) -> str:
    return timezone.localdate(moment).isoformat() if moment else ""


# ---------------------------------------------------------------- who has answered


def last_version(request: RoundRequest) -> RequestVersion | None:
    return request.told_versions[0] if request.told_versions else None


def facts_of_request(request: RoundRequest, hidden: Hidden) -> Payload:
    version = last_version(request)
    is_hidden = (request.pk, "") in hidden
    return {
        "request": request.public_id,
        "slug": request.actor.slug,
        "name": request.actor.name_with_kind,
        # Which of the times that it was submitted; zero for none.
        "submission": version.number if version else 0,
        "group": group_of(request, version),
        "submitted_on": day_of(version.submitted_at) if version else "",
        "by_telephone": version is not None and version.by_telephone,
        "awaited_after": request.prepared_until.isoformat() if request.prepared_until else "",
        "explanation": version.explanation if version and not is_hidden else "",
        "is_hidden": is_hidden,
    }


def group_of(request: RoundRequest, version: RequestVersion | None) -> str:
    """What was submitted counts as it was submitted, received or not."""
    if version is None:
        return UNDER_PREPARATION if request.prepared_until else NO_ANSWER
    if version.answer != AnswerKind.ANSWERS:
        return str(version.answer)
    return LATE if version.is_late else ANSWERED


# ---------------------------------------------------------------- what was asked


def facts_of_question(
    number: int,
    question: RoundQuestion,
    requests: Sequence[RoundRequest],
    hidden: Hidden,
    earlier: Sequence[Payload],
) -> Payload:
    given = [
        (request, one.value)
        for request in requests
        if (version := last_version(request)) is not None
        for one in told(version.answers)
        if one.question == question.public_id and one.value not in (None, "")
    ]
    facts = {
        "id": question.public_id,
        "anchor": f"fraga-{number}",
        "text": question.text,
        "why": question.why,
        "kind": str(question.kind),
        "options": question.option_list,
        "about_people": question.about_people,
        "answered": len(given),
    }
    if question.about_people:
        shown = counted(
            [value for _request, value in given if not isinstance(value, str)],
            earlier=shown_before(question, earlier),
        )
        return facts | {"answers": [], "sum": facts_of_sum(shown)}
    answers = [
        {
            "slug": request.actor.slug,
            "name": request.actor.name_with_kind,
            "value": None if (request.pk, question.public_id) in hidden else value,
            "is_hidden": (request.pk, question.public_id) in hidden,
        }
        for request, value in given
    ]
    return facts | {"answers": answers, "sum": plain_sum(question, [one for _, one in given])}


def facts_of_sum(shown: Counted) -> Payload:
    return {
        "total": shown.total,
        "women": shown.women,
        "men": shown.men,
        "withheld": shown.withheld,
    }


def shown_before(question: RoundQuestion, earlier: Iterable[Payload]) -> list[Counted]:
    return [
        Counted(**one["sum"])
        for payload in earlier
        for one in payload["questions"]
        if one["id"] == question.public_id and one["about_people"]
    ]


def plain_sum(question: RoundQuestion, values: list[Any]) -> Payload | None:
    """Of numbers that are about no people."""
    if question.kind == QuestionKind.NUMBER and values:
        return {"total": sum(values), "women": None, "men": None, "withheld": ""}
    if question.kind == QuestionKind.NUMBER_BY_SEX and values:
        women, men = (sum(one[sex] for one in values) for sex in (WOMEN, MEN))
        return {"total": women + men, "women": women, "men": men, "withheld": ""}
    return None


# ---------------------------------------------------------------- what was promised


def facts_of_goals(strategy: Strategy) -> list[Payload]:
    goals = Goal.objects.public().filter(strategy=strategy).order_by("position", "pk")
    return [
        {"slug": one.slug, "number": one.number, "text": one.text, "anchor": f"mal-{place}"}
        for place, one in enumerate(goals, 1)
    ]


def facts_of_commitments(round: FollowUpRound, requests: Sequence[RoundRequest]) -> Payload:
    items = each_once(requests)
    keys = [item.commitment_id for _request, item in items]
    public = set(Commitment.objects.public().filter(pk__in=keys).values_list("pk", flat=True))
    reports = public_reports(public)
    goals = goals_by_commitment(round.strategy, public)
    moves = moves_by_commitment(round, public)
    last = last_round_before(round)
    last_day = last_day_before(round, last)
    facts = []
    for request, item in items:
        if item.commitment_id not in public:
            continue
        told_of = reports.get(item.commitment_id, [])
        now = next((one for one in told_of if one.pk == item.report_id), None)
        # What is used again in a first round was told of before it: it is no report before itself.
        earlier = told_of if last else [one for one in told_of if one != now]
        before = next((one for one in earlier if one.as_of and one.as_of <= last_day), None)
        facts.append(
            {
                "id": item.commitment.public_id,
                "title": item.commitment.title,
                "actor": request.actor.slug,
                "organisation": request.actor.name_with_kind,
                "end": item.commitment.end,
                "goals": goals.get(item.commitment_id, []),
                "is_told": item.is_told,
                "moves": moves.get(item.commitment_id, []),
                **facts_of_reports(now, before),
            }
        )
    return {
        "commitments": facts,
        "commitments_not_shown": len(items) - len(facts),
        "reports_not_shown": sum(one["is_told"] and not one["report"] for one in facts),
    }


def each_once(requests: Sequence[RoundRequest]) -> list[tuple[RoundRequest, RequestItem]]:
    """Each commitment once, with the request whose answer counts. One that changed hands may have
    been asked about twice: then the answer of the organisation that answers for it now counts, else
    of the one that answered."""
    asked = [(request, item) for request in requests for item in request.told_items]
    by_weight = sorted(asked, key=lambda pair: (pair[1].is_told, pair[1].is_its_own))
    counts = {item.commitment_id: item for _request, item in by_weight}
    return [(request, item) for request, item in asked if counts[item.commitment_id] == item]


def facts_of_reports(now: ProgressReport | None, before: ProgressReport | None) -> Payload:
    version = now.told_versions[0] if now else None
    was = before.told_versions[0].grade if before else ""
    asks = version is not None and Grade(version.grade).asks_for_reason(was)
    return {
        "report": now.public_id if now else "",
        "grade": version.grade if version else "",
        "as_of": version.as_of.isoformat() if version else "",
        "reason": version.reason if version and asks else "",
        "report_before": before.public_id if before else "",
        "grade_before": was,
    }


def public_reports(commitments: Collection[int]) -> dict[int, list[ProgressReport]]:
    """What is published of each, the latest first. Two queries."""
    rows = ProgressReport.objects.public().filter(commitment__in=commitments)
    found: dict[int, list[ProgressReport]] = {}
    for one in rows.told().with_versions():
        found.setdefault(one.commitment_id, []).append(one)
    return found


def goals_by_commitment(strategy: Strategy, commitments: Collection[int]) -> dict[int, list[str]]:
    rows = Contribution.objects.public().filter(
        strategy=strategy, goal__isnull=False, commitment__in=commitments
    )
    found: dict[int, list[str]] = {}
    for commitment, slug in rows.order_by("goal__position", "goal").values_list(
        "commitment", "goal__slug"
    ):
        found.setdefault(commitment, []).append(slug)
    return found


def moves_by_commitment(
    round: FollowUpRound, commitments: Collection[int]
) -> dict[int, list[Payload]]:
    """Ends that were moved within the period."""
    rows = EndMove.objects.filter(
        commitment__in=commitments, decided_on__range=(round.period_start, round.period_end)
    )
    found: dict[int, list[Payload]] = {}
    for one in rows.order_by("decided_on", "pk"):
        found.setdefault(one.commitment_id, []).append(
            {
                "from": one.moved_from,
                "to": one.moved_to,
                "decided_by": one.decided_by,
                "decided_on": one.decided_on.isoformat(),
                "reason": one.reason,
            }
        )
    return found


def last_round_before(round: FollowUpRound) -> FollowUpRound | None:
    opened_at = round.opened_at or timezone.now()
    return round.strategy.rounds.filter(closed_at__lte=opened_at).order_by("-closed_at").first()


def last_day_before(round: FollowUpRound, last: FollowUpRound | None) -> date:
    """What was told until then is what stood before the round: until the last one was closed, or
    until this one was opened."""
    if last is not None:
        return timezone.localdate(last.closed_at)
    return timezone.localdate(round.opened_at) - timedelta(days=1)
