"""How it goes, as everybody reads it: on a commitment's page, in lists, and added up."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from strategies.choices import Grade, Publishing
from strategies.models import Commitment, ProgressReport
from strategies.services import ask_for_completion, hide_report, receive_report, save_draft
from strategies.standing import standing_of
from strategies.summaries import progress_of
from tests import builders as make


@pytest.fixture
def told(cast):
    """Reports of one commitment, each received, and public where the strategy says so."""

    def tell(commitment: Commitment, **content) -> ProgressReport:
        uno = cast.people["reporter"]
        report = make.draft_report(commitment, by=uno, **content)
        make.submitted(report, by=uno)
        return receive_report(seen=1, report=report, by=cast.people["maintainer"])

    return tell


@pytest.fixture
def commitment(world, cast) -> Commitment:
    return make.commitment(world.strategy, responsible=cast.agency)


def page_of(commitment: Commitment) -> str:
    return Client().get(commitment.get_absolute_url()).text


# ---------------------------------------------------------------- one commitment


def test_commitment_without_a_report_says_so(commitment):
    html = page_of(commitment)
    assert "Ingen uppföljning är publicerad än." in html
    assert "Uppföljning saknas" in html


def test_page_tells_each_public_report_with_office_and_organisation(commitment, told):
    told(commitment, grade=Grade.STARTED, done="Tre möten.")
    told(commitment, grade=Grade.HALF_OR_MORE, done="Sju möten.")
    html = page_of(commitment)
    assert html.index("Sju möten.") < html.index("Tre möten.")
    assert "uppgiftslämnare, Myndigheten" in html
    assert "Uno" not in html


def test_confirmation_is_told_as_one_with_its_day(commitment, told):
    told(commitment, done="Tre möten.")
    told(commitment, grade="", done="", repeats=True)
    assert "oförändrat sedan sist" in page_of(commitment)


def test_confirmation_does_not_bring_back_words_that_were_hidden(commitment, cast, told):
    first = told(commitment, done="Det som döljs.")
    told(commitment, grade="", done="", repeats=True)
    hide_report(report=first, by=cast.people["maintainer"])
    html = page_of(commitment)
    assert "Det som döljs." not in html
    assert "oförändrat sedan en uppföljning som inte visas" in html


def test_what_is_hidden_is_not_confirmed(commitment, cast, told):
    """Neither offered nor taken: a reader would see "unchanged" beside something else."""
    told(commitment, grade=Grade.STARTED, done="Tre möten.")
    hidden = told(commitment, done="Det som döljs.")
    hide_report(report=hidden, by=cast.people["maintainer"])
    place = f"/arbete/redovisa/{commitment.home.slug}/?visa=alla"
    html = cast.client("reporter").get(place).text
    assert "Dold för allmänheten." in html
    assert "Oförändrat sedan sist" not in html
    with pytest.raises(ValidationError) as refused:
        told(commitment, grade="", done="", repeats=True)
    assert list(refused.value.message_dict) == ["repeats"]


def test_words_of_an_earlier_version_and_of_a_draft_are_not_shown(commitment, cast, told):
    uno, malin = cast.people["reporter"], cast.people["maintainer"]
    report = make.draft_report(commitment, by=uno, done="Första ordalydelsen.")
    make.submitted(report, by=uno)
    ask_for_completion(report=report, seen=1, reason="Hur många?", by=malin)
    report.refresh_from_db()
    report.done = "Andra ordalydelsen."
    save_draft(report=report, by=uno)
    make.submitted(report, by=uno)
    receive_report(report=report, seen=2, by=malin, comment="Tack för svaret.")
    make.draft_report(commitment, by=uno, done="Ett nytt utkast.")
    html = page_of(commitment)
    assert "Andra ordalydelsen." in html
    assert "Tack för svaret." in html
    for hidden in ("Första ordalydelsen.", "Hur många?", "Ett nytt utkast."):
        assert hidden not in html


# ---------------------------------------------------------------- many


def test_progress_is_not_told_while_nothing_is(commitment):
    assert progress_of(Commitment.objects.all()) is None


def test_progress_counts_grades_actors_and_days(world, cast, told):
    grades = [Grade.COMPLETED, Grade.CONTINUOUS, Grade.STARTED]
    for days, grade in zip((10, 40, 70), grades, strict=True):
        one = make.commitment(world.strategy, responsible=cast.agency)
        told(one, grade=grade)
        day = timezone.localdate() - timedelta(days=days)
        Commitment.objects.filter(pk=one.pk).update(latest_public_on=day)
    make.commitment(world.strategy, responsible=cast.other)
    progress = progress_of(Commitment.objects.filter(responsible__in=[cast.agency, cast.other]))
    assert (progress.total, progress.done, progress.missing) == (4, 2, 1)
    assert (progress.actors_told, progress.actors, progress.median_days) == (1, 2, 40)
    assert [(one.grade, one.count) for one in progress.shares] == [
        ("completed", 1), ("continuous", 1), ("started", 1), ("", 1),
    ]  # fmt: skip
    assert sum(one.width for one in progress.shares) == 1000


def test_progress_costs_one_query(commitment, told, django_assert_num_queries):
    told(commitment)
    with django_assert_num_queries(1):
        progress_of(Commitment.objects.public())


def test_progress_stands_on_the_pages_of_strategy_goal_county_and_actor(world, commitment, told):
    told(commitment, grade=Grade.COMPLETED)
    make.contribution(commitment, world.strategy, goal=world.goal)
    for row in (world.strategy, world.goal, world.county, commitment.responsible):
        html = Client().get(row.get_absolute_url()).text
        assert "1 av ett åtagande" in html or "1 av 2 åtaganden" in html, row
        assert "Så bedömer vi" in html, row
        assert '<svg class="progress"' in html, row


def test_goal_counts_what_serves_its_sub_goals_once(world, cast, commitment, told):
    parent = make.goal(world.strategy)
    subs = [make.goal(world.strategy, parent=parent) for _ in "ab"]
    other = make.commitment(world.strategy, responsible=cast.agency)
    for sub in subs:
        make.contribution(commitment, world.strategy, goal=sub)
    make.contribution(other, world.strategy, goal=parent)
    told(commitment, grade=Grade.COMPLETED)
    html = Client().get(parent.get_absolute_url()).text
    assert "1 av 2 åtaganden" in html
    assert "Delmålens åtaganden är inräknade." in html
    below = Client().get(subs[0].get_absolute_url()).text
    assert "1 av ett åtagande" in below
    assert "inräknade" not in below


def test_list_is_filtered_by_how_far_it_has_come(commitment, told):
    told(commitment, grade=Grade.COMPLETED)
    found = lambda value: [  # noqa: E731
        one.pk for one in Client().get("/ataganden/", {"laget": value}).context["object_list"]
    ]
    assert found("completed") == [commitment.pk]
    assert found("started") == []
    assert commitment.pk not in found("saknas")
    assert Client().get("/ataganden/", {"laget": "perfekt"}).status_code == 400


# ---------------------------------------------------------------- flags


@pytest.mark.parametrize(
    ("grade", "end", "first_end", "late", "late_by_first"),
    [
        ("started", "2025", None, True, False),
        ("", "2025-12-31", None, True, False),
        ("started", "2026", None, False, False),
        ("started", "2026-11", None, False, False),
        ("completed", "2025", None, False, False),
        ("continuous", "2025", None, False, False),
        ("discontinued", "2025", None, False, False),
        ("started", "2027", "2025", False, True),
        ("started", "", None, False, False),
    ],
)
def test_late_is_what_has_passed_its_end_and_is_not_done(
    grade, end, first_end, late, late_by_first
):
    today = timezone.datetime(2026, 11, 26).date()
    on = today if grade else None
    standing = standing_of(grade=grade, on=on, end=end, first_end=first_end, today=today)
    assert (standing.is_late, standing.is_late_by_first_end) == (late, late_by_first)


@pytest.mark.parametrize(
    ("on", "stale"), [((2025, 8, 26), False), ((2025, 8, 25), True), ((2024, 1, 1), True)]
)
def test_stale_is_older_than_fifteen_months(on, stale):
    today, day = (timezone.datetime(*parts).date() for parts in ((2026, 11, 26), on))
    standing = standing_of(grade="started", on=day, end="", first_end=None, today=today)
    assert standing.is_stale is stale


# ---------------------------------------------------------------- the columns are a copy


def by_the_defining_query(commitment: Commitment) -> tuple:
    """Of the latest published report its latest version."""
    reports = [
        report
        for report in commitment.reports.all()
        if report.published_at is not None and report.withdrawn_at is None
    ]
    if not reports:
        return ("", None)
    latest = max(reports, key=lambda report: (report.as_of, report.pk))
    return (latest.versions.latest("number").grade, latest.as_of)


def test_columns_say_what_the_latest_public_report_says(world, cast, told):
    uno, malin = cast.people["reporter"], cast.people["maintainer"]
    later = make.strategy(report_publishing=Publishing.LATER)
    for home in (world.strategy, later):
        for step in range(5):
            one = make.commitment(home, responsible=cast.agency)
            first = told(one, grade=Grade.STARTED) if step else None
            second = told(one, grade=Grade.COMPLETED) if step > 1 else None
            if step == 3:
                hide_report(report=second, by=malin)
            if step == 4:
                for report in (first, second):
                    hide_report(report=report, by=malin)
            make.draft_report(one, by=uno)
    kept = {one.pk: by_the_defining_query(one) for one in Commitment.objects.all()}
    columns = ("pk", "latest_public_grade", "latest_public_on")
    copied = {pk: (grade, on) for pk, grade, on in Commitment.objects.values_list(*columns)}
    assert copied == kept
    assert len(set(kept.values())) == 3
    Commitment.objects.update(latest_public_grade="", latest_public_on=None)
    call_command("rebuild_latest_public", stdout=StringIO())
    copied = {pk: (grade, on) for pk, grade, on in Commitment.objects.values_list(*columns)}
    assert copied == kept
