"""The five real cases say what their sources say: nothing invented, nothing completed.

The facts stand in the files of website/cases/; here are those that a helpful hand would break.
What is told of networks and meetings is in test_case_networks.py.
"""

import re

import pytest
from django.db.models import CharField, Model, SlugField, TextField

from actors.models import Actor
from records.models import Source, Sourced
from strategies.choices import CommitmentKind, PartyRole, StrategyKind, StrategyState
from strategies.models import Commitment, Contribution, Goal, Milestone, Party, Passage, Strategy
from website.cases.fields import find
from website.cases.files import read_rows
from website.cases.loading import FOLDER

pytestmark = pytest.mark.usefixtures("cases")

# What each source names: every number, and every actor that a row may hang on.
NUMBERS = {
    "a": {"6", "8"},
    "b": {"2016"},
    "c": {"26"},
    "d": {"2016", "2023-05-12", "2023-05-10", "20"},
    "e": set(),
}
STOCKHOLM = "lansstyrelsen-i-stockholms-lan"
KALMAR = "lansstyrelsen-i-kalmar-lan"
SIX = {
    STOCKHOLM: "Länsstyrelsen",
    "polisregion-stockholm": "Polisen",
    "kriminalvarden": "Kriminalvården",
    "region-stockholm": "Region Stockholm",
    "kommun-0180": "Stockholms stad",
    "storsthlm": "Storsthlm",
}
ACTORS = {
    "a": {
        STOCKHOLM,
        "polisregion-stockholm",
        "jamstalldhetsmyndigheten",
        "arbetsformedlingen",
        "forsakringskassan",
        "region-stockholm",
    },
    "b": {"regeringen", "polismyndigheten"},
    "c": set(SIX),
    "d": {"jamstalldhetsmyndigheten"},
    "e": {KALMAR},
}
CASES = list(NUMBERS)


def rows_of(case: str) -> list[Model]:
    """The rows that the file of a case has become."""
    [path] = FOLDER.glob(f"{case}_*.toml")
    return [find(row.model, row.key) for row in read_rows(path)]


def texts_of(row: Model) -> list[str]:
    return [
        getattr(row, field.name)
        for field in row._meta.fields
        if isinstance(field, CharField | TextField)
        and not isinstance(field, SlugField)
        and field.editable
    ]


def told(strategy: Strategy) -> str:
    """All that the passages of a strategy say."""
    return "\n".join(strategy.passages.values_list("text", flat=True))


def strategy(slug: str) -> Strategy:
    return Strategy.objects.get(slug=slug)


# ---------------------------------------------------------------- all five


def test_cases_hold_these_rows_and_no_more():
    assert {
        model: model.objects.count()
        for model in (Source, Strategy, Party, Goal, Commitment, Milestone, Contribution)
    } == {Source: 5, Strategy: 9, Party: 9, Goal: 2, Commitment: 1, Milestone: 3, Contribution: 0}


@pytest.mark.parametrize("case", CASES)
def test_case_holds_no_number_that_its_source_lacks(case):
    numbers = {
        number
        for row in rows_of(case)
        for text in texts_of(row)
        for number in re.findall(r"\d[\d-]*\d|\d", text)
    }

    assert numbers == NUMBERS[case]


@pytest.mark.parametrize("case", CASES)
def test_case_hangs_on_no_actor_that_its_source_does_not_name(case):
    keys = set()
    for row in rows_of(case):
        actors = [field.name for field in row._meta.fields if field.related_model is Actor]
        keys |= {getattr(row, name).key for name in actors if getattr(row, name)}

    assert keys == ACTORS[case]


@pytest.mark.parametrize("case", CASES)
def test_case_names_its_source_on_every_row(case):
    [source] = [row for row in rows_of(case) if isinstance(row, Source)]

    for row in rows_of(case):
        if isinstance(row, Sourced):
            assert list(row.sources.all()) == [source], row


@pytest.mark.parametrize("case", CASES)
def test_case_has_no_address_for_its_source(case):
    assert not [row for row in rows_of(case) if isinstance(row, Source) and row.url]


def test_cases_tell_of_no_adoption_and_no_period():
    for row in Strategy.objects.all():
        assert row.state == StrategyState.UNKNOWN, row
        # No source speaks of the framework; it is there by a reading.
        assert bool(row.state_reason) is (row.kind != StrategyKind.FRAMEWORK), row
        assert (row.period_start, row.period_end, row.report_due) == ("", "", ""), row
        assert (row.registry_number, row.legal_basis, row.lead) == ("", "", None), row
        assert row.sensitive, row


def test_cases_mark_what_was_read_into_the_sources():
    assert set(with_reading(Strategy, "slug")) == {
        "jamstalldhetspolitiska-delmal",
        "riktat-atgardsprogram",
    }
    assert set(with_reading(Goal, "slug")) == {"delmal-upphora", "mal-6"}
    assert with_reading(Commitment, "title") == ["Gryning"]
    assert set(with_reading(Party, "actor__key")) == {*SIX, KALMAR}
    assert not with_reading(Milestone, "pk")
    assert not with_reading(Passage, "pk")


