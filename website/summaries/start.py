from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from actors.models import County
from coordination.models import Meeting
from records.summaries import Provenance
from strategies.models import Strategy
from website.models import NewsItem
from website.summaries.news import latest_news
from website.summaries.outlines import Outlines, outlines_of_country

NEXT = 3


@dataclass(frozen=True)
class CountyRow:
    """A county on the map and in the table beside it, with what is public of its own there."""

    county: County
    strategies: Sequence[Strategy]


@dataclass(frozen=True)
class StartPage:
    """What is real, in the country and county by county; and the invented county, where there is
    one, apart."""

    counties: Sequence[CountyRow]
    national: Sequence[Strategy]
    example: County | None
    news: Sequence[NewsItem]
    # The next ones, wherever they are held.
    meetings: Sequence[Meeting]

    @property
    def provenance(self) -> Provenance:
        """The first and the last date of what the page lists."""
        listed = [*self.national, *(one for row in self.counties for one in row.strategies)]
        published = [one.published_at for one in listed if one.published_at]
        updated = [one.content_updated_at for one in listed if one.content_updated_at]
        return Provenance(
            published_at=min(published, default=None), updated_at=max(updated, default=None)
        )

    @property
    def outlines(self) -> Outlines:
        """Of the map; the counties stand in the order of the table."""
        return outlines_of_country()


def start_page() -> StartPage:
    """Four queries: the counties, all that is public and stands on its own, news and meetings."""
    strategies = Strategy.objects.public().real().not_frameworks().standing_alone()
    by_county: dict[int | None, list[Strategy]] = defaultdict(list)
    for strategy in strategies.defer("vision", "purpose"):
        by_county[strategy.county_id].append(strategy)
    counties = list(County.objects.all())
    return StartPage(
        [CountyRow(one, by_county[one.pk]) for one in counties if not one.is_example],
        national=by_county[None],
        example=next((one for one in counties if one.is_example), None),
        news=latest_news(NewsItem.objects.public().real()),
        meetings=list(
            Meeting.objects.public().real().to_come().select_related("network", "county")[:NEXT]
        ),
    )
