"""What goes with a letter for the reader's calendar."""

from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _

from coordination.calendars.invitation import Invitation, cancel_part, request_part
from coordination.models import Meeting
from coordination.services.inviting.facts import Facts, organizer_of, time_in
from records.mail import CalendarPart


def calendar_part(
    meeting: Meeting, *, before: Facts, attendee: str, ends: bool, at: datetime
) -> CalendarPart | None:
    """REQUEST, or CANCEL where it `ends`; CANCEL too where the hour that a calendar holds is no
    longer known. None where no hour was ever told."""
    told = time_in(before, "starts_at")
    if ends or meeting.starts_at is None:
        starts_at = told or (meeting.starts_at if ends else None)
        if starts_at is None:
            return None
        ends_at = time_in(before, "ends_at") if told else meeting.ends_at
        ended = about(meeting, attendee, starts_at, ends_at)
        # Who is not to come is not told where the others meet.
        return cancel_part(replace(ended, location="", description=""), at=at)
    return request_part(about(meeting, attendee, meeting.starts_at, meeting.ends_at), at=at)


def about(
    meeting: Meeting, attendee: str, starts_at: datetime, ends_at: datetime | None
) -> Invitation:
    """Neutral where it is read over a shoulder: neither the network nor what it is about."""
    owner = meeting.maintained_by
    place = ", ".join(text for text in (meeting.place, meeting.town) if text)
    told = [_("Mer om mötet står i brevet från Samordna."), meeting.joining_link]
    return Invitation(
        uid=meeting.calendar_uid,
        sequence=meeting.sequence,
        starts_at=starts_at,
        ends_at=ends_at,
        summary=_("Möte"),
        location=place or meeting.joining_link,
        description="\n".join(text for text in told if text),
        organizer=organizer_of(meeting),
        organizer_name=owner.name_with_kind,
        attendee=attendee,
    )
