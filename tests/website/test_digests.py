"""Who is reminded of what."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from actors.choices import Role
from actors.models import User
from actors.person_data import anonymise_person
from records.services import publish, withdraw
from strategies.choices import CommitmentKind, Grade
from strategies.models import Commitment
from strategies.services import (
    ask_for_completion,
    decline_contribution,
    hide_report,
    propose_contribution,
    publish_report,
    receive_report,
    state_stance,
)
from tests import builders as make
from tests.people import person
from website.choices import Reminder
from website.summaries import digests

TODAY = timezone.localdate
AFTER_15_MONTHS = timedelta(days=500)


@pytest.fixture
def commitment(world, cast) -> Commitment:
    """One of the agency's, of which nothing is told."""
    return make.commitment(world.strategy, responsible=cast.agency, title="Åtagandet")


@pytest.fixture
def uno(cast) -> User:
    return cast.people["reporter"]


@pytest.fixture
def malin(cast) -> User:
    return cast.people["maintainer"]


def handle(commitment: Commitment, handler: User | None, deputy: User | None = None) -> None:
    commitment.handler, commitment.deputy = handler, deputy
    commitment.handler_since = TODAY() if handler else None
    commitment.save()


def reminded(day: date | None = None) -> dict[str, dict[str, list[str]]]:
    """By the name of the person: the titles by reason."""
    return {
        digest.person.name: {
            group.reason.value: [one.title for one in group.commitments] for group in digest.groups
        }
        for digest in digests(today=day or TODAY())
    }


def received(commitment: Commitment, uno: User, malin: User, grade: str = Grade.STARTED) -> None:
    report = make.draft_report(commitment, by=uno, grade=grade)
    make.submitted(report, by=uno)
    receive_report(report=report, seen=1, by=malin)


# ---------------------------------------------------------------- whom


@pytest.mark.parametrize("kind", ["reader", "other agency", "ended", "superuser"])
def test_who_may_not_report_is_not_reminded_even_as_handler(cast, commitment, kind):
    handle(commitment, cast.people[kind])
    told = reminded()
    assert cast.people[kind].name not in told
    assert "Åtagandet" in told["Karin"]["missing"]


def test_handler_alone_is_reminded(cast, commitment, uno):
    handle(commitment, uno, cast.people["signer"])
    assert reminded()["Uno"] == {"missing": ["Åtagandet"]}
    assert not {"Signe", "Karin"} & set(reminded())


def test_deputy_is_reminded_where_no_handler_is(cast, commitment):
    handle(commitment, None, cast.people["signer"])
    assert reminded()["Signe"] == {"missing": ["Åtagandet"]}
    assert not {"Uno", "Karin"} & set(reminded())


def test_coordinators_are_reminded_where_nobody_handles_it(cast, commitment):
    person("Kajsa", of=cast.agency, role=Role.COORDINATOR)
    told = reminded()
    assert told["Karin"] == told["Kajsa"] == {"missing": ["Åtagandet"]}
    assert not {"Uno", "Signe"} & set(told)


def test_handler_who_has_left_is_passed_over(cast, commitment, uno):
    handle(commitment, uno, cast.people["signer"])
    uno.memberships.update(valid_to=TODAY(), ended_at=timezone.now())
    assert "Uno" not in reminded()
    assert "Signe" in reminded()
    User.objects.filter(name="Signe").update(is_active=False)
    assert "Signe" not in reminded()
    assert "Karin" in reminded()


def test_role_that_ends_or_begins_is_asked_on_the_day(cast, commitment, uno):
    handle(commitment, uno)
    uno.memberships.update(valid_from=TODAY(), valid_to=TODAY() + timedelta(days=9))
    assert "Uno" not in reminded(TODAY() - timedelta(days=1))
    assert "Uno" in reminded(TODAY() + timedelta(days=9))
    assert "Uno" not in reminded(TODAY() + timedelta(days=10))


