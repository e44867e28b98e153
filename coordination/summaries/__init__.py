from coordination.summaries.at_meeting import AttendanceSheet, Expected, attendance_sheet
from coordination.summaries.attendance_year import AttendanceYear, attendance_year
from coordination.summaries.decisions import (
    WorkDecision,
    by_year,
    register_of,
    work_decision,
)
from coordination.summaries.meeting import MeetingPage, meeting_page, meetings_shown
from coordination.summaries.network import NetworkPage, network_page
from coordination.summaries.record import (
    MeetingRecord,
    RecordedDecision,
    RecordedPart,
    record_of,
)
from coordination.summaries.seat_proposals import (
    OwnPlace,
    ProposalRow,
    own_places,
    proposal_row,
    waiting_by_network,
    waiting_proposals,
)
from coordination.summaries.seats import OwnSeats, own_seats

__all__ = [
    "AttendanceSheet",
    "AttendanceYear",
    "Expected",
    "MeetingPage",
    "MeetingRecord",
    "NetworkPage",
    "OwnPlace",
    "OwnSeats",
    "ProposalRow",
    "RecordedDecision",
    "RecordedPart",
    "WorkDecision",
    "attendance_sheet",
    "attendance_year",
    "by_year",
    "meeting_page",
    "meetings_shown",
    "network_page",
    "own_places",
    "own_seats",
    "proposal_row",
    "record_of",
    "register_of",
    "waiting_by_network",
    "waiting_proposals",
    "work_decision",
]
