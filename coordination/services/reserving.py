"""A year's dates at once: meetings whose days are kept free, and the letter that says so."""

from collections.abc import Iterable, Iterator
from hashlib import blake2b

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from actors.access import access_of
from actors.models import User
from coordination.calendars.entries import Entry, as_calendar
from coordination.models import Meeting, Network
from coordination.models.meeting import MeetingQuerySet
from coordination.rules.networks import can_edit_network, is_public_network
from coordination.services.inviting import as_told, organizer_of
from coordination.services.planning import plan_meeting
from coordination.services.reached import readers_of
from records.history import told_as
from records.mail import Attachment, link_to, queue_mail
from records.services import hold, lock
from strategies.services.joining.letters import Reader

# What the file says of a meeting.
IN_CALENDAR = ("starts_at", "ends_at", "town")


class DatesMovedError(ValidationError):
    """The dates are others than those that were shown."""


@transaction.atomic
def reserve_dates(*, network: Network, meetings: Iterable[Meeting], by: User) -> list[Meeting]:
    """Make these meetings, all or none; nobody is written to. Raises PermissionDenied, and
    ValidationError where the network meets then already."""
    kept, strategies = lock(network), list(network.strategies.all())
    with told_as(by=by, for_actor=kept.maintained_by_id):
        return [plan_meeting(meeting=one, strategies=strategies, by=by) for one in meetings]


def reserved(network: Network) -> MeetingQuerySet:
    """Meetings to come that nobody has been invited to, the next one first."""
    to_come = network.meetings.to_come().filter(starts_at__gt=timezone.now())
    return to_come.filter(invited_at__isnull=True)


def fingerprint(meetings: Iterable[Meeting]) -> str:
    """The same text for what is told alike: by it a letter is known, and what a page showed."""
    told = "|".join(
        f"{one.public_id} {one.starts_at} {one.ends_at} {one.title} {one.town} {one.form}"
        for one in meetings
    )
    return blake2b(told.encode(), digest_size=9).hexdigest()


@transaction.atomic
def send_dates(*, network: Network, seen: str, by: User) -> int:
    """Write to each who holds a seat, with the dates in the text and as a file for the calendar;
    each letter names its own recipient alone. Says to how many. The same dates are never sent twice
    to one address.

    Raises PermissionDenied, DatesMovedError where others were `seen`, and ValidationError where
    there is nothing to send or nobody to send it to.
    """
    kept = lock(network)
    if not can_edit_network(access_of(by), kept):
        raise PermissionDenied
    meetings = list(hold(reserved(kept).select_related("county")))
    dates = fingerprint(meetings)
    if seen != dates:
        raise DatesMovedError(_("Datumen har ändrats av en kollega. Läs dem igen."))
    readers = readers_of(kept).reached
    if not meetings or not readers:
        raise ValidationError(_("Det finns inget att skicka, eller ingen att skicka till."))
    with told_as(by=by, for_actor=kept.maintained_by_id):
        for meeting in meetings:
            keep_as_sent(meeting)
    step = f"{dates}-{sum(one.sequence for one in meetings)}"
    for reader in readers:
        with override(reader.language):
            calendar = calendar_for(meetings)
        queue_mail(
            to=reader.address,
            template="dates_reserved",
            context=said_to(reader, kept, meetings),
            language=reader.language,
            key=f"datum/{kept.pk}/{step}/{reader.address}"[:200],
            attachment=Attachment("datum.ics", "text/calendar", calendar),
        )
    return len(readers)


def keep_as_sent(meeting: Meeting) -> None:
    """That its date stands in calendars. One that stood there otherwise is taken in by them only by
    a higher number."""
    now = as_told(meeting)
    is_moved = any(meeting.told.get(name) != now[name] for name in IN_CALENDAR)
    if meeting.told and (is_moved or meeting.reserved_at is None):
        meeting.sequence += 1
    if meeting.reserved_at is None or is_moved:
        meeting.told, meeting.reserved_at = now, timezone.now()
        meeting.save(update_fields=["told", "reserved_at", "sequence"])


def calendar_for(meetings: Iterable[Meeting]) -> bytes:
    """It is read over a shoulder, so it names nothing."""
    entries = [
        Entry(
            uid=one.calendar_uid,
            title=_("Möte"),
            start=one.starts_at,
            end=one.ends_at,
            url=settings.SITE_ADDRESS + one.get_work_url(),
            stamp=timezone.now(),
            place=one.town,
            sequence=one.sequence,
            is_tentative=True,
            organizer=organizer_of(one),
        )
        for one in meetings
        if one.starts_at is not None
    ]
    return as_calendar(entries, name=_("Reserverade datum"), method="PUBLISH")


def said_to(reader: Reader, network: Network, meetings: Iterable[Meeting]) -> dict:
    with override(reader.language):
        days = list(in_words(meetings))
    link = ""
    if reader.name:
        link = link_to("work_network", network.slug, language=reader.language)
    elif is_public_network(network):
        link = link_to("network", network.slug, language=reader.language)
    return {"name": reader.name, "network": network.title, "days": days, "link": link}


def in_words(meetings: Iterable[Meeting]) -> Iterator[str]:
    """Each with its day, hours, town and form, in the language that holds."""
    for meeting in meetings:
        start = timezone.localtime(meeting.starts_at)
        hours = date_format(start, "TIME_FORMAT")
        if meeting.ends_at is not None:
            hours += f"–{date_format(timezone.localtime(meeting.ends_at), 'TIME_FORMAT')}"
        told = _("%(day)s kl. %(hours)s") % {"day": date_format(start, "l j F Y"), "hours": hours}
        where = [meeting.town, str(meeting.get_form_display())]
        yield ", ".join([told, *(one for one in where if one)])
