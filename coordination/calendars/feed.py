"""The latest told meetings as Atom, for readers of feeds."""

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from coordination.calendars.entries import one_line
from coordination.calendars.public import public_title
from coordination.models import Meeting
from coordination.models.meeting import MeetingQuerySet
from records.partial_dates import in_words

CONTENT_TYPE = "application/atom+xml; charset=utf-8"
# A reader asks often; who wants more has the list.
ENTRIES = 50


def meetings_feed(meetings: MeetingQuerySet, *, title: str, path: str, feed_path: str) -> str:
    """These meetings (public ones), the last changed first: one query. `path`: of the page that
    lists them; `feed_path`: of the feed itself."""
    feed = Atom1Feed(
        title=one_line(title),
        link=settings.SITE_ADDRESS + path,
        feed_url=settings.SITE_ADDRESS + feed_path,
        description="",
        subtitle=None,
        language=get_language(),
    )
    for meeting in meetings.latest_changed().select_related("network", "county")[:ENTRIES]:
        feed.add_item(
            title=one_line(public_title(meeting)),
            link=settings.SITE_ADDRESS + meeting.get_absolute_url(),
            description=in_short(meeting),
            pubdate=meeting.published_at,
            updateddate=meeting.changed_at,
            unique_id=f"{settings.SITE_ADDRESS}/moten/{meeting.public_id}/",
        )
    return feed.writeString("utf-8")


def in_short(meeting: Meeting) -> str:
    """Its day and town, and what is invented about it."""
    told = [in_words(meeting.on) or meeting.on_wording, meeting.town]
    told += [_("Påhittat: hör till Exempel län.")] if meeting.is_example else []
    return one_line(". ".join(word.rstrip(".") for word in told if word))
