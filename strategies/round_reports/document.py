"""A payload as a document: the sections, lines and tables that every form of the report renders.

What a reader reads in our words is in the language that is active; what is content is Swedish, and
so marked.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from records.partial_dates import in_words
from strategies.answers import in_words as answer_in_words
from strategies.choices import Grade
from strategies.round_reports.facts import ANSWERED, LATE, NO_ANSWER, UNDER_PREPARATION
from strategies.round_reports.frozen import Payload
from strategies.round_reports.payload import NOT_SHOWN
from strategies.round_reports.people import CHANGED, FEW, LATER
from strategies.round_reports.sentences import ANSWERS as WHO_ANSWERED
from strategies.round_reports.sentences import BY_ACTOR, CHANGES, DONE
from strategies.summaries.progress import Share, shares_of

DASH = "–"
T = TypeVar("T")


@dataclass(frozen=True)
class Cell:
    text: str
    # The same for a machine, where it is another: a day by its ISO date.
    plain: str = ""
    link: str = ""
    # Content, which is Swedish whatever language the page is in.
    is_content: bool = False

    @property
    def value(self) -> str:
        return self.plain or self.text


@dataclass(frozen=True)
class Row:
    cells: Sequence[Cell]
    anchor: str = ""
    # The same numbers as a picture.
    shares: Sequence[Share] = ()


@dataclass(frozen=True)
class Table:
    caption: str
    head: Sequence[str]
    rows: Sequence[Row]
    # Of the columns, in hundredths of a paper's width.
    widths: Sequence[int]
    # Where there are more columns than a page has room for.
    second_under_first: bool = False

    @property
    def heads(self) -> list[list[str]]:
        """The words above each column."""
        return self.in_columns(self.head)

    @property
    def labelled(self) -> list[tuple[Row, list[Cell], list[tuple[str, Cell]]]]:
        """Each row, what stands in its first column, and the rest with the words above them."""
        found = []
        for row in self.rows:
            first, *rest = self.in_columns(row.cells)
            words = [words for (words,) in self.heads[1:]]
            found.append(
                (row, first, [(word, cell) for word, (cell,) in zip(words, rest, strict=True)])
            )
        return found

    def in_columns(self, cells: Sequence[T]) -> list[list[T]]:
        """What stands in each column of a row, one under the other."""
        columns = [[cell] for cell in cells]
        return [columns[0] + columns[1], *columns[2:]] if self.second_under_first else columns


@dataclass(frozen=True)
class Section:
    anchor: str
    heading: Cell
    lines: Sequence[Cell] = ()
    tables: Sequence[Table] = ()
    shares: Sequence[Share] = ()
    # Whether its lines are a list.
    is_list: bool = False


@dataclass(frozen=True)
class Document:
    title: str
    facts: Sequence[tuple[str, Cell]]
    sections: Sequence[Section] = field(default_factory=list)


def document_of(payload: Payload) -> Document:
    """All that the report says, in the order in which it is read."""
    return Document(
        title=f"{capfirst(payload['name'])}: {payload['round']['title']}",
        facts=facts(payload),
        sections=[
            in_short(payload),
            who_answered(payload),
            how_it_goes(payload),
            by_goal(payload),
            by_actor(payload),
            *(question_section(one) for one in payload["questions"]),
            what_changed(payload),
            all_commitments(payload),
            not_shown(payload),
        ],
    )


def content(text: str, link: str = "") -> Cell:
    return Cell(text, link=link, is_content=True)


def day(value: str) -> Cell:
    """A partial date in words; a dash for none."""
    return Cell(in_words(value) or DASH, plain=value)


def facts(payload: Payload) -> list[tuple[str, Cell]]:
    round, strategy = payload["round"], payload["strategy"]
    period = f"{in_words(round['period_start'])}{DASH}{in_words(round['period_end'])}"
    link = reverse("strategy", args=[strategy["slug"]])
    return [
        (_("Gäller"), content(strategy["title"], link)),
        *([(_("Län"), content(strategy["county"]))] if strategy["county"] else []),
        (_("Period"), Cell(period, plain=f"{round['period_start']}/{round['period_end']}")),
        (_("Svarsdag"), day(round["due_on"])),
        (_("Stängd för svar"), day(round["closed_on"])),
        (_("Sammanställd av"), content(strategy["maintained_by"])),
    ]


def in_short(payload: Payload) -> Section:
    return Section(
        "korthet",
        Cell(_("I korthet")),
        lines=[content(one["text"], f"#{one['anchor']}") for one in payload["sentences"]],
        is_list=True,
    )


# ---------------------------------------------------------------- who has answered


def who_answered(payload: Payload) -> Section:
    names = group_names()
    order = list(names)
    rows = sorted(payload["organisations"], key=lambda one: order.index(one["group"]))
    groups = Counter(one["group"] for one in rows)
    return Section(
        WHO_ANSWERED,
        Cell(_("Vilka som har svarat")),
        lines=[Cell(f"{names[group]}: {groups[group]}") for group in order if groups[group]],
        tables=[
            Table(
                _("Organisationerna och deras svar"),
                [_("Organisation"), _("Svar"), _("Dag"), _("Motivering")],
                [
                    Row(
                        [
                            actor_cell(one["slug"], one["name"]),
                            Cell(names[one["group"]] + by_telephone(one)),
                            day_in(one),
                            content(one["explanation"])
                            if not one["is_hidden"]
                            else Cell(_("Texten är dold.")),
                        ]
                    )
                    for one in rows
                ],
                widths=(36, 18, 17, 29),
            )
        ],
        is_list=True,
    )


def group_names() -> dict[str, str]:
    """In the order in which they are read."""
    return {
        ANSWERED: _("Har svarat"),
        LATE: _("Svarade efter svarsdagen"),
        UNDER_PREPARATION: _("Under beredning"),
        "abstains": _("Avstår"),
        "not_concerned": _("Berörs inte"),
        NO_ANSWER: _("Inget svar"),
    }


def by_telephone(organisation: Payload) -> str:
    return ", " + _("per telefon") if organisation["by_telephone"] else ""


def day_in(organisation: Payload) -> Cell:
    if organisation["submitted_on"] or not organisation["awaited_after"]:
        return day(organisation["submitted_on"])
    awaited = organisation["awaited_after"]
    words = _("väntas efter %(day)s")
    return Cell(words % {"day": in_words(awaited)}, plain=words % {"day": awaited})


def actor_cell(slug: str, name: str) -> Cell:
    return content(name, reverse("actor", args=[slug]))


# ---------------------------------------------------------------- how it goes


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
    head = [what, _("Åtaganden"), _("Genomförda eller pågår"), _("Genomförandegrad")]
    if not rows:
        return Section(anchor, Cell(heading), lines=[Cell(_("Inga åtaganden visas."))])
    lines = [Cell(_("Varje organisation bedömer sina egna åtaganden. De rangordnas inte."))]
    return Section(anchor, Cell(heading), lines, [Table(heading, head, rows, (37, 12, 16, 35))])


# ---------------------------------------------------------------- what was asked


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


# ---------------------------------------------------------------- one by one


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
