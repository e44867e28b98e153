"""The report of a round at work: who makes it, who checks it, and each organisation's own sheet."""

import io
import re
from datetime import date, timedelta

import docx
import html5lib
import pytest
from django.test import Client
from django.utils import timezone
from docx.oxml.ns import qn

from records.services import withdraw
from strategies.choices import AnswerKind, DecisionKind
from strategies.models import Commitment, FactRemark, HiddenAnswer, RoundReport
from strategies.services.rounds import reopen_round, sign_request
from tests.people import KINDS, superuser
from tests.strategies.round_reports import (
    answer,
    answer_anew,
    answered,
    begun,
    checked,
    closed,
    published,
)
from tests.strategies.rounds import submit

pytestmark = pytest.mark.once

WHOLE = html5lib.HTMLParser(strict=True)


@pytest.fixture
def found(world, cast):
    return answered(world, cast)


@pytest.fixture
def malin(cast) -> Client:
    return cast.client("maintainer")


@pytest.fixture
def uno(cast) -> Client:
    return cast.client("reporter")


def making(found) -> str:
    return f"/arbete/uppfoljningar/omgangar/{found.round.public_id}/rapport/"


def own(request) -> str:
    return f"/arbete/svara/{request.public_id}/rapport/"


def seen_in(html: str) -> str:
    return re.search(r'name="seen" value="([0-9a-f]{64})"', html)[1]


# ---------------------------------------------------------------- who


@pytest.mark.parametrize("kind", KINDS)
def test_report_is_made_by_who_runs_the_round(found, cast, kind):
    expected = {"signed out": 302, "maintainer": 200, "superuser": 200}
    asked = dict.fromkeys(["reporter", "coordinator", "signer"], 403)
    status = (expected | asked).get(kind, 404)
    client = cast.client(kind)
    assert client.get(making(found)).status_code == status
    post = client.post(making(found) + "dolj/").status_code
    assert post == (302 if status in (200, 302) else status)


@pytest.mark.parametrize("kind", KINDS)
def test_facts_are_read_by_who_was_asked_and_checked_by_its_reporters(found, cast, kind):
    checked(found)
    reads = dict.fromkeys(["reporter", "coordinator", "signer", "maintainer", "superuser"], 200)
    status = (reads | {"signed out": 302}).get(kind, 404)
    client = cast.client(kind)
    assert client.get(own(found.requests[0])).status_code == status
    post = client.post(own(found.requests[0]), {"text": "Fel."}).status_code
    writes = dict.fromkeys(["signed out", "reporter", "coordinator", "signer", "superuser"], 302)
    assert post == (writes | {"maintainer": 403}).get(kind, 404)
    for ending in ("blad/", "blad.docx"):
        assert client.get(own(found.requests[0]) + ending).status_code == (
            302 if kind == "signed out" else 404
        )


def test_sheet_is_there_from_the_day_of_publication_for_its_own_alone(found, cast):
    published(found)
    reads = dict.fromkeys(["reporter", "coordinator", "signer", "maintainer", "superuser"], 200)
    for kind in KINDS:
        for ending in ("blad/", "blad.docx"):
            status = cast.client(kind).get(own(found.requests[0]) + ending).status_code
            assert status == (reads | {"signed out": 302}).get(kind, 404), kind


def test_remark_of_another_round_is_not_answered(found, malin, cast):
    report = checked(found)
    remark = FactRemark.objects.create(
        report=report, request=found.requests[0], text="Fel.", organisation="A",
        said_at=timezone.now(),
    )  # fmt: skip
    path = making(found) + "svara/finns-inte/"
    assert malin.post(path, {"answer": "Jo."}).status_code == 404
    assert cast.client("reporter").post(path, {"answer": "Jo."}).status_code == 403
    assert FactRemark.objects.get(pk=remark.pk).answer == ""


# ---------------------------------------------------------------- from draft to publication


def test_round_that_is_open_says_when_the_report_is_made(world, cast, malin):
    html = malin.get(making(begun(world, cast, organisations=1))).text
    assert "Rapporten görs när uppföljningen är stängd." in html