def test_anonymised_person_is_not_reminded(cast, commitment, uno):
    handle(commitment, uno)
    anonymise_person(person=uno, by=cast.people["superuser"], why="Slutade 2026")
    assert uno.pk not in {digest.person.pk for digest in digests(today=TODAY())}


def test_protected_person_is_reminded_as_others(cast, commitment, uno):
    User.objects.filter(pk=uno.pk).update(protected=True)
    handle(commitment, uno)
    assert "Uno" in reminded()


def test_who_is_left_out_is_left_out_alone(cast, commitment, uno):
    karin = cast.people["coordinator"]
    handle(make.commitment(commitment.home, responsible=cast.agency), uno)
    left = {digest.person.name for digest in digests(today=TODAY(), left_out=[karin.pk])}
    assert "Uno" in left
    assert "Karin" not in left


# ---------------------------------------------------------------- of what


def test_nothing_is_reminded_of_when_all_is_told(commitment, uno, malin):
    handle(commitment, uno)
    received(commitment, uno, malin)
    assert "Uno" not in reminded()


def test_draft_alone_is_no_reason(commitment, uno, malin):
    handle(commitment, uno)
    received(commitment, uno, malin)
    make.draft_report(commitment, by=uno)
    assert "Uno" not in reminded()


def test_what_waits_for_the_maintainer_is_not_its_own_organisations_to_do(commitment, uno):
    handle(commitment, uno)
    make.submitted(make.draft_report(commitment, by=uno), by=uno)
    assert "Uno" not in reminded()


def test_each_is_reminded_of_for_its_most_pressing_reason(world, cast, uno, malin):
    day = TODAY() + AFTER_15_MONTHS
    returned, late, missing, stale = (
        make.commitment(world.strategy, responsible=cast.agency, title=title, end=end)
        for title, end in (("Åter", "2020"), ("Sen", "2020"), ("Tom", ""), ("Gammal", ""))
    )
    for one in (returned, late, missing, stale):
        handle(one, uno)
    report = make.draft_report(returned, by=uno)
    make.submitted(report, by=uno)
    ask_for_completion(report=report, seen=1, reason="Hur många?", by=malin)
    received(stale, uno, malin)
    told = reminded(day)["Uno"]
    assert list(told) == ["returned", "late", "missing", "stale"]
    assert list(told.values()) == [["Åter"], ["Sen"], ["Tom"], ["Gammal"]]


def test_commitment_that_is_done_or_given_up_is_left_in_peace(world, cast, uno, malin):
    done = make.commitment(world.strategy, responsible=cast.agency, end="2020")
    handle(done, uno)
    received(done, uno, malin, grade=Grade.COMPLETED)
    assert "Uno" not in reminded()


def test_what_has_waited_more_than_30_days_is_its_receivers_to_do(commitment, uno, malin):
    handle(commitment, uno)
    report = make.draft_report(commitment, by=uno)
    make.submitted(report, by=uno)
    on_day_30, on_day_31 = (TODAY() + timedelta(days=days) for days in (30, 31))
    assert "to_receive" not in reminded(on_day_30)["Malin"]
    assert reminded(on_day_31)["Malin"]["to_receive"] == ["Åtagandet"]
    assert "Uno" not in reminded(on_day_31)
    receive_report(report=report, seen=1, by=malin)
    assert "to_receive" not in reminded(on_day_31)["Malin"]


def test_contributor_is_reminded_until_it_has_said_something(world, cast, malin):
    siv = person("Siv", of=cast.other, role=Role.REPORTER)
    effort = make.commitment(
        world.strategy,
        kind=CommitmentKind.JOINT_EFFORT,
        responsible=cast.other,
        title="Tillsammans",
    )
    effort.contributors.add(cast.agency, cast.other)
    make.submitted(make.draft_report(effort, by=siv), by=siv)
    report = effort.reports.get()
    who = lambda: {name for name, by in reminded().items() if "to_confirm" in by}  # noqa: E731
    assert who() == {"Karin"}
    receive_report(report=report, seen=1, by=malin)
    hide_report(report=report, by=malin)
    assert who() == set()
    publish_report(report=report, by=malin)
    assert who() == {"Karin"}
    state_stance(report=report, actor=cast.agency, agrees=True, by=cast.people["reporter"])
    assert who() == set()


