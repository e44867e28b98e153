"""A document as Word, one A4 where it can be: headings and tables that a screen reader knows."""

from datetime import datetime
from io import BytesIO

from docx import Document as new_document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table as WordTable

from strategies.round_reports.document import Document, Table

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# What XML cannot hold, and a form may.
KEPT = (9, 10, 13)
CONTROLS = dict.fromkeys([code for code in range(32) if code not in KEPT] + [0xFFFE, 0xFFFF])
PAGE_WIDTH, PAGE_HEIGHT, SIDE, ENDS = 210, 297, 20, 16
LABEL = Mm(46)
GREEN, QUIET, HAIRLINE = RGBColor(0x12, 0x3F, 0x37), RGBColor(0x4A, 0x5A, 0x56), "C9D3D0"


def as_word(document: Document, *, author: str, at: datetime) -> bytes:
    """An A4 in Swedish. No person is named as its author."""
    word = new_document()
    prepare(word, document.title, author, at)
    set_styles(word)
    word.add_heading(clean(document.title), level=1)
    for label, cell in document.facts:
        add_fact(word, label, cell.text)
    for section in document.sections:
        word.add_heading(clean(section.heading.text), level=2)
        for line in section.lines:
            paragraph = word.add_paragraph(clean(line.text))
            paragraph.paragraph_format.keep_with_next = bool(section.tables)
        for table in section.tables:
            add_table(word, table)
    content = BytesIO()
    word.save(content)
    return content.getvalue()


def prepare(word: WordDocument, title: str, author: str, at: datetime) -> None:
    page = word.sections[0]
    page.page_width, page.page_height = Mm(PAGE_WIDTH), Mm(PAGE_HEIGHT)
    page.left_margin = page.right_margin = Mm(SIDE)
    page.top_margin = page.bottom_margin = Mm(ENDS)
    about = word.core_properties
    about.title, about.author, about.language = clean(title)[:255], clean(author)[:255], "sv-SE"
    about.created = about.modified = at.replace(tzinfo=None)
    about.comments = about.last_modified_by = ""
    # Long Swedish words are many, and the columns narrow.
    tab_stop = word.settings.element.find(qn("w:defaultTabStop"))
    tab_stop.addnext(made("w:autoHyphenation", val="true"))


def set_styles(word: WordDocument) -> None:
    style = word.styles["Normal"]
    style.font.size = Pt(10)
    style.paragraph_format.space_after = Pt(3)
    style.element.get_or_add_rPr().append(made("w:lang", val="sv-SE"))
    for name, size, before, after in (("Heading 1", 16, 0, 6), ("Heading 2", 12, 10, 3)):
        heading = word.styles[name]
        heading.font.size, heading.font.color.rgb = Pt(size), GREEN
        heading.paragraph_format.space_before = Pt(before)
        heading.paragraph_format.space_after = Pt(after)
    table = word.styles["Table Grid"].element.find(qn("w:tblPr"))
    for border in table.find(qn("w:tblBorders")):
        is_between_rows = border.tag in (qn("w:insideH"), qn("w:bottom"))
        border.set(qn("w:val"), "single" if is_between_rows else "nil")
        border.set(qn("w:color"), HAIRLINE)
    margins = table.find(qn("w:tblCellMar"))
    for margin in margins:
        is_beside = margin.tag in (qn("w:left"), qn("w:right"))
        margin.set(qn("w:w"), "80" if is_beside else "40")


def add_fact(word: WordDocument, label: str, text: str) -> None:
    paragraph = word.add_paragraph()
    shape = paragraph.paragraph_format
    shape.space_after = Pt(1)
    shape.left_indent, shape.first_line_indent = LABEL, -LABEL
    shape.tab_stops.add_tab_stop(LABEL)
    paragraph.add_run(f"{clean(label)}\t").font.color.rgb = QUIET
    paragraph.add_run(clean(text))


def add_table(word: WordDocument, table: Table) -> None:
    rows = [table.heads, *([[c.text for c in cells] for cells in table.in_columns(row.cells)]
                           for row in table.rows)]  # fmt: skip
    grid: WordTable = word.add_table(len(rows), len(table.widths), style="Table Grid")
    grid.autofit = False
    widths = [Mm((PAGE_WIDTH - 2 * SIDE) * share / 100) for share in table.widths]
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    for place, (row, texts) in enumerate(zip(grid.rows, rows, strict=True)):
        row._tr.get_or_add_trPr().append(made("w:cantSplit"))
        for cell, width, lines in zip(row.cells, widths, texts, strict=True):
            cell.width = width
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(0)
            run = paragraph.add_run(clean("\n".join(lines)))
            run.font.size = Pt(9)
            run.bold = place == 0
    # Said again at the top of the next page.
    grid.rows[0]._tr.get_or_add_trPr().append(made("w:tblHeader"))


def made(tag: str, **values: str) -> BaseOxmlElement:
    element = OxmlElement(tag)
    for name, value in values.items():
        element.set(qn(f"w:{name}"), value)
    return element


def clean(text: str) -> str:
    return text.translate(CONTROLS)
