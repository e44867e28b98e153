"""The pages of one commitment under /arbete/, through the browser of those who work with it."""

import re
from datetime import timedelta

import html5lib
import pytest
from auditlog.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from strategies.models import Commitment, EndMove, ProgressReport, Stance
from strategies.services import (
    ask_for_completion,
    decline_contribution,
    propose_contribution,
    receive_report,
    save_draft,
    state_stance,
)
from tests import builders as make
from tests.strategies.at_work import at, tell_effort

YESTERDAY = (timezone.localdate() - timedelta(days=1)).isoformat()
MOVE = {
    "seen": "2026",
    "moved_to": "2027-06",
    "decided_by": "Avdelningschefen, Myndigheten",
    "decided_on": YESTERDAY,
    "reason": "Upphandlingen drog ut på tiden.",
}
MOST_QUERIES = {"detail": 18, "list": 11, "my work": 12}


@pytest.fixture
def home(cast):
    return make.strategy(maintained_by=cast.other, title="Andra strategin")


@pytest.fixture
def commitment(cast, home) -> Commitment:
    return make.commitment(home, responsible=cast.agency, title="Lotsarna", end="2026")


@pytest.fixture
def effort_report(world, cast) -> ProgressReport:
    """Of a joint effort of others, to which the agency contributes."""
    return tell_effort(world, cast)


@pytest.fixture
def karin(cast):
    return cast.client("coordinator")


@pytest.fixture
def malin(cast):
    return cast.client("maintainer")


@pytest.fixture
def uno(cast):
    return cast.client("reporter")


# ---------------------------------------------------------------- one commitment


def test_page_shows_reports_moves_and_contributions_to_who_may_read_them(
    cast, commitment, world, karin, malin
):
    uno = cast.people["reporter"]
    make.submitted(make.draft_report(commitment, by=uno), by=uno)
    make.end_move(commitment, to="2028")
    propose_contribution(
        commitment=commitment, strategy=world.strategy, by=cast.people["coordinator"]
    )
    own = karin.get(at(commitment)).text
    assert "Inlämnad" in own
    assert "Upphandlingen drog ut på tiden." in own
    assert "Väntar på svar" in own
    assert at(commitment, "flytta-slutet/") in own
    assert at(commitment, "bidra/") in own
    others = malin.get(at(commitment)).text
    assert "Inlämnad" not in others
    assert "Upphandlingen drog ut på tiden." in others
    assert world.strategy.title in others
    assert at(commitment, "flytta-slutet/") not in others


def test_draft_of_a_report_is_its_organisations_alone(cast, commitment):
    make.draft_report(commitment, by=cast.people["reporter"])
    assert "Ett utkast" in cast.client("reporter").get(at(commitment)).text
    for kind in ("reader", "other agency", "maintainer"):
        assert "Ett utkast" not in cast.client(kind).get(at(commitment)).text, kind


def test_superusers_reading_of_a_draft_is_noted_and_nobody_elses(cast, home):
    draft = make.commitment(home, responsible=cast.agency, published_at=None)
    for kind in ("coordinator", "superuser", "superuser"):
        assert cast.client(kind).get(at(draft)).status_code == 200
    [noted] = LogEntry.objects.filter(additional_data__verb="read_draft")
    assert (noted.actor, noted.object_pk) == (cast.people["superuser"], str(draft.pk))


# ---------------------------------------------------------------- moving its end


@pytest.mark.parametrize(
    ("wrong", "text"),
    [
        ({"moved_to": "2026"}, "Slutet är redan det."),
        ({"moved_to": "snart"}, "Skriv år"),
        ({"moved_to": ""}, "måste fyllas i"),
        ({"decided_on": "2999-01-01"}, "Den dagen har inte varit än."),
        ({"reason": "Om 811218-9876."}, "personnummer"),
        ({"reason": "Ring 070-123 45 67."}, "Kryssa i rutan"),
    ],
)
def test_wrong_move_is_told_and_what_was_typed_stays(commitment, karin, wrong, text):
    response = karin.post(at(commitment, "flytta-slutet/"), MOVE | wrong)
    assert response.status_code == 422
    assert text in response.text
    assert "Avdelningschefen, Myndigheten" in response.text
    assert "Slutet är nu 2026." in response.text
    assert not EndMove.objects.exists()


def test_end_is_moved_by_either_side_and_a_second_press_does_no_harm(cast, commitment):
    for kind in ("coordinator", "other agency"):
        EndMove.objects.all()._raw_delete("default")
        Commitment.objects.update(end="2026")
        for _press in range(2):
            response = cast.client(kind).post(at(commitment, "flytta-slutet/"), MOVE)
            assert (response.status_code, response.url) == (302, at(commitment)), kind
        assert EndMove.objects.count() == 1