def with_reading(model, name: str) -> list:
    return list(model.objects.exclude(reading="").values_list(name, flat=True))


# ---------------------------------------------------------------- each its own


def test_case_a_has_goal_six_alone_and_its_twin_in_the_framework():
    county = strategy("ett-jamstallt-stockholm")
    [goal] = county.goals.all()
    [sub_goal] = goal.contributes_to.all()

    assert (goal.number, goal.text) == ("6", "Mäns våld mot kvinnor ska upphöra.")
    assert (sub_goal.number, sub_goal.text) == ("", goal.text)
    assert sub_goal.strategy.kind == StrategyKind.FRAMEWORK
    assert not county.parties.exists()
    assert county.period_wording == ""


def test_case_a_gryning_is_read_as_the_police_regions_and_dated_by_words_alone():
    gryning = Commitment.objects.get()
    [decision] = gryning.milestones.all()

    assert gryning.kind == CommitmentKind.SPECIAL_INITIATIVE
    assert gryning.responsible.key == "polisregion-stockholm"
    assert gryning.home.slug == "ett-jamstallt-stockholm"
    assert (gryning.start, gryning.end) == ("", "")
    assert (decision.on, decision.on_wording) == ("", "veckan före 8 mars")


def test_case_a_source_is_dated_without_a_year():
    source = Source.objects.get(title__startswith="Jämställdhet och ledarskap")

    assert (source.published, source.published_wording) == ("", "8 mars")


def test_case_b_is_an_assignment_that_the_police_received_in_2016():
    assignment = strategy("jamstalldhet-i-myndighet")
    roles = {party.role: party for party in assignment.parties.all()}

    assert (assignment.kind, assignment.period_wording) == (StrategyKind.ASSIGNMENT, "")
    assert roles[PartyRole.ISSUES].actor.key == "regeringen"
    assert roles[PartyRole.ISSUES].since == ""
    assert roles[PartyRole.RECEIVES].actor.key == "polismyndigheten"
    assert roles[PartyRole.RECEIVES].since == "2016"
    assert roles[PartyRole.RECEIVES].named_as == "Polisen"
    assert not assignment.commitments.exists()


def test_case_b_effects_name_the_office_that_told_them():
    passages = dict(strategy("jamstalldhet-i-myndighet").passages.values_list("heading", "text"))

    assert passages["Effekter: chefen för Noa"].startswith("Chefen för Nationella operativa")
    assert passages["Effekter: ordföranden för nationella resursgruppen"].startswith(
        "Ordföranden för den nationella resursgruppen"
    )


def test_case_c_six_actors_stand_behind_as_the_source_names_them():
    parties = strategy("gemensam-strategi-stockholms-lan").parties.all()

    assert {party.actor.key: party.named_as for party in parties} == SIX
    assert {party.role for party in parties} == {PartyRole.STANDS_BEHIND}


def test_case_c_says_that_goals_and_commitments_exist_and_makes_none():
    joint, plan = map(
        strategy, ["gemensam-strategi-stockholms-lan", "gemensam-handlingsplan-stockholms-lan"]
    )

    assert (joint.title_is_label, joint.purpose, plan.under) == (True, "", joint)
    for row in (joint, plan):
        assert not row.goals.exists()
        assert not row.commitments.exists()
        assert "räknar inte upp mål, satsningar och åtaganden." in told(row)
        assert [m.on_wording for m in row.milestones.all()] == ["under året"]
        assert [m.on for m in row.milestones.all()] == [""]


def test_case_c_keeps_the_word_identity_and_says_that_a_link_is_missing():
    text = told(strategy("gemensam-strategi-stockholms-lan"))

    assert "rätt till kroppslig identitet, oavsett" in text
    assert "Länk saknas i källan." in text


def test_case_d_has_a_period_in_words_only():
    national = strategy("nationell-strategi")

    assert national.period_wording == "lanserades 2016, tioårig"
    assert [plan.slug for plan in national.plans.all()] == ["riktat-atgardsprogram"]


def test_case_e_has_a_plan_without_a_strategy_and_no_municipality_as_party():
    plan, programme = map(
        strategy, ["regional-handlingsplan-kalmar-lan", "hela-kommunen-kalmar-lan"]
    )
    [party] = plan.parties.all()

    assert plan.under is None
    assert (party.role, party.actor.key) == (PartyRole.ISSUES, KALMAR)
    assert "släppte" in party.reading
    assert "Länk saknas i källan." in told(plan)
    assert programme.kind == StrategyKind.PROGRAMME
    assert not programme.parties.exists()


def test_case_e_source_bears_empty_dates_and_the_county_has_its_passages():
    source = Source.objects.get(title="Ett Kalmar län fritt från våld")
    passages = Passage.objects.filter(county__code="08")

    assert (source.published, source.published_wording) == ("", "")
    assert (source.updated, source.updated_wording) == ("", "")
    assert not source.publisher_is_assumed
    assert passages[0].heading == "Ett Kalmar län fritt från våld"
    assert not passages.filter(text__icontains="ambassadör").exists()
    assert not passages.filter(text__icontains="varning").exists()
