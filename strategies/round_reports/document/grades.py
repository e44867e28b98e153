"""How far the commitments have come: all, by goal and by organisation."""

from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from strategies.choices import Grade
from strategies.round_reports.document.parts import (
    DASH,
    Cell,
    Row,
    Section,
    Table,
    actor_cell,
    content,
)
from strategies.round_reports.frozen import Payload
from strategies.round_reports.payload import NOT_SHOWN
from strategies.round_reports.sentences import BY_ACTOR, DONE
from strategies.summaries.progress import Share, shares_of


def grade_label(grade: str) -> str:
    if grade == NOT_SHOWN:
        return _("Inte publicerat")
    return str(Grade(grade).label) if grade else _("Uppföljning saknas")


def grades_in_order(grades: dict[str, int]) -> list[tuple[str, int]]:
    order = [*Grade.values, NOT_SHOWN, ""]
    return [(grade, grades[grade]) for grade in order if grades.get(grade)]


def picture_of(grades: dict[str, int]) -> list[Share]:
    """What is not shown looks as what is not told."""
    counts = Counter(grades)
    counts[""] += counts.pop(NOT_SHOWN, 0)
    return shares_of(counts)


def how_it_goes(payload: Payload) -> Section:
    grades = payload["grades"]
    return Section(
        "laget",
        Cell(_("Så långt har åtagandena kommit")),
        lines=[Cell(done_sentence(grades))] if grades else [Cell(_("Inga åtaganden visas."))],
        shares=picture_of(grades),
        tables=[
            Table(
                _("Åtaganden efter hur långt de har kommit"),
                [_("Så långt har det kommit"), _("Åtaganden")],
                [
                    Row([Cell(grade_label(grade)), Cell(str(count))])
                    for grade, count in grades_in_order(grades)
                ],
                widths=(45, 18),
            )
        ]
        if grades
        else [],
    )


def done_sentence(grades: dict[str, int]) -> str:
    total = sum(grades.values())
    words = ngettext(
        "%(done)d av ett åtagande är genomfört eller pågår kontinuerligt.",
        "%(done)d av %(total)d åtaganden är genomförda eller pågår kontinuerligt.",
        total,
    )
    return words % {"done": sum(grades.get(grade, 0) for grade in DONE), "total": total}


def by_goal(payload: Payload) -> Section:
    rows = [
        Row(
            [content(f"{goal['number']} {goal['text']}".strip()), *counted_cells(grades)],
            goal["anchor"],
            picture_of(grades),
        )
        for goal in payload["goals"]
        for grades in [payload["grades_by_goal"][goal["slug"]]]
    ]
    if without := payload["grades_without_goal"]:
        rows.append(Row([Cell(_("Utan mål")), *counted_cells(without)], shares=picture_of(without)))
    return graded_section("mal", _("Mål för mål"), _("Mål"), rows)


def by_actor(payload: Payload) -> Section:
    rows = [
        Row([actor_cell(one["slug"], one["name"]), *counted_cells(grades)],
            shares=picture_of(grades))
        for one in payload["organisations"]
        if (grades := payload["grades_by_actor"][one["slug"]])
    ]  # fmt: skip
    return graded_section(BY_ACTOR, _("Organisation för organisation"), _("Organisation"), rows)


def counted_cells(grades: dict[str, int]) -> list[Cell]:
    words = "; ".join(f"{grade_label(grade)}: {count}" for grade, count in grades_in_order(grades))
    return [
        Cell(str(sum(grades.values()))),
        Cell(str(sum(grades.get(grade, 0) for grade in DONE))),
        Cell(words or DASH),
    ]


def graded_section(anchor: str, heading: str, what: str, rows: list[Row]) -> Section:
    head = [what, _("Åtaganden"), _("Genomförda eller pågår kontinuerligt"), _("Genomförandegrad")]
    if not rows:
        return Section(anchor, Cell(heading), lines=[Cell(_("Inga åtaganden visas."))])
    lines = [Cell(_("Varje organisation bedömer sina egna åtaganden. De rangordnas inte."))]
    return Section(anchor, Cell(heading), lines, [Table(heading, head, rows, (37, 12, 16, 35))])
