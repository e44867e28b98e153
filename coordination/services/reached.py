"""Who gets the letters of a seat: one rule for all of them, who may read what they tell of."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from actors.models import Actor, User
from coordination.models import Network, Seat
from strategies.services.joining.letters import Reader


def reader_of(seat: Seat) -> Reader | None:
    """Who sits there; the mailbox of the organisation where the seat is an office's. None where the
    organisation has named nobody, or somebody who signs in no more: nobody reads by that seat."""
    if seat.person is not None:
        return reader_of_person(seat.person)
    if seat.office and seat.actor is not None and (mailbox := mailbox_of(seat.actor)):
        return Reader(mailbox)
    return None


def reader_of_person(person: User) -> Reader | None:
    address = address_of_person(person)
    return Reader(address, person.language, person.name) if address else None


def address_of_person(person: User) -> str:
    """Empty where they sign in no more."""
    return person.email if person.is_active and not person.is_anonymised else ""


def mailbox_of(actor: Actor | None) -> str:
    return actor.function_mailbox.lower() if actor is not None else ""


@dataclass(frozen=True)
class Readers:
    """To whom the letter goes, each once, and the organisations that have no address."""

    reached: Sequence[Reader]
    actors: Sequence[Actor]
    unreached: Sequence[Actor]


def readers_of(network: Network) -> Readers:
    """Those who hold a seat today, by themselves or through the mailbox of their organisation. One
    query."""
    seats = network.seats.held_on(timezone.localdate()).select_related("person", "actor")
    reached, actors, unreached = dict[str, Reader](), dict[int, Actor](), dict[int, Actor]()
    for seat in seats:
        reader = reader_of(seat)
        if reader is not None:
            reached.setdefault(reader.address, reader)
        if seat.actor is not None:
            (unreached if reader is None else actors)[seat.actor.pk] = seat.actor
    return Readers(list(reached.values()), list(actors.values()), list(unreached.values()))
