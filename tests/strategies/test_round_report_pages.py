"""The report of a round for everybody: a page and three files with the same facts."""

import csv
import gzip
import io
import json
import re

import html5lib
import pytest
from django.test import Client
from django.utils.translation import override

from records.services import withdraw
from strategies.models import Commitment, RoundReport, RoundReportVersion
from strategies.papers.typesetting import PaperError
from strategies.papers.words import all_spelled_out
from strategies.round_reports import typesetting
from strategies.round_reports.document import document_of
from strategies.round_reports.files import BOM, as_csv, defused
from strategies.round_reports.frozen import canonical_json, checksum_of
from strategies.round_reports.typesetting import inputs_of, typeset
from strategies.services import hide_report
from strategies.services.round_reports import correct_round_report, hide_answer
from tests.strategies.round_reports import answered, published, seen_of

pytestmark = pytest.mark.once

FORMATS = ("rapport.pdf", "export.csv", "export.json")
MOST_BYTES = 24_000


@pytest.fixture
def found(world, cast):
    return answered(world, cast)


@pytest.fixture
def report(found) -> RoundReport:
    return published(found)


def texts_of(version: RoundReportVersion) -> list[str]:
    """Every word that the document holds, in Swedish."""
    with override("sv"):
        document = document_of(version.payload)
    found = [document.title, *(cell.text for _label, cell in document.facts)]
    for section in document.sections:
        found += [section.heading.text, *(cell.text for cell in section.lines)]
        for table in section.tables:
            found += [cell.text for row in table.rows for cell in row.cells]
    return [text for text in found if text]


def plain(html: str) -> str:
    text = "".join(html5lib.parse(html, namespaceHTMLElements=False).itertext())
    return " ".join(text.split())


# ---------------------------------------------------------------- the page


def test_page_says_all_and_links_each_sentence_to_its_answers(report):
    response = Client().get(report.get_absolute_url())
    assert response.status_code == 200
    html5lib.HTMLParser(strict=True).parse(response.text)
    shown = plain(response.text)
    for text in texts_of(report.versions.get())[1:]:
        assert " ".join(text.split()) in shown, text
    ids = re.findall(r'\sid="([^"]*)"', response.text)
    assert len(ids) == len(set(ids))
    sentences = report.versions.get().payload["sentences"]
    for sentence in sentences:
        assert f'href="#{sentence["anchor"]}"' in response.text
        assert sentence["anchor"] in ids


def test_page_counts_nothing_that_there_is_none_of(found):
    html = Client().get(published(found).get_absolute_url()).text
    assert "Alla åtaganden och alla uppföljningar av dem är med." in html
    assert not re.search(r">\s*0 (åtaganden|uppföljningar) som", html)


def test_page_says_who_answers_for_a_commitment_under_it(report):
    table = Client().get(report.get_absolute_url()).text.split('id="ataganden"')[1]
    assert "<span>Åtagande</span><span>Ansvarig</span>" in table
    assert re.search(r'<th scope="row"><span><a [^>]*>[^<]*</a>\s*</span><span>', table, re.S)


def test_report_that_is_not_published_or_taken_away_is_not_found(found):
    assert Client().get("/uppfoljningar/finns-inte/").status_code == 404
    report = published(found)
    for record in (report, found.round.strategy):
        withdraw(record=record)
        for ending in ("", *FORMATS):
            assert Client().get(report.get_absolute_url() + ending).status_code == 404
        type(record).objects.filter(pk=record.pk).update(withdrawn_at=None)


