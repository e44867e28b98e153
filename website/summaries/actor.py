from collections.abc import Sequence
from dataclasses import dataclass

from actors.models import Actor, County
from coordination.models import Network
from records.summaries import Provenance
from strategies.models import Commitment
from strategies.summaries import (
    Excerpt,
    PartyGroup,
    Progress,
    excerpt,
    group_parties,
    progress_of,
    provenance_of,
)


@dataclass(frozen=True)
class ActorPage:
    """An organisation: where, part of what, what it stands behind and has promised."""

    actor: Actor
    counties: Sequence[County]
    units: Sequence[Actor]
    successors: Sequence[Actor]
    party_groups: Sequence[PartyGroup]
    commitments: Excerpt
    progress: Progress | None
    supported: Excerpt
    # Where it has a seat today.
    networks: Sequence[Network]
    provenance: Provenance

    @property
    def has_facts(self) -> bool:
        """Whether anything stands in the box of facts."""
        actor = self.actor
        told = (actor.abbreviation, actor.aliases, actor.municipality_code, actor.valid_from)
        others = (actor.organisation_number, actor.valid_to, actor.parent_id)
        return any([*told, *others, self.counties, self.units])


def actor_page(actor: Actor) -> ActorPage:
    """The public read model, in a constant number of queries."""
    parties = list(
        actor.strategy_parties.public().current().select_related("actor", "strategy__county")
    )
    own = Commitment.objects.public().promised_by(actor)
    promised = excerpt(own)
    supported = excerpt(Commitment.objects.public().supported_by(actor))
    return ActorPage(
        actor=actor,
        counties=list(actor.counties.all()),
        units=list(actor.units.in_force()),
        successors=list(actor.succeeded_by.all()),
        party_groups=group_parties(parties),
        commitments=promised,
        progress=progress_of(own),
        supported=supported,
        networks=list(Network.objects.public().with_a_seat_for(actor).select_related("host")),
        provenance=provenance_of(
            actor, contact=actor, shown=[*parties, *promised.rows, *supported.rows]
        ),
    )
