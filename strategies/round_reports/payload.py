"""The payload of a report: its facts, and what follows from them. A fact that is taken away is
taken out of all that followed from it."""

from collections import Counter
from collections.abc import Sequence
from copy import deepcopy

from strategies.choices import Grade, QuestionKind
from strategies.models import FollowUpRound, RoundReportVersion, RoundRequest
from strategies.round_reports.facts import (
    facts_of,
    facts_of_sum,
    requests_with_answers,
)
from strategies.round_reports.frozen import Payload
from strategies.round_reports.people import LATER, Counted
from strategies.round_reports.sentences import sentences_of

NOT_SHOWN = "not_shown"


def payloads_of_round(round: FollowUpRound) -> list[Payload]:
    """What every version that was published says, the first one first. One query."""
    versions = RoundReportVersion.objects.filter(report__round=round).order_by("number")
    return list(versions.values_list("payload", flat=True))


def payload_of(
    round: FollowUpRound,
    *,
    earlier: Sequence[Payload] = (),
    requests: Sequence[RoundRequest] | None = None,
) -> Payload:
    """What the report says as things stand now; `requests` where they are known already."""
    asked = requests_with_answers(round) if requests is None else requests
    return derived(facts_of(round, asked, earlier=earlier))


def derived(facts: Payload) -> Payload:
    """The facts with what follows from them: counts, changes and sentences."""
    commitments = facts["commitments"]
    payload = facts | {
        "grades": grades_of(commitments),
        "grades_by_goal": {
            goal["slug"]: grades_of([one for one in commitments if goal["slug"] in one["goals"]])
            for goal in facts["goals"]
        },
        "grades_without_goal": grades_of([one for one in commitments if not one["goals"]]),
        "grades_by_actor": {
            organisation["slug"]: grades_of(
                [one for one in commitments if one["actor"] == organisation["slug"]]
            )
            for organisation in facts["organisations"]
        },
        "questions": [with_counts(one) for one in facts["questions"]],
        "changes": changes_in(facts),
    }
    return payload | {"sentences": sentences_of(payload)}


def grades_of(commitments: Sequence[Payload]) -> dict[str, int]:
    """So many with each grade; "" where nothing is told, "not_shown" where it is not published."""
    return dict(
        Counter(one["grade"] or (NOT_SHOWN if one["is_told"] else "") for one in commitments)
    )


def with_counts(question: Payload) -> Payload:
    """How many gave each answer, where there are few to choose among."""
    if question["kind"] == QuestionKind.YES_NO:
        choices = ["yes", "no"]
    elif question["kind"] == QuestionKind.CHOICE:
        choices = question["options"]
    else:
        return question | {"counts": []}
    given = Counter(one["value"] for one in question["answers"])
    return question | {"counts": [{"value": one, "count": given[one]} for one in choices]}


def changes_in(facts: Payload) -> dict[str, list[str]]:
    """What changed since the last time. Where a fact was taken away nothing becomes a change that
    was none: what is not told any more may have been the same."""
    commitments = facts["commitments"]
    found = {
        "lowered": [one["id"] for one in commitments if is_lowered(one)],
        "moved": [one["id"] for one in commitments if one["moves"]],
        "discontinued": [one["id"] for one in commitments if is_newly_given_up(one)],
    }
    before = facts.get("changes", found)
    return {kind: [one for one in ids if one in before[kind]] for kind, ids in found.items()}


def is_lowered(commitment: Payload) -> bool:
    grade, before = commitment["grade"], commitment["grade_before"]
    return bool(grade) and Grade(grade).is_worse_than(before)


def is_newly_given_up(commitment: Payload) -> bool:
    grade, before = commitment["grade"], commitment["grade_before"]
    was_given_up = bool(before) and Grade(before).is_given_up
    return bool(grade) and Grade(grade).is_given_up and not was_given_up


# ---------------------------------------------------------------- taking something away


def without_report(payload: Payload, report: str) -> Payload:
    """The same without what one progress report (its public id) says."""
    facts = deepcopy(payload)
    for one in facts["commitments"]:
        if one["report"] == report:
            one |= {"report": "", "grade": "", "as_of": "", "reason": ""}
            facts["reports_not_shown"] += 1
        if one["report_before"] == report:
            one |= {"report_before": "", "grade_before": ""}
    return derived(facts)


def organisation_in(payload: Payload, request: str) -> Payload | None:
    """What it says of one that was asked, by the public id of the request: an organisation may
    have another name, and another address, by now."""
    return next((one for one in payload["organisations"] if one["request"] == request), None)


def without_answer(payload: Payload, request: str, question: str) -> Payload:
    """The same without the text that one organisation answered in its request; `question` is empty
    for why it abstains."""
    facts = deepcopy(payload)
    organisation = organisation_in(facts, request)
    if organisation is None:
        return payload
    if not question:
        organisation |= {"explanation": "", "is_hidden": True}
    for asked in facts["questions"]:
        for one in asked["answers"]:
            if asked["id"] == question and one["slug"] == organisation["slug"]:
                one |= {"value": None, "is_hidden": True}
    return derived(facts)


def without_people(payload: Payload) -> Payload:
    """The same without sums of people: of a draft that may still change."""
    facts = deepcopy(payload)
    for asked in facts["questions"]:
        if asked["about_people"]:
            asked["sum"] = facts_of_sum(Counted(withheld=LATER))
    return derived(facts)


def reports_in(payload: Payload) -> set[str]:
    """The public ids of the progress reports that it says something of."""
    ids = {one[name] for one in payload["commitments"] for name in ("report", "report_before")}
    return ids - {""}


def commitments_in(payload: Payload) -> set[str]:
    return {one["id"] for one in payload["commitments"]}
