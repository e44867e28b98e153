"""What is written down at a meeting, item by item: for the page to work in, the notes, the PDF."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from actors.access import Access
from coordination.models import ActionPoint, AgendaItem, Challenge, Decision, Meeting
from coordination.rules.deciding import can_read_decision, is_public_decision
from coordination.rules.recording import reads_notes
from coordination.summaries.readable import readable


@dataclass(frozen=True)
class RecordedDecision:
    """A decision with its number in the minutes; none where the meeting has notes alone."""

    decision: Decision
    number: int | None

    @property
    def paragraph(self) -> str:
        return "" if self.number is None else f"§ {self.number}"


@dataclass(frozen=True)
class RecordedPart:
    """An item of the agenda, or what belongs to none, with what was written down there."""

    item: AgendaItem | None
    # Empty where the reader may not read it yet.
    note: str
    decisions: list[RecordedDecision] = field(default_factory=list)
    challenges: list[Challenge] = field(default_factory=list)
    action_points: list[ActionPoint] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.note or self.decisions or self.challenges or self.action_points)


@dataclass(frozen=True)
class MeetingRecord:
    """The items in their order, and after them what belongs to none."""

    meeting: Meeting
    parts: Sequence[RecordedPart]
    without_item: RecordedPart

    @property
    def all_parts(self) -> list[RecordedPart]:
        return [*self.parts, self.without_item]

    @property
    def decisions(self) -> list[RecordedDecision]:
        """All that the reader may read, in the order of their numbers."""
        return [one for part in self.all_parts for one in part.decisions]

    @property
    def action_points(self) -> list[ActionPoint]:
        return [one for part in self.all_parts for one in part.action_points]

    @property
    def is_empty(self) -> bool:
        return all(part.is_empty for part in self.all_parts)

    @property
    def has_notes(self) -> bool:
        """Whether anything was written beside decisions and the like."""
        return any(part.note for part in self.all_parts)


def record_of(meeting: Meeting, access: Access | None) -> MeetingRecord:
    """What the person reads of it, or without an `access` everybody. What stands under an item that
    the reader may not see belongs to none. Action points are never for everybody. Four queries,
    with `meeting.network` and its parent read beforehand."""
    tells_notes = reads_notes(access, meeting)
    parts = {
        item.pk: RecordedPart(item, item.notes if tells_notes else "")
        for item in readable(meeting.items, access).order_by("position", "pk")
    }
    rest = RecordedPart(None, "")
    for one in decisions_read(meeting, access):
        parts.get(one.decision.item_id or 0, rest).decisions.append(one)
    challenges = readable(meeting.challenges, access).order_by("position", "pk")
    for challenge in with_place(challenges, meeting):
        parts.get(challenge.item_id or 0, rest).challenges.append(challenge)
    for point in action_points_read(meeting, access):
        parts.get(point.item_id or 0, rest).action_points.append(point)
    return MeetingRecord(meeting, list(parts.values()), rest)


def decisions_read(meeting: Meeting, access: Access | None) -> list[RecordedDecision]:
    """As the agenda goes, each with its number in the minutes: the same to every reader."""
    rows = meeting.decisions.with_paragraphs().select_related("item")
    return [
        RecordedDecision(row, row.paragraph if meeting.is_formal else None)
        for row in sorted(with_place(rows, meeting), key=order_of)
        if (is_public_decision(row) if access is None else can_read_decision(access, row))
    ]


def order_of(decision: Decision) -> tuple[bool, int, int, int, int]:
    """As the agenda goes; what belongs to no item comes last."""
    item = decision.item
    place = (0, 0) if item is None else (item.position, item.pk)
    return (item is None, *place, decision.position, decision.pk)


def action_points_read(meeting: Meeting, access: Access | None) -> Iterable[ActionPoint]:
    if access is None:
        return []
    rows = meeting.action_points.visible_to(access).select_related("actor")
    return with_place(rows.order_by("position", "pk"), meeting)


def with_place(rows: Iterable[Any], meeting: Meeting) -> list[Any]:
    """The rows with the meeting and its network that are read already; a challenge of the meeting
    may have no network."""
    known = list(rows)
    for row in known:
        row.meeting = meeting
        if row.network_id == meeting.network_id:
            row.network = meeting.network
    return known
