from collections.abc import Sequence
from dataclasses import dataclass

from actors.access import Access
from coordination.models import Challenge, Meeting, Network, Seat
from coordination.models.network import NetworkQuerySet
from coordination.summaries.readable import readable
from records.summaries import Provenance
from strategies.models import Strategy
from strategies.summaries import provenance_of

# Of a page; the rest stands in the list of meetings.
MEETINGS_SHOWN = 12


@dataclass(frozen=True)
class NetworkPage:
    """A network: why it is there, for which strategies, who sits in it, when it meets and which
    challenges it works with."""

    network: Network
    strategies: Sequence[Strategy]
    groups: Sequence[Network]
    # Other networks around the same strategies, this one among them; empty where there are none.
    around: Sequence[Network]
    seats: Sequence[Seat]
    to_come: Sequence[Meeting]
    past: Sequence[Meeting]
    challenges: Sequence[Challenge]
    provenance: Provenance

    @property
    def open_challenges(self) -> list[Challenge]:
        return [one for one in self.challenges if not one.is_handled]

    @property
    def handled_challenges(self) -> list[Challenge]:
        return [one for one in self.challenges if one.is_handled]

    @property
    def has_examples(self) -> bool:
        """Whether a source named some of those around it as examples."""
        return any(one.is_given_as_example for one in self.around)


def network_page(network: Network, *, access: Access | None = None) -> NetworkPage:
    """The public read model, or with an `access` what that person reads, in a constant number of
    queries."""
    strategies = list(network.strategies.public())
    around = list(networks_around(strategies))
    seats = list(readable(network.seats, access).select_related("actor"))
    meetings = readable(network.meetings, access).select_related("network")
    to_come = list(meetings.to_come()[:MEETINGS_SHOWN])
    past = list(meetings.past()[:MEETINGS_SHOWN])
    challenges = challenges_of(network, access)
    others = [one for one in around if one != network]
    return NetworkPage(
        network=network,
        strategies=strategies,
        groups=list(readable(network.groups, access)),
        around=around if len(around) > 1 else [],
        seats=[seat for seat in seats if seat.is_held],
        to_come=to_come,
        past=past,
        challenges=challenges,
        provenance=provenance_of(
            network,
            contact=network.maintained_by,
            shown=[network, *others, *seats, *to_come, *past, *challenges],
        ),
    )


def networks_around(strategies: Sequence[Strategy]) -> NetworkQuerySet:
    """Each once, though it may be around several of them."""
    found = Network.objects.public().filter(strategies__in=strategies).distinct()
    return found.select_related("host", "county").prefetch_related("strategies")


def challenges_of(network: Network, access: Access | None) -> list[Challenge]:
    """Each with its public goals and commitments."""
    rows = readable(network.challenges, access).select_related("network", "meeting")
    return list(rows.with_public_ties())
