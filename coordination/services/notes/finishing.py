import logging
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.access import access_of
from actors.models import User
from coordination.choices import MeetingState, NotesState
from coordination.models import Meeting, NotesPaper
from coordination.papers import Standing, checksum_of, paper_of, words_of
from coordination.rules.meetings import can_edit_meeting
from coordination.rules.noting import can_make_final
from coordination.services.notes import letters
from coordination.services.notes.holding import held_meeting, require_met, require_notes
from coordination.services.notes.people import said_by
from coordination.summaries.notes import what_is_noted
from records.history import told_as
from records.services import save_content
from strategies.papers import PaperError
from strategies.services.reports.holding import require

logger = logging.getLogger(__name__)


class SeenOtherwiseError(ValidationError):
    """Somebody wrote in the notes after the page was made on which they were read."""


@transaction.atomic
def make_final(*, meeting: Meeting, seen: str, by: User) -> NotesPaper:
    """Let the notes stand as they were read: confirmed by who runs the meeting, minutes approved by
    the named person. They become a paper that never changes, which goes to the registrar; those
    seated are told by a letter; the meeting has been held. `seen` is the checksum of what was read.

    Raises PermissionDenied; NotThereError for minutes that are not sent, and notes that stand;
    SeenOtherwiseError; ValidationError where the paper cannot be made: then nothing is final.
    """
    kept, access = held_meeting(meeting), access_of(by)
    require(may=can_make_final(access, kept))
    drafts = [] if kept.needs_approver else [NotesState.DRAFT]
    require_notes(kept, [*drafts, NotesState.SENT])
    require_met(kept)
    words = words_of(what_is_noted(kept, access))
    if checksum_of(words) != seen:
        raise SeenOtherwiseError(_("Texten har ändrats sedan du läste den. Läs den igen."))
    kept.notes_state, kept.final_at = NotesState.FINAL, timezone.now()
    kept.state = MeetingState.HELD
    with told_as(by=by, for_actor=kept.maintained_by.pk):
        save_content(record=kept)
    paper = file_paper(kept, words, said_by=said_by(by, kept))
    letters.write_final(meeting=kept, paper=paper, by=by)
    return paper


def file_paper(meeting: Meeting, words: dict, *, said_by: str) -> NotesPaper:
    """Make and keep the next paper of the meeting."""
    made_at, number = timezone.now(), meeting.papers.count() + 1
    standing = Standing(number, made_at, said_by, meeting.correction)
    try:
        content = paper_of(words, standing)
    except PaperError as error:
        # Not the error's own text: it may quote what was written.
        logger.error("no paper of meeting %s was made: %s", meeting.public_id, error)
        raise ValidationError(_("PDF:en gick inte att göra. Inget är ändrat.")) from error
    paper = NotesPaper(
        meeting=meeting,
        number=number,
        is_formal=meeting.is_formal,
        made_at=made_at,
        checksum=sha256(content).hexdigest(),
        content=content,
    )
    paper.full_clean()
    paper.save()
    return paper


@transaction.atomic
def reopen_notes(*, meeting: Meeting, reason: str, by: User) -> Meeting:
    """Make notes a draft again: taken back while they are out for comments, or corrected once they
    stand; the paper that is there stays, and the next tells why it came. Until then who runs the
    meeting alone reads them. Raises PermissionDenied, NotThereError, ValidationError without why.
    """
    kept = held_meeting(meeting)
    require(may=can_edit_meeting(access_of(by), kept))
    require_notes(kept, [NotesState.SENT, NotesState.FINAL])
    if not reason.strip():
        raise ValidationError({"reason": _("Skriv varför.")})
    if kept.has_final_notes:
        kept.correction = reason.strip()
    kept.notes_state, kept.final_at = NotesState.DRAFT, None
    kept.notes_sent_at = kept.comments_by = None
    with told_as(by=by, for_actor=kept.maintained_by.pk, why=reason.strip()):
        save_content(record=kept)
    return kept