def test_draft_shows_no_sum_of_people(found, uno):
    checked(found)
    html = uno.get(own(found.requests[0])).text
    assert "Summan visas när rapporten är publicerad." in html
    assert "Sammanlagt: 12" in html
    for shown in ("Sammanlagt: 76", "Sammanlagt 76", "Kvinnor: 48", "Sammanlagt: 160"):
        assert shown not in html
    published(found)
    public = Client().get(found.report.get_absolute_url()).text
    assert "Sammanlagt: 76" in public
    assert "Sammanlagt 76" in public


def test_correction_of_what_changed_meanwhile_is_refused_once_and_then_done(found, malin):
    report = published(found)
    questions, path = found.round.questions.filter(kind="choice"), making(found) + "ratta/"
    questions.update(text="Vad är svårast?")
    seen = seen_in(malin.get(making(found)).text)
    questions.update(text="Vad är allra svårast?")
    # Refused for something else, the page has not told that it reads otherwise.
    assert correct_seen_in(malin.post(path, {"seen": seen, "reason": ""}).text) == seen
    stale = malin.post(path, {"seen": seen, "reason": "Frågan hette fel."})
    assert (stale.status_code, "Läs igenom rapporten igen" in stale.text) == (422, True)
    assert "Frågan hette fel." in stale.text
    assert "Vad är allra svårast?" in stale.text
    fixed = {"seen": correct_seen_in(stale.text), "reason": "Frågan hette fel."}
    assert malin.post(path, fixed).status_code == 302
    assert report.versions.count() == 2


def correct_seen_in(html: str) -> str:
    return re.search(r'name="seen" value="([0-9a-f]{64})"[^>]*id="correct_seen"', html)[1]


def test_draft_is_checked_published_and_corrected(found, malin, uno):
    html = malin.get(making(found)).text
    WHOLE.parse(html)
    assert "Svaret är inlämnat men inte mottaget" in html
    stale = malin.post(making(found) + "faktagranska/", {"seen": "0"})
    assert (stale.status_code, "Läs igenom rapporten igen" in stale.text) == (422, True)
    seen = seen_in(html)
    assert malin.post(making(found) + "faktagranska/", {"seen": seen}).status_code == 302

    own_page = uno.get(own(found.requests[0])).text
    WHOLE.parse(own_page)
    assert "Vi hinner inte i år." in own_page
    guarded = uno.post(own(found.requests[0]), {"text": "Ring 19121212-1212"})
    assert (guarded.status_code, "Ring 19121212-1212" in guarded.text) == (422, True)
    uno.post(own(found.requests[0]), {"text": "Vi avstod inte."})

    html = malin.get(making(found)).text
    assert "Vi avstod inte." in html
    remark = FactRemark.objects.get()
    path = f"{making(found)}svara/{remark.public_id}/"
    assert malin.post(path, {"answer": ""}).status_code == 422
    assert malin.post(path, {"answer": "Det är rättat."}).status_code == 302
    assert "Det är rättat." in uno.get(own(found.requests[0])).text

    early = malin.post(making(found) + "publicera/", {"seen": seen})
    assert (early.status_code, "pågår till och med" in early.text) == (422, True)
    yesterday = timezone.localdate() - timedelta(days=1)
    RoundReport.objects.filter(round=found.round).update(fact_check_until=yesterday)
    assert seen_in(malin.get(making(found)).text) == seen
    assert malin.post(making(found) + "publicera/", {"seen": seen}).status_code == 302
    report = RoundReport.objects.public().get(round=found.round)
    assert Client().get(report.get_absolute_url()).status_code == 200

    found.round.questions.filter(kind="choice").update(text="Vad är svårast?")
    html = malin.get(making(found)).text
    WHOLE.parse(html)
    assert "skiljer sig" in html
    wrong = malin.post(making(found) + "ratta/", {"seen": seen_in(html), "reason": ""})
    assert wrong.status_code == 422
    fixed = {"seen": seen_in(html), "reason": "Frågan hette fel."}
    assert malin.post(making(found) + "ratta/", fixed).status_code == 302
    assert "Frågan hette fel." in Client().get(report.get_absolute_url()).text
    assert malin.post(making(found) + "dolj/").status_code == 302
    assert Client().get(report.get_absolute_url()).status_code == 404
    assert "visas inte just nu" in uno.get(own(found.requests[0])).text


def test_what_is_left_out_leads_to_where_it_is_published(world, cast, malin):
    type(world.strategy).objects.update(report_publishing="later")
    found = begun(world, cast, organisations=1)
    answer(found.requests[1])
    html = malin.get(making(closed(found))).text
    assert "/arbete/uppfoljningar/?visa=publicera" in html


