from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.access import access_of
from actors.models import User
from coordination.choices import NotesState
from coordination.models import NotesComment
from coordination.rules.meetings import can_edit_meeting, is_own_meeting
from coordination.rules.noting import can_comment_on
from coordination.services.notes.holding import held_meeting, require_notes
from coordination.services.notes.people import signing_as
from records.history import told_as
from records.services import lock
from strategies.services.reports.holding import NotThereError, require


@transaction.atomic
def add_comment(*, comment: NotesComment, by: User) -> NotesComment:
    """Keep what one of a meeting's own says of its notes, beside an item or of them all.

    Raises PermissionDenied; NotThereError once the day has ended or the notes are not out for
    comments; ValidationError for an organisation that is not one's own.
    """
    kept, access = held_meeting(comment.meeting), access_of(by)
    require(may=is_own_meeting(access, kept))
    require(may=comment.item is None or can_comment_on(access, comment.item))
    if not kept.takes_comments:
        raise NotThereError(_("Tiden för kommentarer är slut. Inget är sparat."))
    if comment.actor is not None and comment.actor not in signing_as(by, kept):
        raise ValidationError({"actor": _("Välj en av dina egna organisationer.")})
    if comment.actor is None and not comment.office:
        raise ValidationError({"office": _("Skriv vem kommentaren kommer från.")})
    comment.full_clean()
    with told_as(by=by, for_actor=comment.actor_id):
        comment.save()
    return comment


@transaction.atomic
def handle_comment(*, comment: NotesComment, is_handled: bool, by: User) -> NotesComment:
    """Tick that a comment is taken care of, or that it is not after all. Raises PermissionDenied,
    and NotThereError where the notes are final."""
    meeting = held_meeting(comment.meeting)
    require(may=can_edit_meeting(access_of(by), meeting))
    require_notes(meeting, [NotesState.DRAFT, NotesState.SENT])
    kept = lock(comment)
    if bool(kept.handled_at) == is_handled:
        return kept
    kept.handled_at = timezone.now() if is_handled else None
    with told_as(by=by, for_actor=meeting.maintained_by.pk):
        kept.save()
    return kept
