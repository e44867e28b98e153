"""A person's own calendar: when they meet, and by when something is to be done. It lies on servers
and phones of others, so that nothing in it tells of what: that stands at work, behind the sign-in.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from actors.access import Access, access_of
from actors.models import User
from coordination.calendars.entries import Entry, as_calendar
from coordination.models import ActionPoint, Meeting
from strategies.models import RoundRequest

# What has been stays as long.
A_YEAR = timedelta(days=365)


def personal_calendar(person: User) -> bytes:
    """What the person may read today, in five queries whatever the number of rows. Whose account is
    closed, or whose roles and seats have ended, finds it empty."""
    access = access_of(person)
    entries = [*meetings_of(access), *asked_of(access), *promised_by(access)]
    note = _("Exempel: allt är påhittat.") if person.is_example else ""
    return as_calendar(entries, name="Samordna", note=note)


def meetings_of(access: Access) -> Iterator[Entry]:
    """Of the networks in which the person sits, and those without a network of the person's
    organisations, at their exact time where that is known."""
    without_network = Q(network__isnull=True, convener__in=access.reads)
    own = Meeting.objects.filter(Q(network__in=access.sits_in) | without_network)
    for meeting in own.on_a_day(since=timezone.localdate() - A_YEAR):
        title = _("Möte")
        yield Entry(
            uid=meeting.calendar_uid,
            title=_("Inställt: %(title)s") % {"title": title} if meeting.is_cancelled else title,
            start=meeting.starts_at or date.fromisoformat(meeting.on),
            end=meeting.ends_at,
            place=meeting.town,
            url=settings.SITE_ADDRESS + meeting.get_work_url(),
            stamp=timezone.now(),
            sequence=meeting.sequence,
            is_cancelled=meeting.is_cancelled,
        )


def asked_of(access: Access) -> Iterator[Entry]:
    """The last day of what the person's organisations are to answer in follow-up rounds."""
    for asked in RoundRequest.objects.owed_by(access).select_related("round"):
        if asked.due_on is not None:
            title = _("Uppföljning ska vara inne")
            yield due(asked.public_id, title, asked.due_on, asked.get_answer_url())


def promised_by(access: Access) -> Iterator[Entry]:
    """The last day of open action points of organisations that the person reports for."""
    open_points = ActionPoint.objects.visible_to(access).open().filter(actor__in=access.reports)
    for point in open_points:
        if point.due_on is not None:
            title = _("Åtgärdspunkt ska vara klar")
            yield due(point.public_id, title, point.due_on, reverse("my_work"))


def due(public_id: str, title: str, day: date, path: str) -> Entry:
    return Entry(
        uid=f"{public_id}@samordna",
        title=title,
        start=day,
        url=settings.SITE_ADDRESS + path,
        stamp=timezone.now(),
    )
