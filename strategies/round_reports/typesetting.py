"""A report as a PDF that a screen reader reads as it is meant (PDF/UA-1), in Swedish."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import override

from strategies.models import RoundReportVersion
from strategies.papers.typesetting import PaperError, compiled, in_parts
from strategies.papers.words import all_spelled_out
from strategies.round_reports.document import Document, document_of

TEMPLATE = Path(__file__).with_name("report.typ")


def as_pdf(version: RoundReportVersion) -> bytes:
    """The same bytes for the same version; a character that no font has is spelled out. Raises
    PaperError."""
    inputs = inputs_of(version)
    try:
        return typeset(inputs)
    except PaperError:
        return typeset(all_spelled_out(inputs))


def typeset(inputs: dict[str, Any]) -> bytes:
    return compiled(TEMPLATE, {"report": json.dumps(inputs)})


def inputs_of(version: RoundReportVersion) -> dict[str, Any]:
    """The words as data: the template takes texts, and reads none of them as markup."""
    with override("sv"):
        document = document_of(version.payload)
    return words_of(document) | {
        "author": version.payload["strategy"]["maintained_by"],
        "published_at": in_parts(version.published_at),
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
