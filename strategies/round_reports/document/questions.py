"""What was asked, and what all answered."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from strategies.answers import in_words as answer_in_words
from strategies.round_reports.document.parts import Cell, Row, Section, Table, actor_cell, content
from strategies.round_reports.frozen import Payload
from strategies.round_reports.people import CHANGED, FEW, LATER


def question_section(question: Payload) -> Section:
    return Section(
        question["anchor"],
        content(question["text"]),
        lines=list(question_lines(question)),
        tables=list(question_tables(question)),
    )


def question_lines(question: Payload) -> Iterator[Cell]:
    if question["why"]:
        yield content(question["why"])
    count = question["answered"]
    yield Cell(
        ngettext(
            "%(count)d organisation har svarat.", "%(count)d organisationer har svarat.", count
        )
        % {"count": count}
    )
    shown = question["sum"]
    if shown and shown["total"] is not None:
        yield Cell(_("Sammanlagt: %(total)d") % {"total": shown["total"]})
        if shown["women"] is not None:
            yield Cell(_("Kvinnor: %(women)d, män: %(men)d") % shown)
    if shown and shown["withheld"]:
        yield Cell(withheld_in_words(shown["withheld"]))
    if question["about_people"]:
        yield Cell(
            _(
                "Antal människor visas bara som summa, aldrig under fem och aldrig när färre än "
                "tre organisationer har räknat någon."
            )
        )


def withheld_in_words(why: str) -> str:
    return {
        FEW: _("Summan visas inte, för den skulle kunna peka ut någon."),
        CHANGED: _(
            "Summan visas inte: den har ändrats sedan en tidigare version, och skillnaden skulle "
            "kunna peka ut någon."
        ),
        LATER: _("Summan visas när rapporten är publicerad."),
    }[why]


def question_tables(question: Payload) -> Iterator[Table]:
    kind = question["kind"]
    if question["counts"]:
        yield Table(
            _("Så många svarade"),
            [_("Svar"), _("Organisationer")],
            [
                Row([content(answer_in_words(kind, one["value"])), Cell(str(one["count"]))])
                for one in question["counts"]
            ],
            widths=(45, 18),
        )
    if question["answers"]:
        yield Table(
            _("Organisationernas svar"),
            [_("Organisation"), _("Svar")],
            [
                Row([actor_cell(one["slug"], one["name"]), answer_cell(kind, one)])
                for one in question["answers"]
            ],
            widths=(36, 64),
        )


def answer_cell(kind: str, answer: Payload) -> Cell:
    if answer["is_hidden"]:
        return Cell(_("Texten är dold."))
    return content(answer_in_words(kind, answer["value"]))
