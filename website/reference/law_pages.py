"""Inserts the rows of the law's pages that are missing, with what is ours to tell: how the project
itself has tested, and which gaps it knows of. What only the organisation that runs the site can say
stays empty: who it is, and what it has judged."""

import tomllib
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from website.models import AccessibilityStatement, SiteOwner

FILE = Path(__file__).parent / "accessibility_statement.toml"


@transaction.atomic
def load_law_pages() -> int:
    """Insert what is missing; returns how many rows. One that exists belongs to its editors."""
    now = timezone.now()
    dates = {"published_at": now, "content_updated_at": now}
    texts = {name: text.strip() for name, text in tomllib.loads(FILE.read_text("utf-8")).items()}
    owners, statements = [SiteOwner(**dates)], [AccessibilityStatement(**texts, **dates)]
    if SiteOwner.objects.exists():
        owners = []
    if AccessibilityStatement.objects.exists():
        statements = []
    SiteOwner.objects.bulk_create(owners)
    AccessibilityStatement.objects.bulk_create(statements)
    return len(owners) + len(statements)