def test_text_is_hidden_from_either_side(found, malin, cast):
    report = published(found)
    question = found.round.questions.get(kind="text").public_id
    bad = malin.post(making(found) + "dolj-text/", {"text": "x/y", "reason": "Fel."})
    assert bad.status_code == 422
    said = {"text": f"{found.requests[1].public_id}/{question}", "reason": "Pekar ut någon."}
    assert malin.post(making(found) + "dolj-text/", said).status_code == 302
    path = own(found.requests[0]) + "dolj-text/"
    own_text = {"text": f"{found.requests[0].public_id}/", "reason": "Fel."}
    assert cast.client("reporter").post(path, own_text).status_code == 403
    others = {"text": f"{found.requests[2].public_id}/{question}", "reason": "Fel."}
    assert cast.client("coordinator").post(path, others).status_code == 422
    assert cast.client("coordinator").post(path, own_text).status_code == 302
    assert HiddenAnswer.objects.count() == 2
    html = Client().get(report.get_absolute_url()).text
    assert "Vi hinner inte i år." not in html
    assert html.count("Mer tid.") == 3


def test_report_is_taken_away_while_its_round_is_open_again(found, malin, cast, uno):
    report = published(found)
    reopen_round(round=found.round, why="Ett svar saknas.", by=found.malin)
    html = malin.get(making(found)).text
    WHOLE.parse(html)
    assert "Rapporten görs när uppföljningen är stängd." in html
    assert "Vi hinner inte i år." not in html
    assert own(found.requests[0]) in uno.get(f"/arbete/svara/{found.requests[0].public_id}/").text

    corrected = {"seen": "", "reason": "Fel."}
    assert malin.post(making(found) + "ratta/", corrected).status_code == 422
    text = f"{found.requests[1].public_id}/{found.round.questions.get(kind='text').public_id}"
    hidden = malin.post(making(found) + "dolj-text/", {"text": text, "reason": "Pekar ut någon."})
    assert hidden.status_code == 302
    own_text = {"text": f"{found.requests[0].public_id}/", "reason": "Fel."}
    path = own(found.requests[0]) + "dolj-text/"
    assert cast.client("coordinator").post(path, own_text).status_code == 302
    shown = Client().get(report.get_absolute_url()).text
    assert (shown.count("Mer tid."), "Vi hinner inte" in shown) == (3, False)
    assert malin.post(making(found) + "dolj/").status_code == 302
    assert Client().get(report.get_absolute_url()).status_code == 404
    assert "visas inte just nu" in uno.get(own(found.requests[0])).text


def test_text_that_only_an_earlier_version_shows_can_be_hidden(found, malin):
    report = published(found)
    reopen_round(round=found.round, why="Fel text.", by=found.malin)
    request = found.requests[1]
    submit(request, by=superuser(), answer=AnswerKind.NOT_CONCERNED)
    found = closed(found)
    correction = {"seen": seen_in(malin.get(making(found)).text), "reason": "Svaret var fel."}
    assert malin.post(making(found) + "ratta/", correction).status_code == 302
    first = f"{report.get_absolute_url()}version/1/"
    assert Client().get(first).text.count("Mer tid.") == 4
    assert Client().get(report.get_absolute_url()).text.count("Mer tid.") == 3

    text = f"{request.public_id}/{found.round.questions.get(kind='text').public_id}"
    hidden = malin.post(making(found) + "dolj-text/", {"text": text, "reason": "Pekar ut någon."})
    assert hidden.status_code == 302
    assert Client().get(first).status_code == 410


def test_draft_that_tells_of_what_is_public_no_more_is_not_shown(found, uno):
    checked(found)
    assert "Insats av Organisation 01" in uno.get(own(found.requests[0])).text
    withdraw(record=Commitment.objects.get(title="Insats av Organisation 01"))
    html = uno.get(own(found.requests[0])).text
    WHOLE.parse(html)
    assert "Insats av" not in html
    assert "visas inte just nu" in html
    # What is not right can be said all the same.
    assert uno.post(own(found.requests[0]), {"text": "Vi avstod inte."}).status_code == 302


# ---------------------------------------------------------------- the own sheet


