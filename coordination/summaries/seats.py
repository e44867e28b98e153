"""Who holds the seats of a network, for its own ("Representation")."""

from collections.abc import Sequence
from dataclasses import dataclass

from actors.access import Access
from actors.models import Actor, User
from actors.rules import sees_person
from coordination.models import Invitee, Network, Seat


@dataclass(frozen=True)
class SeatRow:
    seat: Seat
    # Empty where the seat names an office alone, or a person who is not shown by name.
    name: str

    # Whether the reader says for its organisation whom it sends.
    may_propose: bool

    @property
    def is_vacant(self) -> bool:
        return self.seat.is_vacant


@dataclass(frozen=True)
class OwnSeats:
    held: Sequence[SeatRow]
    # Those that have ended, or not begun.
    others: Sequence[SeatRow]

    @property
    def vacant(self) -> int:
        return sum(row.is_vacant for row in self.held)


def own_seats(network: Network, access: Access) -> OwnSeats:
    """One query, whatever the number of seats."""
    rows = network.seats.visible_to(access).select_related("actor", "person")
    seats = [
        SeatRow(seat, name_of(seat, access), seat.actor_id in access.coordinates) for seat in rows
    ]
    return OwnSeats(
        held=[row for row in seats if row.seat.is_held],
        others=[row for row in seats if not row.seat.is_held],
    )


def name_of(seat: Seat | Invitee, access: Access) -> str:
    """Nobody with protected personal data is named outside the own organisation."""
    return "" if seat.person is None else name_seen(seat.person, seat.actor, access)


def name_seen(person: User, actor: Actor | None, access: Access) -> str:
    if actor is None:
        return "" if person.protected else person.name
    return person.name if sees_person(access, person, actor) else ""