def test_maintainer_is_reminded_of_a_proposal_that_they_may_read(world, cast, malin):
    home = make.strategy(maintained_by=cast.other)
    commitment = make.commitment(home, responsible=cast.agency, title="Lotsarna")
    proposal = propose_contribution(
        commitment=commitment, strategy=world.strategy, by=cast.people["coordinator"]
    )
    assert reminded()["Malin"]["to_answer"] == ["Lotsarna"]
    withdraw(record=commitment)
    assert "to_answer" not in reminded()["Malin"]
    publish(record=commitment)
    decline_contribution(contribution=proposal, answer="Inte här.", by=malin)
    assert "to_answer" not in reminded()["Malin"]


def test_all_organisations_of_a_person_stand_in_one(world, cast, commitment, uno):
    make.saved(
        type(uno.memberships.get()), {"user": uno, "actor": cast.other}, {"role": "reporter"}
    )
    others = make.commitment(world.strategy, responsible=cast.other, title="Den andras")
    handle(commitment, uno)
    handle(others, uno)
    [digest] = [one for one in digests(today=TODAY()) if one.person == uno]
    assert {one.title for one in digest.commitments} == {"Åtagandet", "Den andras"}
    assert digest.is_of_several


def test_reasons_are_told_as_on_my_work(cast, commitment, uno):
    """The letter and the page must not tell different things."""
    handle(commitment, uno)
    assert "Åtagandet" in reminded()["Uno"]["missing"]
    assert "inget är redovisat" in cast.client("reporter").get("/arbete/").text


@pytest.mark.once
def test_number_of_queries_is_the_same_for_one_and_for_thirty(
    world, cast, uno, malin, django_assert_num_queries
):
    def add(number: int) -> None:
        reporter = person(f"R{number}", of=cast.agency, role=Role.REPORTER)
        for title in ("a", "b", "c"):
            one = make.commitment(world.strategy, responsible=cast.agency, title=title)
            handle(one, reporter)
        make.submitted(make.draft_report(one, by=reporter), by=reporter)

    received(make.commitment(world.strategy, responsible=cast.agency), uno, malin)
    add(0)
    day = TODAY() + timedelta(days=31)
    with django_assert_num_queries(10):
        digests(today=day)
    for number in range(1, 30):
        add(number)
    with django_assert_num_queries(10):
        found = digests(today=day)
    assert len(found) == 31  # thirty reporters, and Malin who receives
    assert len(found[-1].groups[0].shown) <= 15
    malins = next(one for one in found if one.person == malin)
    assert [group.reason for group in malins.groups][-1] == Reminder.TO_RECEIVE
    assert malins.groups[-1].more == 15


def test_efforts_and_proposals_cost_the_same_whatever_their_number(
    world, cast, django_assert_num_queries
):
    siv = person("Siv", of=cast.other, role=Role.REPORTER)
    home = make.strategy(maintained_by=cast.other)

    def add() -> None:
        effort = make.commitment(
            world.strategy, kind=CommitmentKind.JOINT_EFFORT, responsible=cast.other
        )
        effort.contributors.add(cast.agency)
        make.submitted(make.draft_report(effort, by=siv), by=siv)
        propose_contribution(
            commitment=make.commitment(home, responsible=cast.agency),
            strategy=world.strategy,
            by=cast.people["coordinator"],
        )

    for number in (1, 10):
        for _one in range(number):
            add()
        with django_assert_num_queries(10):
            found = digests(today=TODAY())
    asked = {group.reason: len(group.commitments) for one in found for group in one.groups}
    assert asked[Reminder.TO_CONFIRM] == asked[Reminder.TO_ANSWER] == 11
