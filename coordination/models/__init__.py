from coordination.models.action_point import ActionPoint
from coordination.models.agenda_item import AgendaItem, ItemDocument
from coordination.models.attendance import Attendance
from coordination.models.challenge import Challenge
from coordination.models.decision import AgencyDecision, Decision
from coordination.models.invitee import Invitee
from coordination.models.item_proposal import ItemProposal
from coordination.models.meeting import Meeting
from coordination.models.network import Network
from coordination.models.notes_comment import NotesComment
from coordination.models.notes_paper import NotesPaper
from coordination.models.seat import Seat
from coordination.models.seat_proposal import SeatProposal

__all__ = [
    "ActionPoint",
    "AgencyDecision",
    "AgendaItem",
    "Attendance",
    "Challenge",
    "Decision",
    "Invitee",
    "ItemDocument",
    "ItemProposal",
    "Meeting",
    "Network",
    "NotesComment",
    "NotesPaper",
    "Seat",
    "SeatProposal",
]
