"""The latest news as Atom, for readers of feeds."""

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from coordination.calendars.entries import one_line
from website.models import NewsItem
from website.models.news_item import NewsItemQuerySet

CONTENT_TYPE = "application/atom+xml; charset=utf-8"
# A reader asks often; who wants more has the list.
ENTRIES = 50


def news_feed(news: NewsItemQuerySet, *, title: str, path: str, feed_path: str) -> str:
    """These news (public ones), the latest first: one query. `path`: of the page that lists them;
    `feed_path`: of the feed itself."""
    feed = Atom1Feed(
        title=one_line(title),
        link=settings.SITE_ADDRESS + path,
        feed_url=settings.SITE_ADDRESS + feed_path,
        description="",
        subtitle=None,
        language=get_language(),
    )
    for item in news.latest_first().with_what_it_is_about()[:ENTRIES]:
        feed.add_item(
            title=one_line(title_outside(item)),
            link=settings.SITE_ADDRESS + item.get_absolute_url(),
            description=one_line(said_outside(item)),
            pubdate=item.published_at,
            updateddate=item.content_updated_at or item.published_at,
            unique_id=f"{settings.SITE_ADDRESS}/nyheter/{item.slug}/",
        )
    return feed.writeString("utf-8")


def title_outside(item: NewsItem) -> str:
    """What a list outside the site calls it: many a phone shows that to whoever looks at it."""
    return _("Nyhet") if item.sensitive else item.title


def said_outside(item: NewsItem) -> str:
    told = [] if item.sensitive else [item.lead]
    told += [_("Påhittat: hör till Exempel län.")] if item.is_example else []
    return " ".join(word for word in told if word)