def test_end_moved_by_another_meanwhile_is_shown_and_then_a_choice(cast, commitment, karin):
    make.end_move(commitment, to="2028")
    response = karin.post(at(commitment, "flytta-slutet/"), MOVE)
    assert response.status_code == 409
    assert "Någon annan har flyttat slutet medan du skrev. Det är nu 2028." in response.text
    assert 'value="2027-06"' in response.text
    [seen] = re.findall(r'name="seen" value="(\d*)"', response.text)
    assert karin.post(at(commitment, "flytta-slutet/"), MOVE | {"seen": seen}).status_code == 302
    assert Commitment.objects.get(pk=commitment.pk).end == "2027-06"


def test_commitment_without_an_end_has_none_to_move(cast, home, karin):
    endless = make.commitment(home, responsible=cast.agency)
    page = karin.get(at(endless, "flytta-slutet/"))
    assert "Åtagandet har inget slut att flytta." in page.text
    response = karin.post(at(endless, "flytta-slutet/"), MOVE | {"seen": ""})
    assert response.status_code == 422


# ---------------------------------------------------------------- confirming


def test_contributor_confirms_from_its_list_and_dissent_is_shown(cast, effort_report, uno):
    assert at(effort_report) in uno.get("/arbete/bekrafta/").text
    said = {"actor": cast.agency.slug, "seen": "1", "agrees": "nej", "sentence": "Två uteblev."}
    for _press in range(2):
        response = uno.post(at(effort_report, "stallning/"), said)
        assert (response.status_code, response.url) == (302, at(effort_report))
    assert Stance.objects.get().sentence == "Två uteblev."
    assert at(effort_report) not in uno.get("/arbete/bekrafta/").text
    for kind in ("maintainer", "other agency"):
        page = cast.client(kind).get(at(effort_report)).text
        assert "Delar inte bilden" in page
        assert "Två uteblev." in page
        assert "Uno" not in page
        assert "Spara ert svar" not in page


@pytest.mark.parametrize(
    ("wrong", "text"),
    [
        ({"sentence": ""}, "Skriv med en mening vad ni ser annorlunda."),
        ({"agrees": ""}, "måste fyllas i"),
        ({"agrees": "kanske"}, "kanske"),
        ({"actor": "andra-myndigheten"}, "andra-myndigheten"),
        ({"seen": "x"}, "heltal"),
        ({"sentence": "Om 811218-9876."}, "personnummer"),
        ({"sentence": "Ring 070-123 45 67."}, "Kryssa i rutan"),
    ],
)
def test_wrong_stance_is_told_and_what_was_typed_stays(cast, effort_report, uno, wrong, text):
    said = {"actor": cast.agency.slug, "seen": "1", "agrees": "nej", "sentence": "Två uteblev."}
    response = uno.post(at(effort_report, "stallning/"), said | wrong)
    assert response.status_code == 422
    assert text in response.text
    assert (said | wrong)["sentence"] in response.text
    assert not Stance.objects.exists()


def test_words_that_were_submitted_anew_are_shown_with_what_was_typed(cast, effort_report, uno):
    otto = cast.people["other agency"]
    ask_for_completion(report=effort_report, seen=1, reason="Mer.", by=cast.people["maintainer"])
    effort_report.refresh_from_db()
    effort_report.done = "Fler möten."
    save_draft(report=effort_report, by=otto)
    make.submitted(effort_report, by=otto)
    said = {"actor": cast.agency.slug, "seen": "1", "agrees": "nej", "sentence": "Två uteblev."}
    response = uno.post(at(effort_report, "stallning/"), said)
    assert response.status_code == 409
    assert "Fler möten." in response.text
    assert "Två uteblev." in response.text
    [seen] = re.findall(r'name="seen" value="(\d*)"', response.text)
    assert uno.post(at(effort_report, "stallning/"), said | {"seen": seen}).status_code == 302


def test_report_that_is_being_completed_says_so_and_keeps_what_was_typed(cast, effort_report, uno):
    ask_for_completion(report=effort_report, seen=1, reason="Mer.", by=cast.people["maintainer"])
    said = {"actor": cast.agency.slug, "seen": "1", "agrees": "nej", "sentence": "Två uteblev."}
    assert "Spara ert svar" not in uno.get(at(effort_report)).text
    response = uno.post(at(effort_report, "stallning/"), said)
    assert response.status_code == 422
    assert "uppföljningen är nu komplettering begärd" in response.text
    assert "Två uteblev." in response.text


def test_what_was_said_before_stands_on_the_reports_page_with_its_day(cast, effort_report, uno):
    said = {"report": effort_report, "actor": cast.agency, "by": cast.people["reporter"]}
    state_stance(agrees=False, sentence="Två uteblev.", **said)
    state_stance(agrees=True, **said)
    page = uno.get(at(effort_report)).text
    assert "Vad som har sagts tidigare" in page
    assert "Två uteblev." in page


