from strategies.choices import ContributionState
from strategies.models import Commitment, Contribution
from tests import builders as make


def test_contribution_to_another_strategy_is_born_proposed(world):
    assert make.contribution(world.commitment, world.national).state == ContributionState.PROPOSED


def test_contribution_within_the_home_is_born_accepted(world):
    in_plan = make.commitment(make.plan(world.strategy))
    assert make.contribution(in_plan, world.strategy).state == ContributionState.ACCEPTED
    assert make.contribution(in_plan, in_plan.home).state == ContributionState.ACCEPTED


def test_serving_counts_home_plans_and_accepted_contributions_each_once(world):
    elsewhere = make.strategy()
    at_home = world.commitment
    in_plan = make.commitment(make.plan(world.strategy))
    make.contribution(in_plan, world.strategy, goal=world.goal)
    proposed = make.commitment(elsewhere)
    make.contribution(proposed, world.strategy)
    lent = make.commitment(elsewhere)
    make.contribution(lent, world.strategy)
    Contribution.objects.filter(commitment=lent).update(state=ContributionState.ACCEPTED)
    unrelated = make.commitment(elsewhere)

    serving = list(Commitment.objects.serving(world.strategy))
    assert sorted(c.pk for c in serving) == sorted(c.pk for c in (at_home, in_plan, lent))
    assert proposed not in serving
    assert unrelated not in serving


def test_serving_can_be_filtered_and_counted(world):
    assert Commitment.objects.serving(world.strategy).public().count() == 1
    assert Commitment.objects.public().serving(world.strategy).matching("gemensam").count() == 1


def test_contribution_within_the_home_cannot_be_made_a_proposal(world):
    within = world.commitment.contributions.get()
    within.state = ContributionState.PROPOSED
    within.save()
    within.refresh_from_db()
    assert within.state == ContributionState.ACCEPTED


def test_goal_gets_a_word_for_its_address_once(world):
    numbered = make.goal(world.strategy, slug="", number="4.2")
    worded = make.goal(world.strategy, slug="", text="Alla är trygga i Åre.")
    again = make.goal(world.strategy, slug="", text="Alla är trygga i Åre.")
    assert [goal.slug for goal in (numbered, worded, again)] == [
        "mal-42",
        "alla-ar-trygga-i-are",
        "alla-ar-trygga-i-are-2",
    ]
    worded.text = "Något annat."
    worded.save()
    assert worded.slug == "alla-ar-trygga-i-are"
