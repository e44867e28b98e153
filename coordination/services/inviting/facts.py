"""What those invited have to know of a meeting, and what of it has changed since they were told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from coordination.choices import MeetingForm, MeetingState
from coordination.models import Meeting
from records.partial_dates import in_words

# As the database holds them: texts, times by ISO 8601.
Facts = dict[str, str]


@dataclass(frozen=True)
class Change:
    """One thing that is not as it was, in the words of who reads it."""

    label: str
    before: str
    after: str


def facts_of(meeting: Meeting) -> Facts:
    """As they stand now. That a meeting has been held is no news to who was invited."""
    is_cancelled = meeting.state == MeetingState.CANCELLED
    return {
        "title": meeting.title,
        "starts_at": as_text(meeting.starts_at),
        "ends_at": as_text(meeting.ends_at),
        "on": meeting.on,
        "on_wording": meeting.on_wording,
        "town": meeting.town,
        "place": meeting.place,
        "form": meeting.form,
        "link": meeting.joining_link,
        "answer_by": meeting.answer_by.isoformat() if meeting.answer_by else "",
        "documents_by": meeting.documents_by.isoformat() if meeting.documents_by else "",
        "state": str(MeetingState.CANCELLED if is_cancelled else MeetingState.PLANNED),
    }


def as_told(meeting: Meeting) -> Facts:
    """As they stand now, with whom the letters name as who calls to it: calendars take no change in
    from another, whose mailbox it may be by then."""
    return facts_of(meeting) | {"organizer": organizer_of(meeting)}


def organizer_of(meeting: Meeting) -> str:
    """Our own address, as it was when the letters left. The mailbox of who maintains the network is
    often invited itself, and a calendar takes no invitation in from who calls to it."""
    return meeting.told.get("organizer") or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def as_text(time: datetime | None) -> str:
    return timezone.localtime(time).isoformat() if time else ""


def time_in(facts: Facts, name: str) -> datetime | None:
    return datetime.fromisoformat(facts[name]) if facts.get(name) else None


def was_cancelled(facts: Facts) -> bool:
    return facts.get("state") == MeetingState.CANCELLED


def is_untold(meeting: Meeting) -> bool:
    """Whether those invited would be surprised. Of a draft nobody was told anything, and what does
    not take place does so nowhere else either."""
    if meeting.invited_at is None or (meeting.is_cancelled and was_cancelled(meeting.told)):
        return False
    return any(meeting.told.get(name, "") != now for name, now in facts_of(meeting).items())


def changes_since_told(meeting: Meeting) -> Sequence[Change]:
    """From what to what, in the language of the reader; none where nobody was invited."""
    return changes_between(meeting.told, facts_of(meeting)) if is_untold(meeting) else []


def changes_between(before: Facts, after: Facts) -> Sequence[Change]:
    pairs = [
        (_("Läge"), state_in_words(before), state_in_words(after)),
        (_("Rubrik"), before.get("title", ""), after["title"]),
        (_("Tid"), when_in_words(before), when_in_words(after)),
        (_("Ort"), before.get("town", ""), after["town"]),
        (_("Lokal och adress"), before.get("place", ""), after["place"]),
        (_("Form"), form_in_words(before), form_in_words(after)),
        (_("Länk till mötet"), before.get("link", ""), after["link"]),
        (_("Svar senast"), in_words(before.get("answer_by", "")), in_words(after["answer_by"])),
        (
            _("Handlingarna skickas senast"),
            in_words(before.get("documents_by", "")),
            in_words(after["documents_by"]),
        ),
    ]
    return [Change(label, was or "–", now or "–") for label, was, now in pairs if was != now]


def when_in_words(facts: Facts) -> str:
    """The day, by its weekday, and the hours; no more precise than they are known."""
    starts_at, ends_at = time_in(facts, "starts_at"), time_in(facts, "ends_at")
    if starts_at is None:
        day, wording = in_words(facts.get("on", "")), facts.get("on_wording", "")
        return f"{wording} ({day})" if day and wording else wording or day
    starts_at = timezone.localtime(starts_at)
    begins = weekday_and_time(starts_at)
    if ends_at is None:
        return begins
    ends_at = timezone.localtime(ends_at)
    is_same_day = ends_at.date() == starts_at.date()
    ends = date_format(ends_at, "TIME_FORMAT") if is_same_day else weekday_and_time(ends_at)
    return f"{begins}–{ends}"


def weekday_and_time(time: datetime) -> str:
    return f"{date_format(time, 'l')} {date_format(time, 'DATETIME_FORMAT')}"


def day_in_words(facts: Facts) -> str:
    """For a subject, which names nothing that somebody wrote freely."""
    starts_at = time_in(facts, "starts_at")
    if starts_at is not None:
        return date_format(timezone.localtime(starts_at), "DATETIME_FORMAT")
    return in_words(facts.get("on", ""))


def form_in_words(facts: Facts) -> str:
    form = facts.get("form", "")
    return str(MeetingForm(form).label) if form else ""


def state_in_words(facts: Facts) -> str:
    return str(MeetingState(facts.get("state", MeetingState.PLANNED)).label)
