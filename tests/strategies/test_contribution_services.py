"""How a commitment comes to serve another strategy, and each step that is refused."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from actors.choices import Role
from actors.models import Actor
from records.models import OutgoingMail
from strategies.choices import ContributionState
from strategies.models import Commitment, Contribution, Strategy
from strategies.services import (
    NotThereError,
    accept_contribution,
    decline_contribution,
    propose_contribution,
    take_back_contribution,
)
from tests import builders as make
from tests.people import KINDS, person

ACTS = {
    "accept": lambda contribution, by: accept_contribution(contribution=contribution, by=by),
    "decline": lambda contribution, by: decline_contribution(
        contribution=contribution, answer="Det passar inte.", by=by
    ),
    "take back": lambda contribution, by: take_back_contribution(contribution=contribution, by=by),
}
STATES = ["proposed", "accepted", "declined", "taken_back"]


@pytest.fixture
def home(cast) -> Strategy:
    """Of one who has nothing to do with the strategy that receives."""
    return make.strategy(maintained_by=cast.other)


@pytest.fixture
def commitment(cast, home) -> Commitment:
    return make.commitment(home, responsible=cast.agency)


@pytest.fixture
def karin(cast):
    return cast.people["coordinator"]


@pytest.fixture
def malin(cast):
    return cast.people["maintainer"]


@pytest.fixture
def proposed(commitment, world, karin) -> Contribution:
    return propose_contribution(commitment=commitment, strategy=world.strategy, by=karin)


def come_to(state: str, contribution: Contribution, karin, malin) -> Contribution:
    act = {"accepted": "accept", "declined": "decline", "taken_back": "take back"}.get(state)
    if act:
        ACTS[act](contribution, karin if act == "take back" else malin)
    contribution.refresh_from_db()
    assert contribution.state == state
    return contribution


# ---------------------------------------------------------------- who


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if kind not in ("coordinator", "superuser", "signed out")]
)
def test_proposing_is_refused_to_who_does_not_coordinate_the_responsible(
    cast, commitment, world, kind
):
    with pytest.raises(PermissionDenied):
        propose_contribution(commitment=commitment, strategy=world.strategy, by=cast.people[kind])
    assert not commitment.contributions.exists()
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if kind not in ("maintainer", "superuser", "signed out")]
)
@pytest.mark.parametrize("act", ["accept", "decline"])
def test_answering_is_refused_to_who_does_not_coordinate_the_receiver(cast, proposed, kind, act):
    with pytest.raises(PermissionDenied):
        ACTS[act](proposed, cast.people[kind])
    proposed.refresh_from_db()
    assert proposed.state == ContributionState.PROPOSED


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if kind not in ("coordinator", "superuser", "signed out")]
)
def test_taking_back_is_refused_to_who_does_not_coordinate_the_responsible(cast, proposed, kind):
    with pytest.raises(PermissionDenied):
        ACTS["take back"](proposed, cast.people[kind])


def test_hidden_strategy_and_hidden_goal_are_proposed_to_by_nobody_who_does_not_read_them(
    cast, commitment, world, karin
):
    hidden = make.strategy(published_at=None, maintained_by=cast.maintainer)
    with pytest.raises(PermissionDenied):
        propose_contribution(commitment=commitment, strategy=hidden, by=karin)
    goal = make.goal(world.strategy, published_at=None)
    with pytest.raises(PermissionDenied):
        propose_contribution(commitment=commitment, strategy=world.strategy, goal=goal, by=karin)


def test_draft_that_the_receiver_does_not_read_is_not_proposed_to_it(cast, home, world, karin):
    draft = make.commitment(home, responsible=cast.agency, published_at=None)
    with pytest.raises(ValidationError):
        propose_contribution(commitment=draft, strategy=world.strategy, by=karin)
    assert not OutgoingMail.objects.exists()
    make.party(home, cast.maintainer)
    assert propose_contribution(commitment=draft, strategy=world.strategy, by=karin)


def test_proposal_that_the_receiver_cannot_read_any_more_is_not_answered(
    commitment, proposed, malin
):
    Commitment.objects.filter(pk=commitment.pk).update(published_at=None)
    assert not Contribution.objects.answerable_by(malin.access).waiting().exists()
    with pytest.raises(PermissionDenied):
        ACTS["accept"](proposed, malin)


# ---------------------------------------------------------------- from which state


@pytest.mark.parametrize(
    ("state", "act"),
    [
        ("declined", "accept"),
        ("taken_back", "accept"),
        ("taken_back", "decline"),
        ("declined", "take back"),
    ],
)
def test_what_is_over_is_only_proposed_again(proposed, karin, malin, state, act):
    come_to(state, proposed, karin, malin)
    with pytest.raises(NotThereError):
        ACTS[act](proposed, karin if act == "take back" else malin)
    proposed.refresh_from_db()
    assert proposed.state == state


def test_declining_without_a_sentence_is_refused(proposed, malin):
    with pytest.raises(ValidationError):
        decline_contribution(contribution=proposed, answer="  ", by=malin)


def test_goal_of_another_strategy_is_refused(commitment, world, karin):
    goal = make.goal(world.national)
    with pytest.raises(ValidationError):
        propose_contribution(commitment=commitment, strategy=world.strategy, goal=goal, by=karin)


def test_identity_number_in_an_answer_is_refused(proposed, malin):
    with pytest.raises(ValidationError):
        decline_contribution(contribution=proposed, answer="Om 811218-9876.", by=malin)


# ---------------------------------------------------------------- what happens


def test_proposal_is_told_to_the_coordinators_of_the_receiver_once(commitment, world, karin, malin):
    for _press in range(2):
        contribution = propose_contribution(
            commitment=commitment, strategy=world.strategy, by=karin
        )
    assert commitment.contributions.get() == contribution
    letter = OutgoingMail.objects.get()
    assert letter.to == malin.email
    assert commitment.title in letter.text
    assert world.strategy.title not in letter.subject
    assert not Commitment.objects.serving(world.strategy).filter(pk=commitment.pk).exists()


def test_proposal_is_written_to_the_mailbox_where_there_is_no_coordinator(
    commitment, world, karin, malin
):
    malin.memberships.update(role=Role.READER)
    Actor.objects.filter(pk=world.board.pk).update(function_mailbox="brevlada@kalmar.example")
    strategy = Strategy.objects.get(pk=world.strategy.pk)
    propose_contribution(commitment=commitment, strategy=strategy, by=karin)
    assert OutgoingMail.objects.get().to == "brevlada@kalmar.example"


def test_who_keeps_both_sides_gets_no_letter_from_themselves(cast, home, world, malin):
    own = make.commitment(home, responsible=cast.maintainer)
    propose_contribution(commitment=own, strategy=world.strategy, by=malin)
    assert not OutgoingMail.objects.exists()


def test_accepted_commitment_serves_the_strategy_and_its_proposer_is_told(
    commitment, world, proposed, karin, malin
):
    for _press in range(2):
        kept = accept_contribution(contribution=proposed, answer="Välkomna!", by=malin)
    assert kept.answer_signed == "organisationsansvarig, Länsstyrelsen i Kalmar län"
    assert commitment in Commitment.objects.public().serving(world.strategy)
    letter = OutgoingMail.objects.get(to=karin.email)
    assert "Välkomna!" in letter.text
    assert "godtagit" in letter.text
    commitment.refresh_from_db()
    assert commitment.content_updated_at is not None


@pytest.mark.parametrize("state", ["proposed", "accepted"])
def test_declined_contribution_says_why_and_shows_nowhere(
    commitment, world, proposed, karin, malin, state
):
    come_to(state, proposed, karin, malin)
    for _press in range(2):
        decline_contribution(contribution=proposed, answer="Det passar inte.", by=malin)
    assert commitment not in Commitment.objects.serving(world.strategy)
    letter = OutgoingMail.objects.filter(to=karin.email).latest("pk")
    assert "Det passar inte." in letter.text


@pytest.mark.parametrize("state", ["proposed", "accepted"])
def test_contribution_is_taken_back(commitment, world, proposed, karin, malin, state):
    come_to(state, proposed, karin, malin)
    for _press in range(2):
        take_back_contribution(contribution=proposed, by=karin)
    assert commitment not in Commitment.objects.serving(world.strategy)
    assert not Contribution.objects.public().filter(commitment=commitment).exists()


@pytest.mark.parametrize("state", ["declined", "taken_back"])
def test_what_is_over_can_be_proposed_again_and_is_told_again(
    commitment, world, proposed, karin, malin, state
):
    come_to(state, proposed, karin, malin)
    again = propose_contribution(commitment=commitment, strategy=world.strategy, by=karin)
    assert (again, again.state, again.answer) == (proposed, ContributionState.PROPOSED, "")
    assert OutgoingMail.objects.filter(to=malin.email).count() == 2


def test_within_its_home_it_is_accepted_at_once_also_by_the_homes_maintainer(
    cast, commitment, home
):
    otto = cast.people["other agency"]
    goal = make.goal(home)
    kept = propose_contribution(commitment=commitment, strategy=home, goal=goal, by=otto)
    assert kept.state == ContributionState.ACCEPTED
    assert not OutgoingMail.objects.exists()
    take_back_contribution(contribution=kept, by=otto)
    kept.refresh_from_db()
    assert kept.state == ContributionState.TAKEN_BACK


def test_states_are_those_that_are_tried_here():
    assert ContributionState.values == STATES


def test_person_of_the_receiver_without_its_coordination_does_not_answer(cast, proposed):
    reporter = person("Rut", of=cast.maintainer, role=Role.REPORTER)
    with pytest.raises(PermissionDenied):
        ACTS["accept"](proposed, reporter)
