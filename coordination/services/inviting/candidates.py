"""Whom one may invite to a meeting: who has a seat on its day, and guests."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from coordination.models import Invitee, Meeting, Seat
from coordination.services.inviting.seated import seats_of, those_who_left
from coordination.services.reached import mailbox_of, reader_of


@dataclass(frozen=True)
class Candidate:
    """A seat or a guest that could be written to; `invitee` once there is one."""

    key: str
    seat: Seat | None
    invitee: Invitee | None
    address: str
    # Somebody above in the list has the same address: one letter is enough.
    shares: bool = False
    # Somebody of the same organisation and role was invited, and has the seat no longer.
    follows: bool = False

    @property
    def has_other_person(self) -> bool:
        """Whether another person has got the seat since the invitation left."""
        one = self.invitee
        return one is not None and self.seat is not None and one.person_id != self.seat.person_id

    @property
    def is_to_be_written_to(self) -> bool:
        """Whether a letter to them has not left, or no longer counts."""
        one = self.invitee
        if self.shares:
            return False
        if one is None or one.withdrawn_at is not None or self.has_other_person:
            return True
        return one.sent_at is None and self.address != ""


def candidates_of(meeting: Meeting) -> Sequence[Candidate]:
    """Seats that are held on the meeting's day (today where it is not known to the day), those
    with a letter already first to keep their address; then guests. Two queries."""
    invited = list(meeting.invitees.select_related("actor", "person", "seat"))
    by_seat = {one.seat_id: one for one in invited if one.seat_id}
    seats = seats_of(meeting)
    gone = those_who_left(invited, seats)
    left = {(one.seat.actor_id, one.seat.role) for one in gone if one.seat is not None}
    found = [of_seat(seat, by_seat.get(seat.pk), left) for seat in seats]
    found += [of_guest(one) for one in invited if one.seat_id is None]
    return without_doubles(found, invited)


def of_seat(seat: Seat, invitee: Invitee | None, left: set[tuple[int | None, str]]) -> Candidate:
    reader = reader_of(seat)
    follows = invitee is None and (seat.actor_id, seat.role) in left
    address = reader.address if reader else ""
    return Candidate(seat.public_id, seat, invitee, address, follows=follows)


def of_guest(invitee: Invitee) -> Candidate:
    address = invitee.address or mailbox_of(invitee.actor)
    return Candidate(invitee.public_id, None, invitee, address)


def without_doubles(found: list[Candidate], invited: list[Invitee]) -> list[Candidate]:
    """The same, where each address is written to once: for who had it first."""
    owners = {one.address: one.pk for one in invited if one.address}
    taken: dict[str, str] = {}
    kept = []
    for one in found:
        own = one.invitee.pk if one.invitee else None
        is_others = one.address != "" and (
            owners.get(one.address, own) != own or taken.setdefault(one.address, one.key) != one.key
        )
        kept.append(replace(one, shares=is_others))
    return kept
