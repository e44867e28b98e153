"""What a new meeting is begun from: the last one, and what it left."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from coordination.choices import MeetingState
from coordination.models import ActionPoint, AgendaItem, Decision, Meeting, Network

# A longer number at the end of a title is a year.
NUMBERED = re.compile(r"^(.*?\b)(\d{1,3})$")
# What stays the same from one meeting to the next.
LASTING = ("form", "town", "place", "joining_link", "is_formal", "convener_office")


def last_meeting(network: Network) -> Meeting | None:
    """The latest that is planned or was held."""
    return network.meetings.exclude(state=MeetingState.CANCELLED).by_day().first()


def begun_from(last: Meeting | None) -> dict[str, object]:
    """What a form for the next meeting says from the beginning."""
    if last is None:
        return {"title": _("Möte 1")}
    lasting = {name: getattr(last, name) for name in LASTING}
    return lasting | {"title": next_title(last.title), "county": last.county}


def next_title(title: str) -> str:
    """The next number where the title ends with one: "Möte 3" follows "Möte 2"."""
    if found := NUMBERED.match(title):
        return f"{found[1]}{int(found[2]) + 1}"
    return title


def hours_of(meeting: Meeting | None) -> dict[str, time]:
    """When on the day it begins and ends, in Swedish time, as far as that is known."""
    if meeting is None:
        return {}
    told = {"begins": meeting.starts_at, "ends": meeting.ends_at}
    return {name: timezone.localtime(at).time() for name, at in told.items() if at is not None}


def length_of(meeting: Meeting) -> timedelta | None:
    if meeting.starts_at is None or meeting.ends_at is None:
        return None
    return meeting.ends_at - meeting.starts_at


def next_start(meeting: Meeting) -> datetime | None:
    """As long after a meeting as that was after the one before it, on the same weekday and at the
    same hour; None where there is no such interval, or where that has passed. One query."""
    if meeting.starts_at is None:
        return None
    before = meeting_before(meeting)
    if before is None or before.starts_at is None:
        return None
    last = timezone.localtime(meeting.starts_at)
    weeks = round((last.date() - timezone.localdate(before.starts_at)).days / 7)
    following = (last + timedelta(weeks=max(weeks, 1))).replace(tzinfo=None)
    start = timezone.make_aware(following)
    return start if start > timezone.now() else None


def meeting_before(meeting: Meeting) -> Meeting | None:
    """The one before it of its network, of those whose hours are known."""
    if meeting.network is None or meeting.starts_at is None:
        return None
    before = meeting.network.meetings.filter(starts_at__lt=meeting.starts_at)
    return before.exclude(state=MeetingState.CANCELLED).by_day().first()


def meeting_after(meeting: Meeting) -> Meeting | None:
    """The next one of its network that is planned already, dates having been reserved."""
    if meeting.network is None or not meeting.on:
        return None
    after = meeting.network.meetings.to_come().filter(on__gt=meeting.on)
    return after.exclude(pk=meeting.pk).first()


@dataclass(frozen=True)
class Carried:
    """The items of a meeting that the next one may take up."""

    items: Sequence[AgendaItem]
    # Their keys: what was not dealt with, and what stood on the agenda before that one too.
    undone: frozenset[int]
    standing: frozenset[int]

    @property
    def proposed(self) -> list[AgendaItem]:
        return [one for one in self.items if one.pk in self.undone | self.standing]


def carried_from(meeting: Meeting) -> Carried:
    """Three queries. Nothing has been dealt with at a meeting that was cancelled, and nothing is
    left of one that has not been."""
    decided, to_do = (
        model.objects.filter(item=OuterRef("pk")).order_by() for model in (Decision, ActionPoint)
    )
    rows = meeting.items.select_related("meeting__county")
    items = list(rows.annotate(has_decision=Exists(decided), has_action=Exists(to_do)))
    has_been = meeting.state != MeetingState.PLANNED
    before = meeting_before(meeting)
    titles = set(before.items.values_list("title", flat=True)) if before else set()
    return Carried(
        items=items,
        undone=frozenset(one.pk for one in items if has_been and not is_dealt_with(one)),
        standing=frozenset(one.pk for one in items if one.title in titles),
    )


def is_dealt_with(item: Any) -> bool:
    """Of an item with what `carried_from` asks beside it."""
    return bool(item.notes or item.has_decision or item.has_action)
