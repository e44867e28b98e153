"""What a decision, a challenge and an action point share: their place, and being saved in it."""

from typing import Any, TypeVar

from django.db.models import Max

from actors.models import User
from coordination.models import ActionPoint, AgendaItem, Challenge, Decision, Meeting
from coordination.services.writing import hold_for_writing, told_of

Row = TypeVar("Row", Decision, Challenge, ActionPoint)

# What is written of each at the meeting.
SAID: dict[type[Any], tuple[str, ...]] = {
    Decision: ("text", "kind", "needs_agency_decision", "audience"),
    Challenge: ("text", "audience"),
    ActionPoint: ("text", "actor", "due_on"),
}


def place_at(row: Row, meeting: Meeting, item: AgendaItem | None = None) -> Row:
    """The row as one of the meeting and its network, under the item."""
    row.meeting, row.network, row.item = meeting, meeting.network, item
    return row


def next_position(rows: Any) -> int:
    last: int | None = rows.aggregate(last=Max("position"))["last"]
    return (last or 0) + 1


def save_new(row: Row, *, by: User) -> Row:
    """After all of its kind at the meeting; a page that is sent twice writes it once. Raises as
    `hold_for_writing`, and ValidationError for what cannot be kept."""
    assert row.meeting is not None
    meeting = hold_for_writing(row.meeting, by)
    place_at(row, meeting, row.item)
    if same := written_already(row):
        return place_at(same, meeting, row.item)
    row.position = next_position(type(row).objects.filter(meeting=meeting))
    row.full_clean()
    with told_of(meeting, by):
        row.save()
    return row


def written_already(row: Row) -> Row | None:
    """What stands there in the same words, and is for the same."""
    said = {name: getattr(row, name) for name in SAID[type(row)]}
    rows = type(row).objects.filter(meeting=row.meeting, item=row.item, **said)
    return rows.order_by("pk").first()


def save_changed(row: Row, *, by: User) -> None:
    assert row.meeting is not None
    meeting = hold_for_writing(row.meeting, by)
    row.full_clean()
    with told_of(meeting, by):
        row.save()


def remove(row: Row, *, by: User) -> None:
    assert row.meeting is not None
    with told_of(hold_for_writing(row.meeting, by), by):
        row.delete()
