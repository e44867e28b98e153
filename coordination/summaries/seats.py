"""Who holds the seats of a network, for its own ("Representation")."""

from collections.abc import Sequence
from dataclasses import dataclass

from actors.access import Access
from actors.rules import sees_person
from coordination.models import Network, Seat


@dataclass(frozen=True)
class SeatRow:
    seat: Seat
    # Empty where the seat names an office alone, or a person who is not shown by name.
    name: str

    @property
    def is_vacant(self) -> bool:
        """Whether an organisation has a seat that it has named nobody for."""
        return self.seat.person_id is None and not self.seat.office


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
    seats = [SeatRow(seat, name_of(seat, access)) for seat in rows]
    return OwnSeats(
        held=[row for row in seats if row.seat.is_held],
        others=[row for row in seats if not row.seat.is_held],
    )


def name_of(seat: Seat, access: Access) -> str:
    """Nobody with protected personal data is named outside the own organisation."""
    person = seat.person
    if person is None:
        return ""
    if seat.actor is None:
        return "" if person.protected else person.name
    return person.name if sees_person(access, person, seat.actor) else ""
