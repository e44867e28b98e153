from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from actors.access import Access
from coordination.models import ActionPoint, AgendaItem, Attendance, Challenge, Decision, Meeting
from coordination.models.meeting import MeetingQuerySet
from coordination.summaries.agenda import Agenda, agenda_of
from coordination.summaries.decisions import told
from coordination.summaries.readable import readable
from coordination.summaries.record import MeetingRecord, action_points_read, record_of
from records.models import Sourced
from records.summaries import Provenance
from strategies.models import Strategy
from strategies.summaries import provenance_of

# Of a page that shows more than meetings.
TO_COME_SHOWN, PAST_SHOWN = 5, 3


def meetings_shown(meetings: MeetingQuerySet) -> list[Meeting]:
    """The next ones, and then the latest that were held. One query."""
    next_ones = meetings.to_come().values("pk")[:TO_COME_SHOWN]
    latest = meetings.past().values("pk")[:PAST_SHOWN]
    shown = Meeting.objects.filter(Q(pk__in=next_ones) | Q(pk__in=latest))
    rows = list(shown.select_related("network", "convener").by_day())
    to_come = [one for one in reversed(rows) if one.is_to_come]
    # Those without a date stand last.
    to_come.sort(key=lambda one: one.on == "")
    return [*to_come, *(one for one in rows if not one.is_to_come)]


@dataclass(frozen=True)
class MeetingPage:
    """A meeting: its day and town, and what of it the reader may read."""

    meeting: Meeting
    strategies: Sequence[Strategy]
    agenda: Agenda
    attendances: Sequence[Attendance]
    challenges: Sequence[Challenge]
    decisions: Sequence[Decision]
    # Never for everybody.
    action_points: Sequence[ActionPoint]
    # What everybody reads of the notes; None until they stand. Its own read them on their page.
    notes: MeetingRecord | None
    # None for its own.
    provenance: Provenance | None

    @property
    def items(self) -> Sequence[AgendaItem]:
        return self.agenda.items


def meeting_page(meeting: Meeting, *, access: Access | None = None) -> MeetingPage:
    """The public read model, or with an `access` what that person reads, in a constant number of
    queries."""
    attendances = list(readable(meeting.attendances, access).select_related("actor"))
    challenges = readable(meeting.challenges, access).select_related("network", "meeting")
    challenges = list(challenges.with_public_ties())
    return MeetingPage(
        meeting=meeting,
        strategies=list(meeting.strategies.public()),
        agenda=agenda_of(meeting, access),
        attendances=attendances,
        challenges=challenges,
        decisions=list(told(meeting.decisions, access)),
        action_points=list(action_points_read(meeting, access)),
        notes=record_of(meeting, None) if access is None and meeting.has_final_notes else None,
        provenance=told_of(meeting, [*attendances, *challenges]) if access is None else None,
    )


def told_of(meeting: Meeting, shown: Sequence[Sourced]) -> Provenance:
    """Where what everybody reads comes from; its own read the sources where they keep them."""
    return provenance_of(meeting, contact=meeting.maintained_by, shown=[meeting, *shown])
