"""Who comments on what is written down at a meeting, and who says that it stands.

Who reads it, and who writes it, is in `recording.py`.
"""

from typing import TYPE_CHECKING

from actors.access import Access
from coordination.choices import Audience
from coordination.rules.meetings import can_edit_meeting, is_own_meeting

if TYPE_CHECKING:
    from coordination.models import AgendaItem, Meeting


def can_comment_on(access: Access, item: "AgendaItem") -> bool:
    """The meeting's own, on what is for them. Until when is another question."""
    is_for_members = item.audience != Audience.AT_MEETING
    is_own = is_for_members and is_own_meeting(access, item.meeting)
    return is_own or can_edit_meeting(access, item.meeting)


def is_approver(access: Access, meeting: "Meeting") -> bool:
    """The named person, while they have the seat that they were named by. Nobody else approves
    minutes, a superuser no more than others: it is their word that is asked for."""
    seat = meeting.approver
    if seat is None or seat.person_id is None:
        return False
    return seat.person_id == access.user_id and seat.is_held


def can_make_final(access: Access, meeting: "Meeting") -> bool:
    """Minutes are approved by the named person, notes confirmed by who runs the meeting."""
    if meeting.needs_approver:
        return is_approver(access, meeting)
    return can_edit_meeting(access, meeting)
