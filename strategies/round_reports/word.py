"""A document as Word, one A4 where it can be: headings and tables that a screen reader knows."""

from datetime import datetime
from io import BytesIO

from docx import Document as new_document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table as WordTable

from strategies.round_reports.document import Document, Table

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# What XML cannot hold, and a form may.
KEPT = (9, 10, 13)
CONTROLS = dict.fromkeys([code for code in range(32) if code not in KEPT] + [0xFFFE, 0xFFFF])


def as_word(document: Document, *, author: str, at: datetime) -> bytes:
    """An A4 in Swedish. No person is named as its author."""
    word = new_document()
    prepare(word, document.title, author, at)
    word.add_heading(clean(document.title), level=1)
    facts = Table("", ["", ""], [], widths=(25, 75))
    add_rows(word, facts, [[label, cell.text] for label, cell in document.facts], has_head=False)
    for section in document.sections:
        word.add_heading(clean(section.heading.text), level=2)
        for line in section.lines:
            word.add_paragraph(clean(line.text))
        for table in section.tables:
            add_rows(word, table, [[cell.text for cell in row.cells] for row in table.rows])
    content = BytesIO()
    word.save(content)
    return content.getvalue()


def prepare(word: WordDocument, title: str, author: str, at: datetime) -> None:
    page = word.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(20)
    page.top_margin = page.bottom_margin = Mm(16)
    style = word.styles["Normal"]
    style.font.size = Pt(10)
    style.paragraph_format.space_after = Pt(3)
    fonts = style.element.get_or_add_rPr()
    fonts.append(fonts.makeelement(qn("w:lang"), {qn("w:val"): "sv-SE"}))
    about = word.core_properties
    about.title, about.author, about.language = clean(title)[:255], clean(author)[:255], "sv-SE"
    about.created = about.modified = at.replace(tzinfo=None)
    about.comments = about.last_modified_by = ""


def add_rows(
    word: WordDocument, table: Table, rows: list[list[str]], *, has_head: bool = True
) -> None:
    all_rows = [list(table.head), *rows] if has_head else rows
    made: WordTable = word.add_table(rows=len(all_rows), cols=len(table.head), style="Table Grid")
    for place, texts in enumerate(all_rows):
        cells = made.rows[place].cells
        for cell, text in zip(cells, texts, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(0)
            run = paragraph.add_run(clean(text))
            run.font.size = Pt(9)
            run.bold = has_head and place == 0
    if has_head:
        # Said again at the top of the next page.
        row = made.rows[0]._tr.get_or_add_trPr()
        row.append(row.makeelement(qn("w:tblHeader"), {}))


def clean(text: str) -> str:
    return text.translate(CONTROLS)
