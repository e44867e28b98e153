"""The admin of each noun here. Every door asks the rules (`actors.admin.RuleAdmin`).

It opens for those who coordinate an organisation. Who runs a network by a seat alone works in the
pages under `/arbete/`.
"""

from coordination.admin.challenge import ChallengeAdmin
from coordination.admin.meeting import AgendaItemAdmin, AttendanceAdmin, MeetingAdmin
from coordination.admin.network import NetworkAdmin
from coordination.admin.seat import SeatAdmin

__all__ = [
    "AgendaItemAdmin",
    "AttendanceAdmin",
    "ChallengeAdmin",
    "MeetingAdmin",
    "NetworkAdmin",
    "SeatAdmin",
]
