"""The admin of each noun here. Every door asks the rules (`actors.admin.RuleAdmin`).

It opens for those who coordinate an organisation. Who runs a network by a seat alone works in the
pages under `/arbete/`.
"""

from coordination.admin.at_meetings import (
    ActionPointAdmin,
    AgencyDecisionAdmin,
    DecisionAdmin,
    InviteeAdmin,
    ItemDocumentAdmin,
    ItemProposalAdmin,
    NotesCommentAdmin,
)
from coordination.admin.challenge import ChallengeAdmin
from coordination.admin.meeting import AgendaItemAdmin, AttendanceAdmin, MeetingAdmin
from coordination.admin.network import NetworkAdmin
from coordination.admin.seat import SeatAdmin
from coordination.admin.seat_proposal import SeatProposalAdmin

__all__ = [
    "ActionPointAdmin",
    "AgencyDecisionAdmin",
    "AgendaItemAdmin",
    "AttendanceAdmin",
    "ChallengeAdmin",
    "DecisionAdmin",
    "InviteeAdmin",
    "ItemDocumentAdmin",
    "ItemProposalAdmin",
    "MeetingAdmin",
    "NetworkAdmin",
    "NotesCommentAdmin",
    "SeatAdmin",
    "SeatProposalAdmin",
]