def test_list_strategy_and_county_lead_to_the_report(report, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        html = Client().get("/uppfoljningar/").text
    assert f'href="{report.get_absolute_url()}"' in html
    strategy = report.round.strategy
    for place in (strategy, strategy.county):
        html = Client().get(place.get_absolute_url()).text
        assert f'href="{report.get_absolute_url()}"' in html
    withdraw(record=report)
    for place in (strategy, strategy.county):
        html = Client().get(place.get_absolute_url()).text
        assert f'href="{report.get_absolute_url()}"' not in html


def test_page_of_a_sensitive_strategy_is_kept_by_nobody(report):
    for ending in ("", *FORMATS):
        response = Client().get(report.get_absolute_url() + ending)
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert not response.cookies
    title = re.search("<title>(.*?)</title>", Client().get(report.get_absolute_url()).text)
    assert report.round.title not in title[1]


def test_file_of_a_strategy_that_is_not_sensitive_has_its_tag(found):
    type(found.round.strategy).objects.update(sensitive=False)
    report = published(found)
    for ending in FORMATS:
        first = Client().get(report.get_absolute_url() + ending)
        assert "max-age" in first.headers["Cache-Control"]
        tag = first.headers["ETag"]
        again = Client().get(report.get_absolute_url() + ending, headers={"if-none-match": tag})
        assert again.status_code == 304


# ---------------------------------------------------------------- the same facts in every form


def test_csv_says_what_the_page_says(report):
    response = Client().get(report.get_absolute_url() + "export.csv")
    text = response.content.decode()
    assert text.startswith(BOM)
    assert "attachment" in response.headers["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(text.removeprefix(BOM)), delimiter=";"))
    assert {len(row) for row in rows} == {5}
    values = {row[4] for row in rows} | {row[0] for row in rows}
    version = report.versions.get()
    with override("sv"):
        document = document_of(version.payload)
    for section in document.sections:
        cells = [*section.lines, *(c for t in section.tables for r in t.rows for c in r.cells)]
        assert {defused(cell.value) for cell in cells} <= values
    assert version.payload["round"]["closed_on"] in values
    assert version.checksum in values


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\ta"])
def test_csv_holds_no_formula(text):
    assert defused(text) == f"'{text}"


def test_json_is_the_payload_with_its_checksum(report):
    told = json.loads(Client().get(report.get_absolute_url() + "export.json").content)
    version = report.versions.get()
    assert told["payload"] == version.payload
    assert checksum_of(told["payload"]) == told["checksum"] == version.checksum


def test_pdf_that_cannot_be_made_is_told_with_the_facts(report, tmp_path, monkeypatch, caplog):
    broken = tmp_path / "broken.typ"
    broken.write_text('#panic("Mer tid.")', encoding="utf-8")
    monkeypatch.setattr(typesetting, "TEMPLATE", broken)
    address = report.get_absolute_url() + "rapport.pdf"
    response = Client().get(address)
    assert response.status_code == 503
    assert response.headers["Cache-Control"] == "no-store"
    html5lib.HTMLParser(strict=True).parse(response.text)
    assert "PDF-filen kan inte göras just nu." in response.text
    assert "Mer tid." in response.text
    assert report.versions.get().public_id in caplog.text
    assert "Mer tid." not in caplog.text
    monkeypatch.undo()
    assert Client().get(address).status_code == 200


def test_pdf_says_what_the_page_says_and_is_tagged(report):
    response = Client().get(report.get_absolute_url() + "rapport.pdf")
    content = response.content
    assert content.startswith(b"%PDF-1.")
    for mark in (b"/MarkInfo<</Marked true", b"/StructTreeRoot", b"/Lang(sv", b"pdfuaid:part"):
        assert mark in content
    version = report.versions.get()
    told = json.dumps(inputs_of(version), ensure_ascii=False)
    for text in texts_of(version):
        assert json.dumps(text, ensure_ascii=False) in told, text


def test_pdf_shows_markup_as_it_was_typed_and_spells_out_what_no_font_has(report):
    version = report.versions.get()
    inputs = inputs_of(version)
    inputs["title"] = '#panic("nej") *fet* <etikett> @ref'
    assert typeset(inputs) == typeset(inputs)
    inputs["title"] = "Bra \U0001f600!"
    with pytest.raises(PaperError):
        typeset(inputs)
    assert typeset(all_spelled_out(inputs))


def test_no_form_holds_a_number_of_people_of_one_organisation(world, cast):
    found = answered(world, cast)
    numbers = {"Hur många utbildades?": 19, "Hur många besökte er?": 40}
    payload = published(found).versions.get().payload
    for question in payload["questions"]:
        if question["about_people"]:
            assert question["answers"] == []
            assert question["sum"]["total"] == 4 * numbers[question["text"]]
    assert '"value":40' not in canonical_json(payload)
    assert '"women":12' not in canonical_json(payload)


# ---------------------------------------------------------------- versions


def test_earlier_version_stays_and_says_that_there_is_a_newer(found):
    report = published(found)
    found.round.questions.filter(kind="choice").update(text="Vad är svårast?")
    seen = seen_of(found)
    correct_round_report(round=found.round, seen=seen, reason="Frågan hette fel.", by=found.malin)
    newest = Client().get(report.get_absolute_url()).text
    assert "Frågan hette fel." in newest
    assert "Vad är svårast?" in newest
    first = Client().get(f"{report.get_absolute_url()}version/1/")
    assert first.status_code == 200
    assert "Det finns en nyare version." in first.text
    assert "Vilken är svårast?" in first.text
    for ending in ("version/3/", "version/0/", "export.json?version=3", "export.csv?version=x"):
        assert Client().get(report.get_absolute_url() + ending).status_code == 404
    old = Client().get(report.get_absolute_url() + "export.json?version=1")
    assert old.json()["version"] == 1


def test_version_in_which_a_text_was_hidden_shows_it_in_no_form(found):
    report = published(found)
    question = found.round.questions.get(kind="text").public_id
    for request in found.requests[1:]:
        hide_answer(request=request, question=question, reason="Fel.", by=found.malin)
    address = report.get_absolute_url()
    assert "Mer tid." not in Client().get(address).text
    for ending in FORMATS:
        assert Client().get(address + ending).status_code == 200
        gone = Client().get(f"{address}{ending}?version=1")
        assert gone.status_code == 410
        assert "visas inte längre" in gone.text
        assert "Mer tid." not in gone.text
    gone = Client().get(f"{address}version/1/")
    assert (gone.status_code, "Mer tid." in gone.text) == (410, False)
    assert gone.headers["Cache-Control"] == "no-store"


def test_hidden_progress_report_is_in_no_form(found):
    report = published(found)
    hide_report(report=found.requests[1].items.get().report, by=found.malin)
    address = report.get_absolute_url()
    assert Client().get(address).status_code == 200
    assert Client().get(f"{address}version/1/").status_code == 410


def test_report_that_tells_of_what_is_public_no_more_is_not_shown(report):
    withdraw(record=Commitment.objects.get(title="Insats av Organisation 01"))
    for ending in ("", *FORMATS):
        response = Client().get(report.get_absolute_url() + ending)
        assert response.status_code == 410
        assert "En ny version kommer." in response.text
        assert "Insats av" not in response.text


# ---------------------------------------------------------------- size


@pytest.mark.once
def test_report_of_31_organisations_stays_small_and_costs_few_queries(
    world, cast, django_assert_max_num_queries
):
    report = published(answered(world, cast, organisations=30))
    with django_assert_max_num_queries(8):
        response = Client().get(report.get_absolute_url())
    assert len(gzip.compress(response.content, 6)) <= MOST_BYTES
    assert len(gzip.compress(Client().get("/en" + report.get_absolute_url()).content, 6)) <= (
        MOST_BYTES
    )
    assert as_csv(report.versions.get()).count("\n") > 500
    assert Client().get(report.get_absolute_url() + "rapport.pdf").status_code == 200
