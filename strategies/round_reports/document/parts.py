"""What a document is made of: sections of lines, pictures and tables."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from django.urls import reverse

from records.partial_dates import in_words
from strategies.summaries.progress import Share

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


def content(text: str, link: str = "") -> Cell:
    return Cell(text, link=link, is_content=True)


def day(value: str) -> Cell:
    """A partial date in words; a dash for none."""
    return Cell(in_words(value) or DASH, plain=value)


def actor_cell(slug: str, name: str) -> Cell:
    return content(name, reverse("actor", args=[slug]))
