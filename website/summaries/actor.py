from collections.abc import Sequence
from dataclasses import dataclass

from actors.choices import ActorKind
from actors.models import Actor, County
from coordination.models import Network
from records.summaries import Provenance
from strategies.models import Commitment, Strategy
from strategies.summaries import (
    Excerpt,
    PartyGroup,
    Progress,
    excerpt,
    group_parties,
    progress_of,
    provenance_of,
)
from website.models import LocalHelp


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
    # Of a municipality: what its county wants, and where one gets help there.
    county_strategies: Sequence[Strategy]
    local_help: Sequence[LocalHelp]
    # Where it has a seat today.
    networks: Sequence[Network]
    provenance: Provenance

    @property
    def county_of_notices(self) -> int | None:
        """The county (its key) whose notices stand over the page: a municipality's."""
        is_municipality = self.actor.kind == ActorKind.MUNICIPALITY
        return next((one.pk for one in self.counties if is_municipality), None)

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
        county_strategies=strategies_around(actor),
        local_help=local_help_of(actor),
        networks=list(Network.objects.public().with_a_seat_for(actor).select_related("host")),
        provenance=provenance_of(
            actor, contact=actor, shown=[*parties, *promised.rows, *supported.rows]
        ),
    )


def strategies_around(actor: Actor) -> Sequence[Strategy]:
    """Those of a municipality's county. One query."""
    if actor.kind != ActorKind.MUNICIPALITY:
        return []
    own = Strategy.objects.public().not_frameworks().standing_alone()
    return list(own.filter(county__in=actor.counties.all()))


def local_help_of(actor: Actor) -> Sequence[LocalHelp]:
    """One query for a municipality; nobody else has any."""
    if actor.kind != ActorKind.MUNICIPALITY:
        return []
    return list(LocalHelp.objects.public().filter(actor=actor))
