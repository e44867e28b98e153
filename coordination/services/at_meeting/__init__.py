"""What is written down at a meeting: who is there, notes, decisions, challenges, action points.

Everybody locks the meeting first: of two who write at the same time the second sees what the first
did, and nobody writes once the notes are final.
"""

from coordination.services.at_meeting.action_points import (
    change_action_point,
    record_action_point,
    remove_action_point,
)
from coordination.services.at_meeting.attendance import Present, save_attendance
from coordination.services.at_meeting.challenges import (
    change_challenge,
    record_challenge,
    remove_challenge,
)
from coordination.services.at_meeting.decisions import (
    record_decision,
    remove_decision,
)
from coordination.services.at_meeting.items import save_note
from coordination.services.at_meeting.rows import place_at
from coordination.services.writing import FINAL, hold_for_writing

__all__ = [
    "FINAL",
    "Present",
    "change_action_point",
    "change_challenge",
    "hold_for_writing",
    "place_at",
    "record_action_point",
    "record_challenge",
    "record_decision",
    "remove_action_point",
    "remove_challenge",
    "remove_decision",
    "save_attendance",
    "save_note",
]
