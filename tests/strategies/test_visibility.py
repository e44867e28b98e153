"""The one rule of visibility of each noun: published, not withdrawn, and its parent public."""

from contextlib import contextmanager
from datetime import date, timedelta
from unittest.mock import patch

import pytest
from django.utils import timezone

from records.services import withdraw
from strategies.models import Commitment, Contribution, Goal, Milestone, Party, Passage, Strategy
from tests import builders as make

YESTERDAY = timezone.now() - timedelta(days=1)
TOMORROW = timezone.now() + timedelta(days=1)


@pytest.mark.parametrize(
    ("published_at", "withdrawn_at", "is_public"),
    [
        (None, None, False),
        (TOMORROW, None, False),
        (YESTERDAY, YESTERDAY, False),
        (YESTERDAY, None, True),
        (YESTERDAY, TOMORROW, True),
    ],
)
def test_strategy_is_public_while_published_and_not_withdrawn(
    db, published_at, withdrawn_at, is_public
):
    strategy = make.strategy(published_at=published_at, withdrawn_at=withdrawn_at)
    assert (strategy in Strategy.objects.public()) is is_public


def test_nothing_that_hangs_on_a_withdrawn_strategy_is_public(world):
    plan = make.plan(world.strategy)
    children = [
        make.goal(world.strategy),
        make.goal(plan),
        make.commitment(plan),
        make.passage(plan),
        make.milestone(plan),
        make.milestone(world.commitment),
        make.party(plan, world.board),
        world.commitment,
        world.goal,
        plan,
    ]
    assert all(child in type(child).objects.public() for child in children)
    withdraw(record=world.strategy)
    assert not any(child in type(child).objects.public() for child in children)
    assert not Contribution.objects.public().exists()


def test_sub_goal_of_a_withdrawn_goal_is_not_public(world):
    sub_goal = make.goal(world.strategy, parent=world.goal)
    withdraw(record=world.goal)
    assert sub_goal not in Goal.objects.public()


@pytest.mark.parametrize("model", [Goal, Commitment, Passage])
def test_unpublished_child_of_a_public_parent_is_not_public(world, model):
    make.passage(world.strategy)
    model.objects.update(published_at=None)
    assert not model.objects.public().exists()


def test_passage_of_a_county_needs_no_strategy(world):
    assert make.passage(world.county) in Passage.objects.public()


def test_third_level_is_never_public_even_if_somebody_writes_it(world):
    """The models refuse it; what is written around them must not show what is above it."""
    middle = make.plan(world.strategy)
    lowest = make.plan(world.strategy)
    Strategy.objects.filter(pk=lowest.pk).update(under=middle)
    assert lowest not in Strategy.objects.public()
    child = make.goal(world.strategy, parent=world.goal)
    grandchild = make.goal(world.strategy)
    Goal.objects.filter(pk=grandchild.pk).update(parent=child)
    assert grandchild not in Goal.objects.public()


@pytest.mark.parametrize(
    ("until", "is_current"),
    [("", True), ("2999", True), ("2026-12-31", True), ("2020", False), ("2020-05-01", False)],
)
def test_party_is_current_until_its_end_has_passed(world, until, is_current):
    with time_at("2026-11-22"):
        Party.objects.update(until=until)
        assert Party.objects.current().exists() is is_current


@contextmanager
def time_at(day: str):
    """The day that the rule takes for today."""
    with patch("records.partial_dates.timezone.localdate", return_value=date.fromisoformat(day)):
        yield


def test_party_whose_end_is_this_year_is_current_all_the_year(world):
    Party.objects.update(until="2026")
    for day, is_current in (("2026-12-31", True), ("2027-01-01", False)):
        with time_at(day):
            assert Party.objects.current().exists() is is_current


def test_proposed_contribution_to_another_strategy_is_not_public(world):
    proposed = make.contribution(world.commitment, world.national)
    assert proposed not in Contribution.objects.public()


def test_public_rows_are_never_doubled(world):
    make.plan(world.strategy)
    make.plan(world.strategy)
    for model in (Strategy, Goal, Commitment, Milestone, Party):
        ids = list(model.objects.public().values_list("pk", flat=True))
        assert len(ids) == len(set(ids))
