"""What the services of what is decided share."""

from contextlib import AbstractContextManager
from typing import TypeVar

from django.db.models import QuerySet

from actors.models import User
from coordination.models import ActionPoint, Challenge, Decision, Meeting
from records.history import told_as
from records.services import hold, lock

Row = TypeVar("Row", Decision, ActionPoint, Challenge)


def told_for(row: Decision | ActionPoint | Challenge, *, by: User) -> AbstractContextManager[None]:
    """What is written meanwhile is told as done for who maintains its network or meeting."""
    of = row.network or row.meeting
    assert of is not None
    return told_as(by=by, for_actor=of.maintained_by.pk)


def hold_with_meeting(row: Row) -> Row:
    """The row as it stands now, held until the transaction ends, and before it the meeting whose
    notes it stands in: they do not become final meanwhile, and `row` knows how they stand. In
    another order two who write would wait for each other."""
    if row.meeting_id is None:
        return lock(row)
    rows = Meeting.objects.select_related("network__maintained_by", "convener", "county")
    meeting = hold(rows).get(pk=row.meeting_id)
    kept = lock(row)
    row.meeting = meeting
    if kept.meeting_id == meeting.pk:
        kept.meeting = meeting
    return kept


def between_meetings(row: Row, *said: str) -> QuerySet[Row]:
    """What stands between the meetings of its network and says the same: a form that is sent twice
    writes it once. Those who add come one after another, for the network is held."""
    rows = type(row)._default_manager.order_by("pk")
    if row.network is None or row.meeting is not None:
        return rows.none()
    lock(row.network)
    same = {name: getattr(row, name) for name in said}
    return rows.filter(network=row.network, meeting=None, **same)