@pytest.fixture
def signed(world, cast):
    """The agency has answered, and what it answered is signed off by its board."""
    found = begun(world, cast, organisations=3)
    for request in found.requests:
        answer(request)
    sign_request(
        request=found.requests[0],
        seen=1,
        decision=DecisionKind.BOARD,
        decided_on=date(2026, 11, 2),
        paragraph="§ 47",
        by=cast.people["signer"],
    )
    found = closed(found)
    published(found)
    return found


def words_of(content: bytes) -> str:
    word = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in word.paragraphs), *cells])


def test_sheet_says_the_own_beside_the_sums_of_all(signed, uno):
    html = uno.get(own(signed.requests[0]) + "blad/").text
    WHOLE.parse(html)
    response = uno.get(own(signed.requests[0]) + "blad.docx")
    assert "attachment" in response.headers["Content-Disposition"]
    assert response.headers["Cache-Control"] == "no-store"
    for text in (html, words_of(response.content)):
        assert "Nämndbeslut, 2 november 2026, § 47" in text
        assert "12 kvinnor, 7 män" in text
        assert "Sammanlagt: 76. Kvinnor: 48, män: 28" in text
        assert "Ja: 4, nej: 0" in text
        assert "Påbörjat, mindre än hälften" in text
        assert "Har svarat" in text
        assert "Insats av Organisation 01" not in text


def test_sheet_of_a_report_that_is_not_shown_is_not_found(signed, uno):
    withdraw(record=Commitment.objects.get(title="Insats av Organisation 01"))
    for page in ("blad/", "blad.docx"):
        assert uno.get(own(signed.requests[0]) + page).status_code == 404


def test_sheet_says_what_was_submitted_when_the_report_was_made(signed, uno):
    reopen_round(round=signed.round, why="Ett svar är fel.", by=signed.malin)
    answer_anew(signed.requests[0], utbildades={"women": 31, "men": 30})
    html = uno.get(own(signed.requests[0]) + "blad/").text
    assert "12 kvinnor, 7 män" in html
    assert "31 kvinnor" not in html


def test_sheet_shows_no_sum_that_the_report_hides(world, cast, uno):
    found = begun(world, cast, organisations=1)
    for request in found.requests:
        answer(request)
    found = closed(found)
    published(found)
    html = uno.get(own(found.requests[0]) + "blad/").text
    assert "12 kvinnor, 7 män" in html
    assert "Sammanlagt: 38" not in html
    assert "Summan visas inte" in html


def test_word_is_an_a4_that_names_no_person(signed, uno):
    word = docx.Document(io.BytesIO(uno.get(own(signed.requests[0]) + "blad.docx").content))
    about = word.core_properties
    assert about.author == "Länsstyrelsen i Kalmar län"
    assert about.last_modified_by == ""
    assert not [user.name for user in (signed.malin, superuser()) if user.name in about.author]
    section = word.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


def test_word_has_columns_within_the_page_and_heads_that_are_said_again(signed, uno):
    word = docx.Document(io.BytesIO(uno.get(own(signed.requests[0]) + "blad.docx").content))
    page = word.sections[0]
    assert word.styles["Normal"].element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "sv-SE"
    assert [one.style.name for one in word.paragraphs if one.style.name.startswith("Heading")] == [
        "Heading 1", "Heading 2", "Heading 2",
    ]  # fmt: skip
    assert len(word.tables) == 2
    for table in word.tables:
        widths = [cell.width.mm for cell in table.rows[0].cells]
        room = page.page_width.mm - page.left_margin.mm - page.right_margin.mm
        assert len(set(widths)) > 1
        assert sum(widths) <= room + 0.1
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_sheet_in_english_keeps_its_swedish_words(signed, uno):
    response = uno.get("/en" + own(signed.requests[0]) + "blad/")
    assert response.status_code == 200
    assert '<span lang="sv">' in response.text


@pytest.mark.once
def test_pages_cost_the_same_queries_with_3_and_12_organisations(
    world, cast, malin, uno, django_assert_max_num_queries
):
    found = closed(begun(world, cast, organisations=12))
    with django_assert_max_num_queries(19) as first:
        malin.get(making(found))
    checked(found)
    with django_assert_max_num_queries(19) as second:
        malin.get(making(found))
    assert abs(len(second) - len(first)) <= 3
    with django_assert_max_num_queries(14):
        uno.get(own(found.requests[0]))
