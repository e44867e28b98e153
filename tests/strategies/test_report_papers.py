"""What stands on the paper of a submitted report, and that it is a PDF that everybody can read."""

import json
from datetime import UTC, datetime

import pytest
import typst
from django.utils.translation import override

from strategies.choices import Grade
from strategies.papers import paper_of, typesetting, words_of
from strategies.papers.typesetting import PaperError, inputs_of, typeset
from strategies.papers.words import NOT_SHOWN, Words, spelled_out
from strategies.services import (
    ask_for_completion,
    receive_report,
    save_draft,
    set_registry_numbers,
)
from tests import builders as make

NOW = datetime(2026, 11, 26, 9, 42, tzinfo=UTC)
MARKUP = '#panic("nej") *fet* _kursiv_ $x$ [y] <etikett> @ref `kod` // ej kommentar \\ "citat"'


@pytest.fixture
def uno(cast):
    return cast.people["reporter"]


@pytest.fixture
def commitment(world, cast):
    plan = make.plan(world.strategy, title="Planen")
    return make.commitment(plan, responsible=cast.agency, title="Utbilda alla")


def told(commitment, by, **content):
    return make.submitted(make.draft_report(commitment, by=by, **content), by=by)


def plain(**fields) -> Words:
    given = {
        "title": "Utbilda alla",
        "organisation": "Myndigheten",
        "facts": [("Mottagare", "Länsstyrelsen")],
        "notes": [],
        "texts": [("Vad som har gjorts", "Tio möten.")],
        "ids": ["Uppföljning abc", "version def"],
        "submitted_at": NOW,
        "made_at": "26 november 2026, 10:42",
        "site": "https://samordna.example",
        "is_example": False,
    }
    return Words(**(given | fields))


def elements(words: Words, kind: str) -> list[dict]:
    """The elements of that kind which the typesetter makes of the words."""
    found = typst.query(
        typesetting.TEMPLATE, kind, sys_inputs=inputs_of(words), ignore_system_fonts=True
    )
    return json.loads(found)


def paragraphs(words: Words) -> list[list[str]]:
    """The lines of each paragraph, as they are shown."""
    shown = []
    for paragraph in elements(words, "par"):
        body = paragraph["body"]
        parts = body["children"] if body["func"] == "sequence" else [body]
        shown.append([part["text"] for part in parts if part["func"] == "text"])
    return shown


# ---------------------------------------------------------------- what stands there


def test_paper_says_all_that_was_submitted_and_names_no_person(world, cast, commitment, uno):
    texts = {name: f"Om {name}." for name in ("done", "results", "obstacles", "next_step")}
    version = told(commitment, uno, grade=Grade.HALF_OR_MORE, evidence="Rapport 3.", **texts)
    words = words_of(version, made_at=NOW)
    assert words.title == "Utbilda alla"
    assert [text for _label, text in words.texts] == [*texts.values(), "Rapport 3."]
    assert words.texts[0][0] == "Vad som har gjorts"
    facts = dict(words.facts)
    assert facts["Hör hemma i"] == f"Planen, under {world.strategy.title}"
    assert facts["Ansvarig"] == "Myndigheten"
    assert facts["Lämnad av"] == "uppgiftslämnare"
    assert facts["Mottagare"] == "Länsstyrelsen i Kalmar län"
    assert facts["Version"] == "1"
    assert facts["Genomförandegrad"] == "Genomfört till hälften eller mer"
    assert words.ids == [
        f"Uppföljning {version.report.public_id}", f"version {version.public_id}",
    ]  # fmt: skip
    assert words.notes == []
    assert uno.name not in json.dumps(inputs_of(words), ensure_ascii=False)


def test_time_of_submission_is_swedish_time(commitment, uno):
    version = told(commitment, uno)
    version.submitted_at = NOW
    assert dict(words_of(version, made_at=NOW).facts)["Inlämnad"] == "26 november 2026, 10:42"


def test_paper_is_swedish_for_who_reads_english(commitment, uno):
    with override("en"):
        facts = dict(words_of(told(commitment, uno), made_at=NOW).facts)
    assert facts["Genomförandegrad"] == "Påbörjat, mindre än hälften"


def test_confirmation_says_that_it_is_one_with_the_words_it_confirms(cast, commitment, uno):
    first = told(commitment, uno, done="Tio möten.")
    receive_report(report=first.report, seen=1, by=cast.people["maintainer"])
    again = told(commitment, uno, repeats=True, grade="", done="")
    words = words_of(again, made_at=NOW)
    assert words.notes[0].startswith("Oförändrat sedan sist")
    assert ("Vad som har gjorts", "Tio möten.") in words.texts


