from collections.abc import Sequence
from dataclasses import dataclass

from actors.models import Actor, County
from records.summaries import Provenance
from strategies.models import Commitment
from strategies.summaries import Excerpt, PartyGroup, contact_of, excerpt, group_parties


@dataclass(frozen=True)
class ActorPage:
    """An organisation: where, part of what, what it stands behind and has promised."""

    actor: Actor
    counties: Sequence[County]
    units: Sequence[Actor]
    successors: Sequence[Actor]
    party_groups: Sequence[PartyGroup]
    commitments: Excerpt
    supported: Excerpt
    provenance: Provenance


def actor_page(actor: Actor) -> ActorPage:
    """The public read model, in a constant number of queries."""
    promised = Commitment.objects.public()
    return ActorPage(
        actor=actor,
        counties=list(actor.counties.all()),
        units=list(actor.units.in_force()),
        successors=list(actor.succeeded_by.all()),
        party_groups=group_parties(
            actor.strategy_parties.public().current().select_related("actor", "strategy__county")
        ),
        commitments=excerpt(promised.promised_by(actor)),
        supported=excerpt(promised.supported_by(actor)),
        provenance=Provenance(
            published_at=actor.published_at,
            updated_at=actor.content_updated_at,
            contact=contact_of(actor),
        ),
    )
