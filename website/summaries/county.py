from collections.abc import Sequence
from dataclasses import dataclass

from actors.models import Actor, County
from records.summaries import Provenance, readings_in, sources_of
from strategies.models import Commitment, Goal, Party, Passage, Strategy
from strategies.summaries import Excerpt, PartyGroup, contact_of, excerpt, group_parties


@dataclass(frozen=True)
class CountyPage:
    """What a county wants, has promised, and who stands behind it."""

    county: County
    board: Actor | None
    strategies: Sequence[Strategy]
    goals: Sequence[Goal]
    commitments: Excerpt
    party_groups: Sequence[PartyGroup]
    municipalities: Sequence[Actor]
    passages: Sequence[Passage]
    national: Sequence[Strategy]
    provenance: Provenance


def county_page(county: County) -> CountyPage:
    """The public read model, in a constant number of queries."""
    board = Actor.objects.in_force().county_boards().in_county(county).first()
    own = Strategy.objects.public().not_frameworks().in_county(county)
    parties = Party.objects.public().current().filter(strategy__in=own)
    passages = list(county.county_passages.public())
    return CountyPage(
        county=county,
        board=board,
        strategies=list(own.select_related("under", "county")),
        goals=list(
            Goal.objects.public()
            .filter(strategy__in=own, parent__isnull=True)
            .select_related("strategy")
        ),
        commitments=excerpt(Commitment.objects.public().in_county(county)),
        party_groups=group_parties(parties.select_related("actor", "strategy")),
        municipalities=list(Actor.objects.in_force().municipalities().in_county(county)),
        passages=passages,
        national=list(Strategy.objects.public().not_frameworks().national()),
        provenance=Provenance(
            published_at=county.published_at,
            updated_at=county.content_updated_at,
            sources=sources_of(county.county_passages.public(), own),
            readings=readings_in(passages),
            contact=contact_of(board) if board else None,
        ),
    )
