"""Whom organisations propose for their seats, for who answers and for who proposed."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from actors.access import Access
from coordination.models import Network, Seat, SeatProposal
from coordination.summaries.seats import name_of, name_seen
from records.swedish import in_swedish_order


@dataclass(frozen=True)
class ProposalRow:
    proposal: SeatProposal
    # Empty where an office alone is proposed, or a person who is not shown by name.
    name: str


@dataclass(frozen=True)
class OwnPlace:
    """A seat of one's own organisation, who sits there, and whom it has proposed."""

    seat: Seat
    name: str
    waiting: SeatProposal | None


def proposal_row(proposal: SeatProposal, access: Access) -> ProposalRow:
    person, actor = proposal.person, proposal.seat.actor
    return ProposalRow(proposal, name_seen(person, actor, access) if person else "")


def waiting_proposals(network: Network, access: Access) -> list[ProposalRow]:
    """What waits for an answer in a network, the oldest first. One query."""
    rows = SeatProposal.objects.waiting().filter(seat__network=network)
    found = rows.select_related("seat__actor", "seat__network", "person")
    return [proposal_row(one, access) for one in found]


def waiting_by_network(access: Access) -> dict[int, int]:
    """How many wait for the person's answer, by the key of the network. One query."""
    rows = SeatProposal.objects.waiting().sent_to(access).order_by()
    counted = rows.values_list("seat__network").annotate(Count("pk"))
    return dict(counted)


def own_places(access: Access) -> Sequence[OwnPlace]:
    """The open seats of the organisations that one coordinates. Two queries."""
    rows = Seat.objects.open().filter(actor__in=access.coordinates)
    seats = list(
        rows.select_related("network", "actor", "person").order_by(
            in_swedish_order("network__title"), in_swedish_order("actor__name"), "pk"
        )
    )
    waiting = {one.seat_id: one for one in SeatProposal.objects.waiting().filter(seat__in=seats)}
    return [OwnPlace(seat, name_of(seat, access), waiting.get(seat.pk)) for seat in seats]
