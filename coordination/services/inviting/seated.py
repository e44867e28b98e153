"""Who has a seat on the day of a meeting, and who of those invited has one no longer."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from coordination.models import Invitee, Meeting, Seat
from records.partial_dates import first_day

WHOLE_DAY = len("2027-03-12")


def day_of(meeting: Meeting) -> date:
    """Today where it is not known to the day."""
    if len(meeting.on) == WHOLE_DAY:
        return first_day(meeting.on)
    return timezone.localdate()


def seats_of(meeting: Meeting) -> list[Seat]:
    if meeting.network is None:
        return []
    held = meeting.network.seats.held_on(day_of(meeting))
    return list(held.select_related("actor", "person", "network__county"))


def those_who_left(invitees: Iterable[Invitee], seats: Iterable[Seat]) -> list[Invitee]:
    """Of those invited by a seat, who has none among these: not the one they were invited by, nor
    another. Who follows somebody gets a seat of their own, or the same by another name."""
    seats = list(seats)
    same = {(one.pk, one.person_id) for one in seats}
    people = {one.person_id for one in seats if one.person_id is not None}
    offices = {one.actor_id for one in seats if one.person_id is None and one.office}
    return [
        one
        for one in invitees
        if one.seat_id is not None
        and (one.seat_id, one.person_id) not in same
        and not (one.person_id in people if one.person_id else one.actor_id in offices)
    ]
