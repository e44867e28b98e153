"""The report and the sheet on paper, measured where each letter stands."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
import typst
from django.utils.translation import override

from actors.models import Actor
from strategies.models import Commitment
from strategies.round_reports.document import document_of
from strategies.round_reports.typesetting import TEMPLATE, inputs_of
from tests.strategies.round_reports import answered, published

pytestmark = pytest.mark.once

WIDTH, HEIGHT, MARGIN, FOOTER = 595.3, 841.9, 56.7, 62.4
# Of the letters of a table: no two words of two columns are nearer than one.
LETTER = 9
LONG = [
    "Våldspreventionssamordnarfunktion i varje kommun",
    "Utbilda alla i våldsförebyggande föräldraskapsstödsprogram",
    # No hyphenation helps here.
    "W" * 39,
]


@dataclass(frozen=True)
class Run:
    """Letters that are set as one: where the first begins, the last begins, and on which line."""

    page: int
    x: float
    end: float
    y: float


def runs_of(inputs: dict) -> list[Run]:
    """Every run of letters of the report, in the order of the document. In points."""
    pages = typst.compile(
        TEMPLATE,
        sys_inputs={"report": json.dumps(inputs)},
        format="svg",
        ignore_system_fonts=True,
    )
    found = []
    for number, page in enumerate(pages if isinstance(pages, list) else [pages], 1):
        found += [Run(number, *place) for place in places_in(ElementTree.fromstring(page), 0, 0)]
    return found


def places_in(element: Element, x: float, y: float) -> Iterator[tuple[float, float, float]]:
    moved = re.fullmatch(r"(?:translate|matrix)\((.*)\)", element.get("transform", ""))
    if moved:
        *_rest, right, down = (float(number) for number in moved[1].split())
        x, y = x + right, y + down
    letters = [float(child.get("x")) for child in element if child.tag.endswith("}use")]
    if letters:
        yield x, x + max(letters), y
    for child in element:
        if not child.tag.endswith(("}defs", "}use")):
            yield from places_in(child, x, y)


def lines_of(runs: list[Run]) -> list[list[Run]]:
    """The runs that stand on one line, from the left."""
    lines: dict[tuple[int, float], list[Run]] = {}
    for run in runs:
        lines.setdefault((run.page, round(run.y, 1)), []).append(run)
    return [sorted(line, key=lambda run: run.x) for line in lines.values()]


@pytest.fixture
def version(world, cast):
    """Long words wherever an organisation writes some."""
    found = answered(world, cast, organisations=6)
    for place, commitment in enumerate(Commitment.objects.filter(title__startswith="Insats av")):
        Commitment.objects.filter(pk=commitment.pk).update(title=LONG[place % 3])
    for place, request in enumerate(found.requests):
        name = ["Myndigheten för ungdoms- och civilsamhällesfrågor", "M" * 39][place % 2]
        Actor.objects.filter(pk=request.actor_id).update(name=f"{name} {place}")
    return published(found).versions.get()


def test_no_words_of_the_pdf_run_into_others_or_out_of_the_page(version):
    lines = lines_of(runs_of(inputs_of(version)))
    assert sum(len(line) >= 5 for line in lines) >= 7
    for line in lines:
        assert line[0].x > MARGIN - 1
        assert line[-1].end < WIDTH - MARGIN
        for one, other in pairwise(line):
            assert one.end < other.x, (one, other)


def test_columns_keep_their_distance(version):
    inputs = inputs_of(version)
    table = next(
        part
        for section in inputs["sections"]
        for part in section["tables"]
        if part["caption"] == "Åtagandena ett för ett"
    )
    assert table["head"][0] == ["Åtagande", "Ansvarig"]
    table["rows"] = [[["m" * 30] for _column in row] for row in table["rows"]]
    inputs["sections"] = [{"heading": "H", "is_list": False, "lines": [], "tables": [table]}]
    lines = lines_of(runs_of(inputs))
    starts = [run.x for run in max(lines, key=len)]
    assert len(starts) >= len(table["widths"])
    [head] = (line for line in lines if len(line) == 5)
    columns = {round(run.x) for run in head}
    # Of the table alone: a word elsewhere on the page may by chance begin where a column does.
    rows = [line for line in lines if {run.end - run.x for run in line} == {0}]
    assert len(rows) >= len(table["rows"])
    for line in [head, *rows]:
        for one, other in pairwise(line):
            if round(other.x) in columns:
                assert other.x - one.end > 1.5 * LETTER, (one, other)


def test_widths_of_columns_fill_no_more_than_the_page(version):
    with override("sv"):
        document = document_of(version.payload)
    tables = [table for section in document.sections for table in section.tables]
    assert tables
    for table in tables:
        assert len(table.widths) == len(table.heads)
        assert sum(table.widths) <= 100


def test_row_stays_on_one_page_under_a_head_that_is_said_again(version):
    inputs = inputs_of(version)
    rows = [[["Organisation"], ["\n".join(["Ett svar i flera rader."] * 6)]] for _row in range(40)]
    table = {"caption": "H", "widths": [40, 60], "head": [["Vem"], ["Svar"]], "rows": rows}
    inputs["sections"] = [{"heading": "H", "is_list": False, "lines": [], "tables": [table]}]
    body = [run for run in runs_of(inputs) if MARGIN < run.y < HEIGHT - FOOTER]
    pages = {run.page for run in body}
    assert len(pages) > 2
    right = MARGIN + 0.4 * (WIDTH - 2 * MARGIN)
    for page in pages - {1, max(pages)}:
        answers = [run for run in body if run.page == page and run.x > right]
        # The head, and six lines of each answer.
        assert len(lines_of(answers)) % 6 == 1
