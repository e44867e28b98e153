"""The paper of what was submitted: made once, kept as it is, and sent to those who register it."""

import logging
from dataclasses import dataclass
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from strategies.models import ReportPaper, ReportVersion
from strategies.papers import PaperError, paper_of
from strategies.services.reports import letters

logger = logging.getLogger(__name__)


def file_version(version: ReportVersion) -> None:
    """Make the paper of what was just submitted and send it to the registrars of both sides, in
    the transaction of the submission.

    The words are the official document; the paper is how they reach a registry. A paper that cannot
    be made stops nobody from submitting: the letters then hold the words themselves, the log tells,
    and `file_missing_papers` tries again.
    """
    letters.write_to_registrars(version=version, paper=file_paper(version))


def file_paper(version: ReportVersion) -> ReportPaper | None:
    """Make and keep the paper of a version that has none; None where it cannot be made."""
    made_at = timezone.now()
    try:
        content = paper_of(version, made_at=made_at)
    except PaperError as error:
        # Not the error's own text: it may quote what was written.
        logger.error("no paper of version %s was made: %s", version.public_id, error)
        return None
    paper = ReportPaper(
        version=version,
        made_at=made_at,
        checksum=sha256(content).hexdigest(),
        content=content,
    )
    paper.full_clean()
    paper.save()
    return paper


@dataclass
class Filed:
    """How many papers were made, and how many could not be."""

    made: int = 0
    failed: int = 0


def file_missing_papers() -> Filed:
    """Make the paper of each version that has none, each in a transaction of its own: of what was
    loaded, and of what failed when it was submitted. Nobody gets a letter: the registrars got the
    words when they were submitted."""
    done = Filed()
    missing = ReportVersion.objects.filter(paper__isnull=True).order_by("pk")
    for version in list(missing.values_list("pk", flat=True)):
        with transaction.atomic():
            held = ReportVersion.objects.select_for_update().get(pk=version)
            if ReportPaper.objects.filter(version=held).exists():
                continue
            is_made = file_paper(held) is not None
        done.made += is_made
        done.failed += not is_made
    return done