def test_report_of_no_joint_effort_asks_nobody(cast, commitment, uno):
    who = cast.people["reporter"]
    make.submitted(make.draft_report(commitment, by=who), by=who)
    page = uno.get(at(ProgressReport.objects.get())).text
    assert "Vad medverkande säger" not in page
    response = uno.post(at(ProgressReport.objects.get(), "stallning/"), {})
    assert response.status_code == 403


# ---------------------------------------------------------------- my work


def test_my_work_tells_who_is_waited_for(cast, world, commitment, effort_report, uno, malin, karin):
    propose_contribution(
        commitment=commitment, strategy=world.strategy, by=cast.people["coordinator"]
    )
    assert "Ett förslag till bidrag väntar på ert svar" in malin.get("/arbete/").text
    assert "väntar på er bekräftelse" in uno.get("/arbete/").text
    assert "förslag till bidrag" not in karin.get("/arbete/").text


# ---------------------------------------------------------------- of all pages


def pages(world, cast, rows: int) -> dict[str, tuple[str, str, str]]:
    """Name to who looks, where, and of what size; filled with so many rows."""
    home = make.strategy(maintained_by=cast.other)
    commitment = make.commitment(home, responsible=cast.agency, end="2026")
    report = tell_effort(world, cast)
    karin, uno = cast.people["coordinator"], cast.people["reporter"]
    otto, malin = cast.people["other agency"], cast.people["maintainer"]
    for place in range(rows):
        strategy = make.strategy(title="Länets många")
        proposal = propose_contribution(commitment=commitment, strategy=strategy, by=karin)
        goal = make.goal(strategy)
        no = propose_contribution(commitment=commitment, strategy=strategy, goal=goal, by=karin)
        decline_contribution(contribution=no, answer="Nej.", by=malin)
        make.goal(world.strategy)
        make.end_move(commitment, to=f"{2030 + place}")
        told = make.submitted(make.draft_report(commitment, by=uno), by=uno).report
        receive_report(report=told, seen=1, by=otto)
        helper = make.organisation(f"Medverkande {rows} {place}")
        report.commitment.contributors.add(helper)
        said = {"report": report, "actor": helper, "by": cast.people["superuser"]}
        state_stance(agrees=False, sentence="Nej.", **said)
        state_stance(agrees=True, **said)
        tell_effort(world, cast)
    bidra = at(commitment, "bidra/")
    return {
        "commitment": ("coordinator", at(commitment), "detail"),
        "end": ("coordinator", at(commitment, "flytta-slutet/"), "detail"),
        "search": ("coordinator", f"{bidra}?sok=många", "list"),
        "chosen": ("coordinator", f"{bidra}?strategi={world.strategy.slug}", "detail"),
        "contribution": ("maintainer", at(proposal), "detail"),
        "proposals": ("maintainer", "/arbete/bidrag/", "list"),
        "to confirm": ("coordinator", "/arbete/bekrafta/", "list"),
        "report": ("coordinator", at(report), "detail"),
        "my work": ("coordinator", "/arbete/", "my work"),
        "my work of a maintainer": ("maintainer", "/arbete/", "my work"),
    }


def queries_of(world, cast, rows: int) -> dict[str, int]:
    counted = {}
    for name, (kind, path, _size) in pages(world, cast, rows).items():
        client = cast.client(kind)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(path).status_code == 200, name
        counted[name] = len(caught)
    return counted


@pytest.mark.once
def test_queries_are_as_many_for_three_rows_as_for_thirty(world, cast):
    few = queries_of(world, cast, 3)
    many = queries_of(world, cast, 30)
    assert few == many
    sizes = {name: size for name, (_kind, _path, size) in pages(world, cast, 1).items()}
    assert {n: q for n, q in many.items() if q > MOST_QUERIES[sizes[n]]} == {}


@pytest.mark.once
@pytest.mark.parametrize("language", ["", "/en"])
def test_page_is_valid_and_stands_in_our_design(world, cast, language):
    for name, (kind, path, _size) in pages(world, cast, 2).items():
        response = cast.client(kind).get(language + path)
        html = response.text
        assert response.headers["Cache-Control"] == "no-store", name
        html5lib.HTMLParser(strict=True).parse(html)
        assert f'<html lang="{language.strip("/") or "sv"}"' in html, name
        assert len(re.findall(r"<h1[\s>]", html)) == 1, name
        ids = re.findall(r'\sid="([^"]*)"', html)
        assert len(ids) == len(set(ids)), name
        assert " style=" not in html, name
