"""What the database refuses, whoever writes to it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from strategies.models import Commitment, EndMove, Goal, Milestone, Party, Passage, Strategy
from tests import builders as make


def refused_by_the_database(queryset, **change) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        queryset.update(**change)


@pytest.mark.parametrize(
    "change",
    [
        {"county": None},
        {"level": "national"},
        {"period_start": "nyss"},
        {"maintained_by": None},
        {"published_at": None, "withdrawn_at": "2026-01-01T00:00Z"},
    ],
)
def test_strategy_that_contradicts_itself_is_refused(world, change):
    refused_by_the_database(Strategy.objects.filter(pk=world.strategy.pk), **change)


def test_strategy_under_a_strategy_is_refused(world):
    refused_by_the_database(Strategy.objects.filter(pk=world.strategy.pk), under=world.national)


def test_plan_under_a_plan_is_refused(world):
    with pytest.raises(ValidationError, match="höra till en strategi"):
        make.plan(make.plan(world.strategy))


def test_slug_that_is_taken_is_refused(world):
    refused_by_the_database(Strategy.objects.filter(pk=world.national.pk), slug=world.strategy.slug)
    other = make.goal(world.strategy)
    refused_by_the_database(Goal.objects.filter(pk=other.pk), slug=world.goal.slug)


def test_same_open_role_twice_is_refused_and_after_its_end_accepted(world):
    with pytest.raises(IntegrityError), transaction.atomic():
        Party.objects.create(strategy=world.strategy, actor=world.board, role="stands_behind")
    Party.objects.update(until="2025")
    make.party(world.strategy, world.board)


def test_passage_of_strategy_and_county_or_of_none_is_refused(world):
    passage = make.passage(world.strategy)
    refused_by_the_database(Passage.objects.filter(pk=passage.pk), county=world.county)
    refused_by_the_database(Passage.objects.filter(pk=passage.pk), strategy=None)


def test_milestone_of_two_things_or_of_none_is_refused(world):
    milestone = make.milestone(world.strategy)
    refused_by_the_database(Milestone.objects.filter(pk=milestone.pk), commitment=world.commitment)
    refused_by_the_database(Milestone.objects.filter(pk=milestone.pk), strategy=None)


def test_commitment_without_responsible_actor_is_refused(world):
    refused_by_the_database(Commitment.objects.all(), responsible=None)


def test_commitment_as_part_of_what_is_no_joint_effort_is_refused(world):
    single = make.commitment(world.strategy)
    with pytest.raises(ValidationError, match="myndighetsgemensam satsning"):
        make.commitment(world.strategy, part_of=single)


def test_commitment_that_ends_before_it_starts_is_refused(world):
    with pytest.raises(ValidationError, match="Slutet"):
        make.commitment(world.strategy, start="2026-05", end="2025")
    make.commitment(world.strategy, start="2026-05", end="2026")


def test_sub_goal_of_another_strategy_or_of_a_sub_goal_is_refused(world):
    with pytest.raises(ValidationError, match="annan strategi"):
        make.goal(world.national, parent=world.goal)
    sub_goal = make.goal(world.strategy, parent=world.goal)
    with pytest.raises(ValidationError, match="delmål"):
        make.goal(world.strategy, parent=sub_goal)


def test_contribution_to_a_goal_of_another_strategy_is_refused(world):
    with pytest.raises(ValidationError, match="annan strategi"):
        make.contribution(world.commitment, world.national, goal=world.goal)


def test_moved_end_is_neither_changed_nor_erased(world):
    move = make.end_move(world.commitment)
    move.reason = "Ett annat skäl"
    with pytest.raises(ValidationError, match="ändras aldrig"):
        move.save()
    with pytest.raises(ValidationError, match="tas aldrig bort"):
        move.delete()
    refused_by_the_database(EndMove.objects.all(), moved_to=move.moved_from)
    refused_by_the_database(EndMove.objects.all(), reason="")


def test_actor_that_has_promised_something_cannot_be_deleted(world):
    with pytest.raises(ProtectedError):
        world.board.delete()
