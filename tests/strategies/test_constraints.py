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
    commitment = make.commitment(world.strategy, start="2026-05", end="2026")
    commitment.end = "2025"
    with pytest.raises(ValidationError, match="Slutet"):
        commitment.full_clean()


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
    with pytest.raises(ValidationError, match="ändras aldrig"):
        EndMove.objects.update(reason="Ett annat skäl")
    with pytest.raises(ValidationError, match="tas aldrig bort"):
        EndMove.objects.all().delete()


@pytest.mark.parametrize(
    "wrong", [{"moved_to": "2026"}, {"moved_to": ""}, {"decided_by": ""}, {"reason": ""}]
)
def test_moved_end_that_tells_too_little_is_refused_by_the_database(world, wrong):
    fields = {
        "commitment": world.commitment,
        "moved_from": "2026",
        "moved_to": "2027",
        "decided_by": "Länsrådet",
        "decided_on": "2026-11-22",
        "reason": "Ett skäl",
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        EndMove.objects.create(**fields | wrong)
    EndMove.objects.create(**fields)


@pytest.mark.parametrize("change", [{"kind": "hittepå"}, {"state": "bra"}, {"title": ""}])
def test_strategy_with_a_word_that_is_no_choice_or_without_title_is_refused(world, change):
    refused_by_the_database(Strategy.objects.filter(pk=world.strategy.pk), **change)


def test_period_that_ends_before_it_starts_is_refused(world):
    rows = Strategy.objects.filter(pk=world.strategy.pk)
    refused_by_the_database(rows, period_start="2026-05", period_end="2026-04")
    refused_by_the_database(rows, period_start="2026-05", period_end="2025")
    rows.update(period_start="2026-05", period_end="2026")
    refused_by_the_database(Party.objects.all(), since="2024", until="2023-12-31")


def test_strategy_with_plans_becomes_no_plan(world):
    make.plan(world.strategy)
    world.strategy.kind = "action_plan"
    world.strategy.under = make.strategy()
    with pytest.raises(ValidationError, match="förblir en strategi"):
        world.strategy.full_clean()


def test_goal_with_sub_goals_becomes_no_sub_goal(world):
    make.goal(world.strategy, parent=world.goal)
    world.goal.parent = make.goal(world.strategy)
    with pytest.raises(ValidationError, match="egna delmål"):
        world.goal.full_clean()


def test_joint_effort_with_parts_becomes_nothing_else(world):
    make.commitment(world.strategy, part_of=world.commitment)
    world.commitment.kind = "activity"
    with pytest.raises(ValidationError, match="egna delar"):
        world.commitment.full_clean()


def test_actor_that_has_promised_something_cannot_be_deleted(world):
    with pytest.raises(ProtectedError):
        world.board.delete()
