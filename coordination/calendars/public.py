"""What everybody may put in their own calendar: of a meeting its day and its town, never its hour,
its room or who comes. What may reveal the reader's situation has a neutral title."""

from datetime import date

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from coordination.calendars.entries import Entry, as_calendar
from coordination.models import Meeting
from coordination.models.meeting import MeetingQuerySet


def public_calendar(meetings: MeetingQuerySet, *, name: str, is_example: bool = False) -> bytes:
    """These meetings (public ones) from a year back and on, as a file: one query, and the same
    bytes until one of them changes. One that is only told by month or year has no day to stand on.
    """
    rows = meetings.on_a_day(since=a_year_before(timezone.localdate()))
    entries = [public_entry(one) for one in rows.select_related("network", "county")]
    note = _("Exempel: alla möten är påhittade och hör till Exempel län, som inte finns.")
    return as_calendar(entries, name=name, note=note if is_example else "")


def public_entry(meeting: Meeting) -> Entry:
    return Entry(
        uid=meeting.calendar_uid,
        title=public_title(meeting),
        start=date.fromisoformat(meeting.on),
        url=settings.SITE_ADDRESS + meeting.get_absolute_url(),
        stamp=meeting.changed_at,
        place=meeting.town,
        note=_("Påhittat: hör till Exempel län.") if meeting.is_example else "",
        sequence=meeting.sequence,
        is_cancelled=meeting.is_cancelled,
    )


def public_title(meeting: Meeting) -> str:
    """What a list outside the site calls it: many a phone shows that to whoever looks at it."""
    title = _("Möte") if meeting.sensitive else meeting.title
    return _("Inställt: %(title)s") % {"title": title} if meeting.is_cancelled else title


def a_year_before(day: date) -> date:
    """The same day of the year before; of a leap day the day after."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return date(day.year - 1, 3, 1)
