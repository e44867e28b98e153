"""A follow-up round that is answered and closed, ready for its report: four organisations of the
test's own beside the agency of the cast."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from actors.models import Actor
from strategies.answers import digests_of
from strategies.choices import AnswerKind, Grade
from strategies.models import Commitment, FollowUpRound, RoundReport, RoundRequest
from strategies.round_reports.frozen import checksum_of
from strategies.round_reports.payload import payload_of, payloads_of_round
from strategies.services import receive_report
from strategies.services.round_reports import begin_fact_check, publish_round_report
from strategies.services.rounds import close_round, open_round, save_answers
from tests import builders as make
from tests.people import person, superuser
from tests.strategies.rounds import submit, tell_commitments

QUESTIONS = [
    {"text": "Har ni en handlingsplan?", "kind": "yes_no"},
    {"text": "Hur många utbildades?", "kind": "number_by_sex", "about_people": True},
    {"text": "Hur många besökte er?", "kind": "number", "about_people": True},
    {"text": "Hur många lokaler har ni?", "kind": "number"},
    {"text": "Vilken är svårast?", "kind": "choice", "options": "Tid\nPengar"},
    {"text": "Vad behöver ni?", "kind": "text"},
]
GIVEN = {
    "Hur många utbildades?": {"women": 12, "men": 7},
    "Hur många besökte er?": 40,
    "Hur många lokaler har ni?": 3,
    "Har ni en handlingsplan?": "yes",
    "Vilken är svårast?": "Tid",
    "Vad behöver ni?": "Mer tid.",
}


@dataclass(frozen=True)
class Answered:
    """A closed round, those who were asked in it by the order they were made, and who runs it."""

    round: FollowUpRound
    requests: Sequence[RoundRequest]
    malin: object

    @property
    def report(self) -> RoundReport:
        return RoundReport.objects.get(round=self.round)


def begun(world, cast, *, organisations: int = 4, **fields) -> Answered:
    """An open round: the agency of the cast and so many others each promised something, and the
    board that maintains the strategy is asked too."""
    actors = [cast.agency, *(organisation(number) for number in range(1, organisations + 1))]
    for actor in actors:
        commitment = make.commitment(
            world.strategy, responsible=actor, title=f"Insats av {actor.name}", end="2030"
        )
        make.contribution(commitment, world.strategy, goal=world.goal)
    malin = cast.people["maintainer"]
    round = make.round_of(world.strategy, by=malin, questions=QUESTIONS, **fields)
    round.requests.exclude(actor__in=actors).delete()
    round = open_round(round=round, by=malin)
    requests = [round.requests.select_related("actor").get(actor=actor) for actor in actors]
    for request in requests:
        request.round = round
    return Answered(round, requests, malin)


def organisation(number: int) -> Actor:
    name = f"Organisation {number:02}"
    actor = make.organisation(name, function_mailbox=f"o{number:02}@organisation.example")
    person(f"Reporter{number:02}", of=actor, role="reporter")
    return actor


def answer(request: RoundRequest, *, grade: str = Grade.STARTED, **given) -> None:
    """Everything answered, submitted, and its report received and so published. What is `given`
    stands in the place of the usual, by the first words of a question."""
    samira = superuser()
    save_answers(request=request, answers=values_of(request, given), shown={}, by=samira)
    tell_commitments(request, by=samira, grade=grade, reason=reason_for(grade))
    submit(request, by=samira)
    for item in request.items.select_related("report"):
        receive_report(report=item.report, seen=1, by=samira)


def answer_anew(request: RoundRequest, **given) -> None:
    """The same once more, with what is `given` changed; in a round that is open again."""
    request.refresh_from_db()
    save_answers(
        request=request,
        answers=values_of(request, given),
        shown=digests_of(request.draft),
        by=superuser(),
    )
    submit(request, by=superuser())


def values_of(request: RoundRequest, given: dict) -> dict:
    values = {}
    for question in request.round.questions.all():
        value = GIVEN[question.text]
        for words, other in given.items():
            if words.replace("_", " ").lower() in question.text.lower():
                value = other
        values[question.public_id] = value
    return values


def reason_for(grade: str) -> str:
    return "Det blev så." if Grade(grade).is_given_up else ""


def answered(world, cast, *, organisations: int = 4, **fields) -> Answered:
    """The first abstains, the rest have answered, and the round is closed."""
    found = begun(world, cast, organisations=organisations, **fields)
    first, *rest = found.requests
    submit(first, by=superuser(), answer=AnswerKind.ABSTAINS, explanation="Vi hinner inte i år.")
    grades = [Grade.COMPLETED, Grade.HALF_OR_MORE, Grade.STARTED, Grade.CONTINUOUS]
    for place, request in enumerate(rest):
        answer(request, grade=grades[place % len(grades)])
    return closed(found)


def closed(found: Answered) -> Answered:
    round = close_round(round=found.round, by=found.malin)
    return Answered(round, found.requests, found.malin)


def seen_of(found: Answered) -> str:
    """What the page carries of what it showed."""
    return checksum_of(payload_of(found.round, earlier=payloads_of_round(found.round)))


def checked(found: Answered) -> RoundReport:
    """The facts are being checked."""
    return begin_fact_check(round=found.round, seen=seen_of(found), by=found.malin)


def published(found: Answered) -> RoundReport:
    """Published when the facts had been checked, as it reads now."""
    report = checked(found)
    yesterday = timezone.localdate() - timedelta(days=1)
    RoundReport.objects.filter(pk=report.pk).update(fact_check_until=yesterday)
    publish_round_report(round=found.round, seen=seen_of(found), by=found.malin)
    return found.report


def told_last_year(commitment: Commitment, *, grade: str) -> None:
    """That something was published of it a year ago."""
    reason = reason_for(grade)
    report = make.public_report(commitment, by=superuser(), grade=grade, reason=reason)
    day = timezone.localdate() - timedelta(days=365)
    type(report).objects.filter(pk=report.pk).update(as_of=day)
