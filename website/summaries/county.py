from collections.abc import Sequence
from dataclasses import dataclass

from actors.models import Actor, County
from coordination.models import Meeting, Network
from coordination.summaries import meetings_shown
from records.models import Sourced
from records.summaries import Provenance
from strategies.models import Commitment, Goal, Party, Passage, RoundReport, Strategy
from strategies.summaries import (
    ROWS_OF_AN_EXCERPT,
    Excerpt,
    PartyGroup,
    Progress,
    excerpt,
    group_parties,
    in_reading_order,
    progress_of,
    provenance_of,
)
from website.models import NewsItem
from website.summaries.municipalities import Municipalities, municipalities_of
from website.summaries.news import latest_news


@dataclass(frozen=True)
class CountyPage:
    """What a county wants, has promised, and who stands behind it."""

    county: County
    board: Actor | None
    strategies: Sequence[Strategy]
    goals: Sequence[Goal]
    commitments: Excerpt
    progress: Progress | None
    # Of follow-up rounds, the latest first.
    round_reports: Sequence[RoundReport]
    party_groups: Sequence[PartyGroup]
    municipalities: Municipalities
    networks: Sequence[Network]
    # Those to come, and then the latest that were held.
    meetings: Sequence[Meeting]
    passages: Sequence[Passage]
    news: Sequence[NewsItem]
    national: Sequence[Strategy]
    provenance: Provenance


def county_page(county: County) -> CountyPage:
    """The public read model, in a constant number of queries. The page of the invented county
    names nothing that is real."""
    board = Actor.objects.in_force().county_boards().in_county(county).first()
    own = Strategy.objects.public().not_frameworks().in_county(county)
    strategies = in_reading_order(own.select_related("under", "county"))
    goals = Goal.objects.public().filter(strategy__in=own, parent__isnull=True)
    goals_shown = list(goals.select_related("strategy"))
    in_county = Commitment.objects.public().in_county(county)
    commitments = excerpt(in_county)
    parties = Party.objects.public().current().filter(strategy__in=own)
    parties_shown = list(parties.select_related("actor", "strategy"))
    reports = RoundReport.objects.public().in_county(county)
    passages = list(county.county_passages.public())
    shown: list[Sourced] = [*strategies, *goals_shown, *commitments.rows, *parties_shown, *passages]
    national = Strategy.objects.public().not_frameworks().standing_alone().national()
    return CountyPage(
        county=county,
        board=board,
        strategies=strategies,
        goals=goals_shown,
        commitments=commitments,
        progress=progress_of(in_county),
        round_reports=list(reports.for_links()[:ROWS_OF_AN_EXCERPT]),
        party_groups=group_parties(parties_shown),
        networks=list(Network.objects.public().in_county(county).select_related("host", "parent")),
        meetings=meetings_shown(Meeting.objects.public().in_county(county)),
        municipalities=municipalities_of(county, parties_shown),
        passages=passages,
        news=latest_news(NewsItem.objects.public().in_county(county)),
        national=[] if county.is_example else list(national),
        provenance=provenance_of(county, contact=board, shown=shown),
    )
