"""Who may be ticked at a meeting: those invited, those with a seat, and those who are there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils import timezone

from actors.models import Actor
from coordination.models import Attendance, Invitee, Meeting, Seat
from records.swedish import swedish_key


@dataclass(frozen=True)
class Expected:
    """An organisation and the office by which it takes part; never a person."""

    # Of the invitation, the seat or the attendance: what a page carries back.
    key: str
    actor: Actor
    office: str
    # What was answered, or that one was not invited; empty for who was added at the meeting.
    invitee: Invitee | None = None
    seat: Seat | None = None
    is_there: bool = False

    @property
    def present(self) -> tuple[int, str]:
        return self.actor.pk, self.office


@dataclass(frozen=True)
class AttendanceSheet:
    rows: Sequence[Expected]
    # Whether somebody has said who is there; until then those who said they come are ticked.
    is_saved: bool

    @property
    def ticked(self) -> list[str]:
        return [row.key for row in self.rows if row.is_there]


def attendance_sheet(meeting: Meeting) -> AttendanceSheet:
    """Each organisation and office once, by name. Three queries, whatever their number."""
    there = {(row.actor_id, row.office): row for row in meeting.attendances.select_related("actor")}
    rows: dict[tuple[int, str], Expected] = {}
    for one in (*invited(meeting, there), *seated(meeting, there), *added(there)):
        # Two of one organisation may share an office, and one of them comes.
        if one.present not in rows or (one.is_there and not rows[one.present].is_there):
            rows[one.present] = one
    ordered = sorted(rows.values(), key=lambda one: (swedish_key(one.actor.name), one.office))
    return AttendanceSheet(ordered, is_saved=bool(there))


There = dict[tuple[int, str], Attendance]


def invited(meeting: Meeting, there: There) -> Iterator[Expected]:
    """Who sends a substitute does not come by the office that was invited."""
    for row in meeting.invitees.invited().select_related("actor", "seat__actor"):
        actor = row.actor or (row.seat.actor if row.seat else None)
        if actor is None:
            continue
        office = "" if row.sends_substitute else row.office or (row.seat.office if row.seat else "")
        is_there = (actor.pk, office) in there if there else row.comes
        yield Expected(row.public_id, actor, office, invitee=row, is_there=is_there)


def seated(meeting: Meeting, there: There) -> Iterator[Expected]:
    """Seats held on the day of the meeting that were not invited."""
    if meeting.network is None:
        return
    day = timezone.localdate(meeting.starts_at) if meeting.starts_at else timezone.localdate()
    seats = meeting.network.seats.held_on(day).filter(actor__isnull=False)
    asked = meeting.invitees.invited().filter(seat__isnull=False).values("seat")
    for seat in seats.exclude(pk__in=asked).select_related("actor"):
        assert seat.actor is not None
        is_there = (seat.actor.pk, seat.office) in there
        yield Expected(seat.public_id, seat.actor, seat.office, seat=seat, is_there=is_there)


def added(there: There) -> Iterator[Expected]:
    for row in there.values():
        yield Expected(row.public_id, row.actor, row.office, is_there=True)
