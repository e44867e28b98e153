"""The next period of a plan, begun from the last."""

import pytest
from django.core.exceptions import PermissionDenied

from strategies.models import Commitment, Contribution, Strategy
from strategies.services.new_period import NextPeriod, begin_period
from tests import builders as make

NEXT = {"title": "Planen", "start": "2027", "end": "2030"}


def place(strategy: Strategy) -> str:
    return f"/arbete/strategier/{strategy.slug}/ny-planperiod/"


@pytest.fixture
def plan(world, cast) -> Strategy:
    """With a goal and its sub-goal, a joint effort and a part of it."""
    plan = make.plan(
        world.strategy, title="Planen", vision="Trygghet.", registry_number="701-1",
        state="adopted", period_end="2026",
    )  # fmt: skip
    goal = make.goal(plan, text="Tryggare", number="1")
    make.goal(plan, text="Tryggare hemma", parent=goal)
    effort = make.commitment(
        plan, title="Satsningen", kind="joint_effort", responsible=cast.agency, end="2026"
    )
    effort.contributors.add(cast.head)
    make.commitment(plan, title="Delen", responsible=cast.head, part_of=effort)
    make.contribution(effort, plan, goal=goal)
    make.party(plan, cast.agency)
    return plan


@pytest.fixture
def form(plan) -> dict:
    """Everything comes along."""
    return NEXT | {
        "goals": [one.slug for one in plan.goals.all()],
        "commitments": [one.public_id for one in plan.commitments.all()],
    }


def test_period_that_is_malformed_is_refused_and_what_was_typed_stays(plan, form, cast):
    client = cast.client("maintainer")
    for words in ({"title": ""}, {"start": "2027-13"}, {"start": "2030", "end": "2027"},
                  {"goals": ["x"]}, {"commitments": ["99999999999999999999", "a\0"]},
                  {"title": "19811218-9876"}, {"title": "x" * 301}, {"title": "a\0b"}):  # fmt: skip
        response = client.post(place(plan), form | words)
        assert response.status_code == 422, words
        assert response.context["form"].errors, words
    assert 'value="2030"' in response.text
    assert not plan.replaced_by.exists()


def test_goal_and_commitment_of_another_strategy_do_not_come_along(plan, form, world, cast):
    foreign = {"goals": [world.goal.slug], "commitments": [world.commitment.public_id]}
    for name, value in foreign.items():
        assert cast.client("maintainer").post(place(plan), form | {name: value}).status_code == 422
    assert not plan.replaced_by.exists()


def test_framework_has_no_next_period(world, cast):
    framework = make.strategy(kind="framework", maintained_by=cast.maintainer)
    assert cast.client("maintainer").get(place(framework)).status_code == 403


def test_plan_under_the_strategy_of_others_is_not_gone_on_with_there(cast):
    above = make.strategy(maintained_by=cast.other)
    plan = make.plan(above, maintained_by=cast.maintainer)
    by = cast.people["maintainer"]
    with pytest.raises(PermissionDenied):
        begin_period(strategy=plan, period=NextPeriod("Planen"), goals=[], commitments=[], by=by)


def test_next_period_replaces_the_last_with_its_goals_and_commitments(plan, form, cast):
    response = cast.client("maintainer").post(place(plan), form)
    new = plan.replaced_by.get()
    assert response.url.endswith(f"/admin/strategies/strategy/{new.pk}/change/")
    assert (new.kind, new.under, new.vision) == ("action_plan", plan.under, "Trygghet.")
    assert (new.title, new.slug, new.state) == ("Planen", "planen-2027", "draft")
    assert (new.period_start, new.period_end, new.registry_number) == ("2027", "2030", "")
    assert new.published_at is None
    assert not new.parties.exists()
    sub_goal = new.goals.get(text="Tryggare hemma")
    assert (sub_goal.parent.text, sub_goal.parent.number) == ("Tryggare", "1")
    effort = new.commitments.get(title="Satsningen")
    assert (effort.responsible, effort.end, effort.handler) == (cast.agency, "", None)
    assert list(effort.contributors.all()) == [cast.head]
    assert new.commitments.get(title="Delen").part_of == effort
    tie = Contribution.objects.get(commitment=effort)
    assert (tie.goal.text, tie.strategy, tie.state) == ("Tryggare", new, "accepted")


def test_last_period_stays_as_it_was(plan, form, cast):
    before = list(Commitment.objects.filter(home=plan).values())
    cast.client("maintainer").post(place(plan), form)
    assert list(Commitment.objects.filter(home=plan).values()) == before
    assert (plan.goals.count(), plan.parties.count()) == (2, 1)


def test_what_is_not_chosen_does_not_come_along_nor_a_sub_goal_alone(plan, form, cast):
    goal = plan.goals.get(text="Tryggare hemma")
    part = plan.commitments.get(title="Delen")
    form |= {"goals": [goal.slug], "commitments": [part.public_id]}
    cast.client("maintainer").post(place(plan), form)
    new = plan.replaced_by.get()
    assert not new.goals.exists()
    assert new.commitments.get().part_of is None


def test_year_of_the_title_stands_once_in_the_address(plan, form, cast):
    cast.client("maintainer").post(place(plan), form | {"title": "Planen 2027–2030"})
    assert plan.replaced_by.get().slug == "planen-2027-2030"


def test_next_period_is_begun_once(plan, form, cast):
    client = cast.client("maintainer")
    client.post(place(plan), form)
    again = client.post(place(plan), form)
    assert again.status_code == 422
    assert "redan ett utkast" in again.text
    assert plan.replaced_by.count() == 1
    assert "finns redan som utkast" in client.get(place(plan)).text
    plan.replaced_by.update(published_at="2026-01-01T00:00:00Z")
    assert client.post(place(plan), form).status_code == 302
    assert plan.replaced_by.count() == 2


def test_what_is_done_or_given_up_is_not_ticked_beforehand(plan, cast):
    told = dict(zip(("Satsningen", "Delen"), ("completed", "continuous"), strict=True))
    for title, grade in told.items():
        plan.commitments.filter(title=title).update(
            latest_public_grade=grade, latest_public_on="2026-01-01"
        )
    form = cast.client("maintainer").get(place(plan)).context["form"]
    assert form.initial["commitments"] == [plan.commitments.get(title="Delen").public_id]


@pytest.mark.once
def test_page_costs_the_same_with_3_and_30_rows(plan, cast, django_assert_max_num_queries):
    client, counted = cast.client("maintainer"), []
    for rows in (3, 27):
        for number in range(rows):
            make.goal(plan, text=f"Mål {rows} {number}")
            make.commitment(plan, title=f"Åtagande {rows} {number}", responsible=cast.agency)
        with django_assert_max_num_queries(18) as asked:
            client.get(place(plan))
        counted.append(len(asked))
    assert counted[0] == counted[1]