def test_completed_version_says_so_and_carries_the_registry_numbers(cast, commitment, uno):
    version = told(commitment, uno)
    report, malin = version.report, cast.people["maintainer"]
    set_registry_numbers(report=report, registry_number="MY 1-2026", by=uno)
    set_registry_numbers(report=report, received_registry_number="LST 2-2026", by=malin)
    report = ask_for_completion(report=report, seen=1, reason="Mer.", by=malin)
    report.stands_by = True
    second = make.submitted(save_draft(report=report, by=uno), by=uno)
    words = words_of(second, made_at=NOW)
    facts = dict(words.facts)
    assert facts["Version"] == "2, kompletterad"
    assert facts["Avsändarens diarienummer"] == "MY 1-2026"
    assert facts["Mottagarens diarienummer"] == "LST 2-2026"
    assert words.notes[0].startswith("Organisationen står fast")


def test_invented_paper_says_so_and_a_real_one_does_not(commitment, uno):
    says = "Allt på det här papperet är påhittat"
    assert says not in str(paragraphs(plain()))
    assert says in str(elements(plain(is_example=True), "par"))
    assert words_of(told(commitment, uno), made_at=NOW).is_example is False


# ---------------------------------------------------------------- how it is set


def test_paper_is_a_tagged_pdf_in_swedish(commitment, uno):
    content = paper_of(told(commitment, uno), made_at=NOW)
    assert content.startswith(b"%PDF-1.")
    for mark in (b"/MarkInfo<</Marked true", b"/StructTreeRoot", b"/Lang(sv", b"pdfuaid:part"):
        assert mark in content
    assert 10_000 < len(content) < 100_000


def test_same_words_make_the_same_bytes():
    assert typeset(plain()) == typeset(plain())


@pytest.mark.parametrize("text", [MARKUP, "= Rubrik", "- punkt", "#let x = 1", "{{ x }} & <b>"])
def test_what_looks_like_markup_is_shown_as_it_was_typed(text):
    words = plain(
        title=text,
        facts=[("Ansvarig", text)],
        texts=[("Vad som har gjorts", text)],
        organisation=text,
    )
    assert typeset(words)
    title, _label = elements(words, "heading")
    assert title["body"] == {"func": "text", "text": text}
    assert [text] in paragraphs(words)
    [facts] = elements(words, "terms")
    assert facts["children"][0]["description"] == {"func": "text", "text": text}


def test_lines_and_paragraphs_stay_as_they_were_typed():
    text = "Första raden\r\n- andra raden\r\n\r\nNytt stycke.\n \n\nSista.\n"
    shown = paragraphs(plain(texts=[("Resultat", text)]))
    assert [lines for lines in shown if lines[0] in ("Första raden", "Nytt stycke.", "Sista.")] == [
        ["Första raden", "- andra raden"],
        ["Nytt stycke."],
        ["Sista."],
    ]


def test_long_word_and_long_text_are_set():
    address = "https://exempel.example/" + "a" * 3000
    assert typeset(
        plain(title="Å" * 300, texts=[("Underlag", address), ("Hinder", "Ord. " * 9000)])
    )


def test_every_character_that_counts_as_shown_is_in_the_fonts():
    known = "".join(chr(code) for code in range(0x2700) if not NOT_SHOWN.match(chr(code)))
    assert len(known) > 1500
    assert typeset(plain(texts=[("Resultat", " ".join(known))]))


@pytest.mark.parametrize("text", ["Bra \U0001f600!", "你好", "a\x07b", "\ud800"])
def test_character_that_no_font_has_is_spelled_out(commitment, uno, text):
    words = plain(title=text, texts=[("Resultat", f"Tecken: {text}")])
    with pytest.raises(PaperError):
        typeset(words)
    assert typeset(spelled_out(words))


def test_paper_of_a_report_with_a_picture_of_a_face_is_made(commitment, uno):
    version = told(commitment, uno, done="Bra \U0001f600!")
    assert paper_of(version, made_at=NOW).startswith(b"%PDF")
    words = spelled_out(words_of(version, made_at=NOW))
    assert dict(words.texts)["Vad som har gjorts"] == "Bra [U+1F600]!"
    assert "[U+1F600]" in words.notes[-1]
