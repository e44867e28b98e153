"""A report as a file: CSV and JSON with the same facts as the page, in Swedish."""

import csv
import json
from collections.abc import Iterator
from io import StringIO

from django.utils.translation import override

from strategies.models import RoundReportVersion
from strategies.round_reports.document import document_of
from strategies.round_reports.frozen import canonical_json

BOM = "\ufeff"
HEAD = ("avsnitt", "tabell", "rad", "kolumn", "värde")
EXAMPLE = "Exempel: alla uppgifter är påhittade och hör till Exempel län, som inte finns."
# What a spreadsheet would work out as a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_json(version: RoundReportVersion) -> str:
    """The payload as it was frozen, with its checksum: SHA-256 of the payload's canonical JSON."""
    about = {
        "checksum": version.checksum,
        "version": version.number,
        "published_at": version.published_at.isoformat(),
        "reason": version.reason,
        "payload": version.payload,
    }
    return canonical_json(json.loads(json.dumps(about)))


def as_csv(version: RoundReportVersion) -> str:
    """One value a line, with where it stands. UTF-8 with a mark, semicolons, days by ISO."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEAD)
    with override("sv"):
        for line in lines_of(version):
            writer.writerow([defused(str(value)) for value in line])
    return BOM + text.getvalue()


def defused(value: str) -> str:
    return f"'{value}" if value.startswith(FORMULA) else value


def lines_of(version: RoundReportVersion) -> Iterator[tuple[str, str, str | int, str, str]]:
    document = document_of(version.payload)
    about = "Om rapporten"
    if version.is_example:
        yield about, "", "", "Exempel", EXAMPLE
    yield about, "", "", "Rapport", document.title
    for label, cell in document.facts:
        yield about, "", "", label, cell.value
    yield about, "", "", "Version", str(version.number)
    yield about, "", "", "Kontrollsumma (SHA-256)", version.checksum
    if version.reason:
        yield about, "", "", "Vad som är ändrat och varför", version.reason
    for section in document.sections:
        heading = section.heading.text
        for number, cell in enumerate(section.lines, 1):
            yield heading, "", number, "", cell.value
        for table in section.tables:
            for number, row in enumerate(table.rows, 1):
                for column, cell in zip(table.head, row.cells, strict=True):
                    yield heading, table.caption, number, column, cell.value
