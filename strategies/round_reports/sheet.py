"""One organisation's own sheet: what it answered beside what the county answered, for its board.

What it counted of people is its own and stands on no page for others; the county's sums are those
of the report.
"""

from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from strategies.answers import ToldAnswer, told
from strategies.choices import QuestionKind
from strategies.models import RequestVersion, RoundRequest
from strategies.round_reports.document.answering import group_names
from strategies.round_reports.document.commitments import commitment_cell, grade_before, shown_grade
from strategies.round_reports.document.grades import counted_cells, done_sentence
from strategies.round_reports.document.parts import (
    DASH,
    Cell,
    Document,
    Row,
    Section,
    Table,
    content,
    day,
)
from strategies.round_reports.document.questions import withheld_in_words
from strategies.round_reports.frozen import Payload
from strategies.round_reports.payload import organisation_in


def sheet_of(payload: Payload, request: RoundRequest, version: RequestVersion | None) -> Document:
    """`version` is what the organisation had submitted when the payload was made, with its
    signature; None for nothing, and where it was asked later."""
    own = organisation_in(payload, request.public_id)
    slug = own["slug"] if own else ""
    return Document(
        title=f"{request.actor.name_with_kind}: {payload['round']['title']}",
        facts=facts(payload, own, version),
        sections=[
            own_commitments(payload, slug),
            own_answers(payload, told(version.answers) if version else []),
        ],
    )


def facts(
    payload: Payload, own: Payload | None, version: RequestVersion | None
) -> list[tuple[str, Cell]]:
    names = group_names()
    found = [
        (_("Gäller"), content(payload["strategy"]["title"])),
        (_("Ert svar"), Cell(names[own["group"]] if own else DASH)),
        (_("Inlämnat"), day(own["submitted_on"] if own else "")),
        (_("Svarsdag"), day(payload["round"]["due_on"])),
    ]
    if version is not None and version.explanation:
        found.append((_("Motivering"), content(version.explanation)))
    return [*found, (_("Er organisations beslut"), Cell(decision_of(version)))]


def decision_of(version: RequestVersion | None) -> str:
    if version is None or not version.is_signed:
        return _("Inte fastställt")
    signature = version.signature
    parts = [
        capfirst(str(signature.get_decision_display())),
        date_format(signature.decided_on, "DATE_FORMAT"),
        signature.paragraph,
        signature.registry_number,
    ]
    return ", ".join(part for part in parts if part)


def own_commitments(payload: Payload, slug: str) -> Section:
    own = [one for one in payload["commitments"] if one["actor"] == slug]
    heading, lines, tables = _("Era åtaganden"), [], []
    if payload["grades"]:
        of_all = _("Alla organisationer: %(sentence)s")
        lines = [Cell(of_all % {"sentence": done_sentence(payload["grades"])})]
    if own:
        head = [_("Åtagande"), _("Slutar"), _("Er bedömning"), _("Förra gången")]
        rows = [
            Row(
                [
                    commitment_cell(one),
                    day(one["end"]),
                    Cell(shown_grade(one)),
                    Cell(grade_before(one)),
                ]
            )
            for one in own
        ]
        tables = [Table(heading, head, rows, widths=(40, 18, 21, 21))]
        grades = payload["grades_by_actor"].get(slug, {})
        total, done, _words = counted_cells(grades)
        own_sum = _("Ni: %(done)s av %(total)s är genomförda eller pågår kontinuerligt.")
        lines = [Cell(own_sum % {"done": done.text, "total": total.text}), *lines]
    return Section("era-ataganden", Cell(heading), lines, tables)


def own_answers(payload: Payload, answers: Sequence[ToldAnswer]) -> Section:
    given = {one.question: one for one in answers}
    rows = [
        Row(
            [
                content(question["text"]),
                content(given[question["id"]].shown if question["id"] in given else ""),
                Cell(all_answers(question)),
            ]
        )
        for question in payload["questions"]
    ]
    heading = _("Era svar bredvid allas")
    lines = []
    if any(one["about_people"] for one in payload["questions"]):
        lines = [
            Cell(
                _(
                    "Antal människor som ni har lämnat står inte i rapporten, bara här. Tänk på "
                    "det innan bladet sprids."
                )
            )
        ]
    head = [_("Fråga"), _("Ni"), _("Alla som svarade")]
    tables = [Table(heading, head, rows, widths=(40, 30, 30))] if rows else []
    return Section("era-svar", Cell(heading), lines, tables)


def all_answers(question: Payload) -> str:
    """What all answered, in a few words."""
    if question["kind"] == QuestionKind.YES_NO:
        yes, no = (one["count"] for one in question["counts"])
        return _("Ja: %(yes)d, nej: %(no)d") % {"yes": yes, "no": no}
    if question["counts"]:
        return ", ".join(f"{one['value']}: {one['count']}" for one in question["counts"])
    shown = question["sum"]
    if shown is None:
        return DASH
    if shown["withheld"]:
        return withheld_in_words(shown["withheld"])
    total = _("Sammanlagt: %(total)d") % {"total": shown["total"]}
    if shown["women"] is None:
        return total
    return total + ". " + _("Kvinnor: %(women)d, män: %(men)d") % shown
