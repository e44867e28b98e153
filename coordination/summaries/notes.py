"""The notes of a meeting as one person reads them, with who attended."""

from collections.abc import Sequence
from dataclasses import dataclass

from actors.access import Access
from coordination.models import Attendance, Meeting
from coordination.summaries.readable import readable
from coordination.summaries.record import MeetingRecord, record_of


@dataclass(frozen=True)
class Noted:
    meeting: Meeting
    record: MeetingRecord
    attendances: Sequence[Attendance]


def what_is_noted(meeting: Meeting, access: Access) -> Noted:
    """Five queries, with `meeting.network` and its parent read beforehand."""
    attendances = readable(meeting.attendances, access).select_related("actor")
    return Noted(meeting, record_of(meeting, access), list(attendances))
