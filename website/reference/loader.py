"""Inserts the helplines that are missing; one that exists belongs to its editors."""

import csv
from pathlib import Path

from django.db import transaction

from website.models import SupportLine

FILE = Path(__file__).parent / "support_lines.csv"


@transaction.atomic
def load_support_lines() -> int:
    """Insert the helplines whose key is missing; returns how many. `checked_on` stays empty: a
    person must check each number."""
    known = set(SupportLine.objects.values_list("key", flat=True))
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    missing = [
        SupportLine(**row | {"is_urgent": bool(row["is_urgent"])}, position=position)
        for position, row in enumerate(rows)
        if row["key"] not in known
    ]
    return len(SupportLine.objects.bulk_create(missing))
