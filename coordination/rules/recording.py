"""Who reads and writes what is written down at a meeting."""

from typing import TYPE_CHECKING

from actors.access import Access
from coordination.choices import NotesState
from coordination.rules.meetings import can_edit_meeting, is_own_meeting

if TYPE_CHECKING:
    from coordination.models import Meeting


def reads_notes(access: Access | None, meeting: "Meeting") -> bool:
    """The note of an item that one reads: a draft is for who runs the meeting, then it is for its
    own, and once it is final for all who read the item (`None`: everybody)."""
    if meeting.has_final_notes:
        return True
    if access is None:
        return False
    is_sent = meeting.notes_state == NotesState.SENT
    return (is_sent and is_own_meeting(access, meeting)) or can_edit_meeting(access, meeting)


def can_write_record(access: Access, meeting: "Meeting") -> bool:
    """Who runs the meeting, until its notes are final."""
    return can_edit_meeting(access, meeting) and not meeting.has_final_notes
