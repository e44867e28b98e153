"""A report as a PDF that a screen reader reads as it is meant (PDF/UA-1), in Swedish."""

import json
from datetime import UTC
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.utils.translation import override

from strategies.models import RoundReportVersion
from strategies.papers.typesetting import ENDS, PaperError
from strategies.papers.words import spell_out
from strategies.round_reports.document import Document, document_of

TEMPLATE = Path(__file__).with_name("report.typ")


def as_pdf(version: RoundReportVersion) -> bytes:
    """The same bytes for the same version; a character that no font has is spelled out. Raises
    PaperError."""
    inputs = inputs_of(version)
    try:
        return typeset(inputs)
    except PaperError:
        return typeset(spelled_out(inputs))


def typeset(inputs: dict[str, Any]) -> bytes:
    try:
        return typst.compile(
            TEMPLATE,
            sys_inputs={"report": json.dumps(inputs)},
            pdf_standards="ua-1",
            ignore_system_fonts=True,
        )
    except ENDS:
        raise
    except BaseException as error:
        # A fault inside the typesetter comes as pyo3's PanicException, which is no Exception.
        raise PaperError(type(error).__name__) from error


def inputs_of(version: RoundReportVersion) -> dict[str, Any]:
    """The words as data: the template takes texts, and reads none of them as markup."""
    at = version.published_at.astimezone(UTC)
    parts = ("year", "month", "day", "hour", "minute", "second")
    with override("sv"):
        document = document_of(version.payload)
    return words_of(document) | {
        "author": version.payload["strategy"]["maintained_by"],
        "published_at": {part: getattr(at, part) for part in parts},
        "version": version.number,
        "checksum": version.checksum,
        "reason": version.reason,
        "is_example": version.payload["is_example"],
        "site": settings.SITE_ADDRESS + version.report.get_absolute_url(),
    }


def words_of(document: Document) -> dict[str, Any]:
    return {
        "title": document.title,
        "facts": [[label, cell.text] for label, cell in document.facts],
        "sections": [
            {
                "heading": section.heading.text,
                "is_list": section.is_list,
                "lines": [cell.text for cell in section.lines],
                "tables": [
                    {
                        "caption": table.caption,
                        "widths": list(table.widths),
                        "head": table.heads,
                        "rows": [
                            table.in_columns([cell.text for cell in row.cells])
                            for row in table.rows
                        ],
                    }
                    for table in section.tables
                ],
            }
            for section in document.sections
        ],
    }


def spelled_out(value: Any) -> Any:
    """The same where no character is one that the fonts may lack."""
    if isinstance(value, str):
        return spell_out(value)
    if isinstance(value, list):
        return [spelled_out(one) for one in value]
    if isinstance(value, dict):
        return {key: spelled_out(one) for key, one in value.items()}
    return value
