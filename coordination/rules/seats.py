"""Who reads and changes seats, whom one may seat, and who proposes whom for one."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from actors.access import Access, valid_on_q
from coordination.choices import SeatProposalState
from coordination.rules.networks import (
    can_edit_network,
    can_read_network,
    editable_network_q,
    own_network_q,
    public_network_q,
)

if TYPE_CHECKING:
    from coordination.models import Seat, SeatProposal


def held_on_q(on: date, prefix: str = "") -> Q:
    """Seats that are held on that day, both ends included; an end that is not known is none."""
    begun = Q(**{f"{prefix}since__isnull": True}) | Q(**{f"{prefix}since__lte": on})
    still = Q(**{f"{prefix}until__isnull": True}) | Q(**{f"{prefix}until__gte": on})
    return begun & still


def seatable_q(access: Access) -> Q:
    """Whom one may give a seat: people of the organisations that one coordinates. Others are not
    even named to choose among."""
    return people_of_q(access.coordinates)


def people_of_q(actors: Collection[int]) -> Q:
    """Who acts for one of these organisations today; all of one membership, so in one filter."""
    theirs = Q(memberships__actor__in=actors)
    return theirs & valid_on_q(timezone.localdate(), "memberships__") & Q(is_active=True)


def visible_seat_q(access: Access) -> Q:
    """A vacant seat lets nobody in, and yet the organisation is to name somebody for it."""
    of_own_organisation = Q(actor__in=access.coordinates)
    return public_network_q("network__") | own_network_q(access, "network__") | of_own_organisation


def visible_proposal_q(access: Access) -> Q:
    """It names a person: only coordinators of the organisation and who edits the network."""
    return answerable_proposal_q(access) | Q(seat__actor__in=access.coordinates)


def editable_proposal_q(access: Access) -> Q:
    """While it waits, by the organisation's coordinators."""
    return Q(seat__actor__in=access.coordinates, state=SeatProposalState.WAITING)


def answerable_proposal_q(access: Access) -> Q:
    return editable_network_q(access, "seat__network__")


# ---------------------------------------------------------------- for one object


def can_read_seat(access: Access, seat: "Seat") -> bool:
    return can_read_network(access, seat.network) or seat.actor_id in access.coordinates


def can_edit_seat(access: Access, seat: "Seat") -> bool:
    return can_edit_network(access, seat.network)


def can_propose_for(access: Access, seat: "Seat") -> bool:
    """Whom an organisation sends is its own coordinators' to say."""
    return seat.actor_id is not None and access.can_coordinate(seat.actor_id)


def can_read_proposal(access: Access, proposal: "SeatProposal") -> bool:
    return can_answer_proposal(access, proposal) or can_propose_for(access, proposal.seat)


def can_edit_proposal(access: Access, proposal: "SeatProposal") -> bool:
    is_open = access.is_superuser or proposal.state == SeatProposalState.WAITING
    return is_open and can_propose_for(access, proposal.seat)


def can_answer_proposal(access: Access, proposal: "SeatProposal") -> bool:
    return can_edit_network(access, proposal.seat.network)
