"""The commitments one by one: all, and those that something happened to."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from strategies.round_reports.document.grades import grade_label
from strategies.round_reports.document.parts import DASH, Cell, Row, Section, Table, content, day
from strategies.round_reports.frozen import Payload
from strategies.round_reports.payload import NOT_SHOWN
from strategies.round_reports.sentences import CHANGES


def commitment_cell(commitment: Payload) -> Cell:
    return content(commitment["title"], reverse("commitment", args=[commitment["id"]]))


def shown_grade(commitment: Payload) -> str:
    return grade_label(commitment["grade"] or (NOT_SHOWN if commitment["is_told"] else ""))


def grade_before(commitment: Payload) -> str:
    return grade_label(commitment["grade_before"]) if commitment["grade_before"] else DASH


def what_changed(payload: Payload) -> Section:
    tables = [one for one in (lowered(payload), moved(payload), given_up(payload)) if one.rows]
    nothing = Cell(_("Ingen grad är lägre, inget slut har flyttats och inget utgår."))
    return Section(
        CHANGES, Cell(_("Vad ändrades sedan förra")), [] if tables else [nothing], tables
    )


def chosen(payload: Payload, change: str) -> list[Payload]:
    by_id = {one["id"]: one for one in payload["commitments"]}
    return [by_id[one] for one in payload["changes"][change]]


def lowered(payload: Payload) -> Table:
    return changed_table(_("Lägre genomförandegrad"), chosen(payload, "lowered"))


def given_up(payload: Payload) -> Table:
    return changed_table(_("Utgår eller är inte längre relevant"), chosen(payload, "discontinued"))


def changed_table(caption: str, commitments: Sequence[Payload]) -> Table:
    return Table(
        caption,
        [_("Åtagande"), _("Ansvarig"), _("Förra gången"), _("Nu"), _("Skäl")],
        [
            Row(
                [
                    commitment_cell(one),
                    content(one["organisation"]),
                    Cell(grade_before(one)),
                    Cell(shown_grade(one)),
                    content(one["reason"] or DASH),
                ]
            )
            for one in commitments
        ],
        widths=(36, 19, 19, 26),
        second_under_first=True,
    )


def moved(payload: Payload) -> Table:
    return Table(
        _("Flyttade slut"),
        [_("Åtagande"), _("Från"), _("Till"), _("Beslutat av"), _("Skäl")],
        [
            Row(
                [
                    commitment_cell(one),
                    day(move["from"]),
                    day(move["to"]),
                    content(f"{move['decided_by']}, {move['decided_on']}"),
                    content(move["reason"]),
                ]
            )
            for one in chosen(payload, "moved")
            for move in one["moves"]
        ],
        widths=(32, 13, 13, 21, 21),
    )


def all_commitments(payload: Payload) -> Section:
    rows = [
        Row(
            [
                commitment_cell(one),
                content(one["organisation"]),
                day(one["end"]),
                Cell(shown_grade(one)),
                day(one["as_of"]),
                Cell(grade_before(one)),
            ]
        )
        for one in payload["commitments"]
    ]
    head = [
        _("Åtagande"), _("Ansvarig"), _("Slutar"), _("Genomförandegrad"), _("Läget per"),
        _("Förra gången"),
    ]  # fmt: skip
    heading = _("Åtagandena ett för ett")
    if not rows:
        return Section("ataganden", Cell(heading), lines=[Cell(_("Inga åtaganden visas."))])
    table = Table(heading, head, rows, widths=(37, 13, 21, 13, 16), second_under_first=True)
    return Section("ataganden", Cell(heading), tables=[table])


def not_shown(payload: Payload) -> Section:
    commitments, reports = payload["commitments_not_shown"], payload["reports_not_shown"]
    lines = []
    if commitments:
        words = ngettext(
            "%(count)d åtagande som inte är publicerat är inte med.",
            "%(count)d åtaganden som inte är publicerade är inte med.",
            commitments,
        )
        lines.append(words % {"count": commitments})
    if reports:
        words = ngettext(
            "%(count)d uppföljning som inte är publicerad är inte med.",
            "%(count)d uppföljningar som inte är publicerade är inte med.",
            reports,
        )
        lines.append(words % {"count": reports})
    if not lines:
        lines.append(_("Alla åtaganden och alla uppföljningar av dem är med."))
    lines.append(_("Det som är inlämnat är en allmän handling, också när det inte är publicerat."))
    return Section("inte-med", Cell(_("Vad som inte är med")), lines=[Cell(one) for one in lines])
