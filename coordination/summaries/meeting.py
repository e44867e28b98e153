from collections.abc import Sequence
from dataclasses import dataclass

from actors.access import Access
from coordination.models import AgendaItem, Attendance, Challenge, Meeting
from coordination.models.meeting import MeetingQuerySet
from coordination.summaries.readable import readable
from records.summaries import Provenance
from strategies.models import Strategy
from strategies.summaries import provenance_of

# Of a page that shows more than meetings.
TO_COME_SHOWN, PAST_SHOWN = 5, 3


def meetings_shown(meetings: MeetingQuerySet) -> list[Meeting]:
    """The next ones, and then the latest that were held. Two queries."""
    rows = meetings.select_related("network", "convener")
    return [*rows.to_come()[:TO_COME_SHOWN], *rows.past()[:PAST_SHOWN]]


@dataclass(frozen=True)
class MeetingPage:
    """A meeting: its day and town, and what of it the reader may read."""

    meeting: Meeting
    strategies: Sequence[Strategy]
    items: Sequence[AgendaItem]
    attendances: Sequence[Attendance]
    challenges: Sequence[Challenge]
    provenance: Provenance


def meeting_page(meeting: Meeting, *, access: Access | None = None) -> MeetingPage:
    """The public read model, or with an `access` what that person reads, in a constant number of
    queries."""
    attendances = list(readable(meeting.attendances, access).select_related("actor"))
    challenges = readable(meeting.challenges, access).select_related("network", "meeting")
    challenges = list(challenges.with_public_ties())
    return MeetingPage(
        meeting=meeting,
        strategies=list(meeting.strategies.public()),
        items=list(readable(meeting.items, access)),
        attendances=attendances,
        challenges=challenges,
        provenance=provenance_of(
            meeting,
            contact=meeting.maintained_by,
            shown=[meeting, *attendances, *challenges],
        ),
    )
