"""A follow-up round in the strategy of the world: the agency of the cast answers for one
commitment, and has said so twice over by standing behind the strategy too."""

from dataclasses import dataclass

from actors.models import User
from strategies.choices import AnswerKind, PartyRole
from strategies.models import Commitment, FollowUpRound, RequestVersion, RoundRequest
from strategies.services.rounds import open_round, save_answers, submit_request
from tests import builders as make

QUESTIONS = [
    {"text": "Har ni en handlingsplan?", "kind": "yes_no"},
    {"text": "Hur många utbildades?", "kind": "number_by_sex", "about_people": True},
    {"text": "Vad behöver ni?", "kind": "text"},
]


@dataclass(frozen=True)
class Asked:
    """The round, what the agency is asked, and who is who in it."""

    round: FollowUpRound
    request: RoundRequest
    commitment: Commitment
    malin: User
    uno: User
    signe: User


def prepared(world, cast, **fields) -> FollowUpRound:
    commitment = make.commitment(world.strategy, responsible=cast.agency, title="Utbilda alla")
    make.party(world.strategy, cast.agency, role=PartyRole.STANDS_BEHIND)
    make.party(world.strategy, cast.agency, role=PartyRole.JOINED)
    assert commitment.responsible == cast.agency
    malin = cast.people["maintainer"]
    return make.round_of(world.strategy, by=malin, questions=QUESTIONS, **fields)


def opened(world, cast, **fields) -> Asked:
    round = prepared(world, cast, **fields)
    malin = cast.people["maintainer"]
    round = open_round(round=round, by=malin)
    request = round.requests.get(actor=cast.agency)
    return Asked(
        round,
        request,
        world.strategy.commitments.get(responsible=cast.agency),
        malin,
        cast.people["reporter"],
        cast.people["signer"],
    )


def answer_all(request: RoundRequest, *, by: User, **given) -> RoundRequest:
    """Every question answered; `given` by the kind of question."""
    said = {"yes_no": "yes", "number_by_sex": {"women": 12, "men": 7}, "text": "Mer tid."} | given
    answers = {one.public_id: said[one.kind] for one in request.round.questions.all()}
    return save_answers(request=request, answers=answers, shown={}, by=by)


def tell_commitments(request: RoundRequest, *, by: User, **content) -> None:
    for item in request.items.select_related("commitment"):
        make.submitted(make.draft_report(item.commitment, by=by, **content), by=by)


def submitted(request: RoundRequest, *, by: User, **given) -> RequestVersion:
    """All questions and commitments answered, and submitted."""
    answer_all(request, by=by, **given)
    tell_commitments(request, by=by)
    return submit(request, by=by)


def submit(
    request: RoundRequest, *, by: User, answer=AnswerKind.ANSWERS, explanation=""
) -> RequestVersion:
    request.refresh_from_db()
    return submit_request(
        request=request, answer=answer, seen=request.version, explanation=explanation, by=by
    )
