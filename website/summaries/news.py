from collections.abc import Sequence
from dataclasses import dataclass

from actors.models import Actor, Document
from records.summaries import Provenance
from strategies.summaries import provenance_of
from website.models import NewsItem
from website.models.news_item import NewsItemQuerySet

# On a page of something else: who wants more has the list.
LATEST = 3


@dataclass(frozen=True)
class NewsPage:
    """One piece of news; its picture while that is for everybody."""

    item: NewsItem
    picture: Document | None
    provenance: Provenance

    @property
    def county_of_notices(self) -> int | None:
        """The county (its key) whose notices stand over the page."""
        return self.item.place.pk if self.item.place else None


def news_page(item: NewsItem) -> NewsPage:
    """The public read model. Four queries at most."""
    picture = Document.objects.public().filter(pk=item.picture_id).first()
    return NewsPage(
        item=item,
        picture=picture,
        provenance=provenance_of(item, contact=who_tells(item), shown=[item]),
    )


def who_tells(item: NewsItem) -> Actor | None:
    """Whom to ask: who maintains what it is about, or the county's board."""
    if item.county:
        return Actor.objects.in_force().county_boards().in_county(item.county).first()
    return item.answers_for_it


def latest_news(news: NewsItemQuerySet) -> Sequence[NewsItem]:
    """The latest of these (public ones). One query."""
    return list(news.latest_first().with_what_it_is_about()[:LATEST])
