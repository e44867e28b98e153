"""What is proposed for a network's agendas, and for which meeting a proposal comes in time."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from actors.access import Access
from actors.models import Actor
from actors.models.actor import ActorQuerySet
from coordination.models import ItemProposal, Meeting, Network
from coordination.rules.networks import can_edit_network
from records.partial_dates import not_passed_q

# Of a page that shows more than proposals.
SHOWN = 12


@dataclass(frozen=True)
class NextAgenda:
    """For which planned meeting something proposed today comes in time."""

    # The next one; None where none that is planned takes any more.
    meeting: Meeting | None
    # One before it, to which the time is out.
    missed: Meeting | None


def next_agenda(network: Network) -> NextAgenda:
    """One query."""
    today = timezone.localdate()
    missed = None
    for meeting in network.meetings.to_come().filter(not_passed_q("on"))[:SHOWN]:
        if meeting.propose_by is None or meeting.propose_by >= today:
            return NextAgenda(meeting, missed)
        missed = missed or meeting
    return NextAgenda(None, missed)


@dataclass(frozen=True)
class WaitingProposal:
    proposal: ItemProposal
    # Whether it came after the last day of the meeting whose agenda is looked at.
    is_late: bool


def waiting_items(meeting: Meeting) -> list[WaitingProposal]:
    """What waits in the meeting's network, those in time first. One query."""
    if meeting.network is None:
        return []
    waiting = meeting.network.item_proposals.waiting().select_related("actor")
    rows = [WaitingProposal(one, came_late(one, meeting)) for one in waiting]
    return sorted(rows, key=lambda row: row.is_late)


def came_late(proposal: ItemProposal, meeting: Meeting) -> bool:
    last = meeting.propose_by
    return last is not None and timezone.localdate(proposal.created_at) > last


def proposing_organisations(network: Network, access: Access) -> ActorQuerySet:
    """For which a person may propose: the own, and those whose seat the person has."""
    own = Q(pk__in=access.members)
    held = network.seats.held_on(timezone.localdate()).filter(person=access.user_id)
    by_seat = Q(pk__in=held.order_by().values("actor"))
    return Actor.objects.in_force().filter(own | by_seat, is_example=network.is_example)


def proposed_items(network: Network, access: Access) -> Sequence[ItemProposal]:
    """The latest of one's own organisations and how they stand; all, for who runs the network. Two
    queries at most."""
    rows = network.item_proposals.visible_to(access).select_related("actor", "item__meeting")
    if not can_edit_network(access, network):
        rows = rows.filter(
            actor__in=proposing_organisations(network, access).order_by().values("pk")
        )
    return list(rows.order_by("-created_at", "-pk")[:SHOWN])
