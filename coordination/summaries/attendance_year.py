"""Which organisations took part in how many of a network's meetings, over a year."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from actors.access import Access
from actors.models import Actor
from coordination.choices import MeetingState
from coordination.models import Attendance, Meeting, Network
from coordination.summaries.readable import readable
from records.partial_dates import first_day
from records.swedish import in_swedish_order


@dataclass(frozen=True)
class AttendanceRow:
    actor: Actor
    # In the order of the page's meetings.
    attended: Sequence[Meeting]


@dataclass(frozen=True)
class AttendanceYear:
    year: int
    # Those in which something was held, the latest first; and the year that was asked for.
    years: Sequence[int]
    meetings: Sequence[Meeting]
    rows: Sequence[AttendanceRow]


def attendance_year(network: Network, year: int, access: Access) -> AttendanceYear:
    """Organisations that had a seat or took part that year, in Swedish order: the order says
    nothing of who came most. Three queries, whatever the number of seats and meetings."""
    held = readable(network.meetings, access).filter(state=MeetingState.HELD).exclude(on="")
    held = list(held.order_by("on", "starts_at", "pk"))
    meetings = [one for one in held if year_of(one) == year]
    attended = attended_by_actor(meetings, access)
    return AttendanceYear(
        year=year,
        years=sorted({year, *(year_of(one) for one in held)}, reverse=True),
        meetings=meetings,
        rows=[
            AttendanceRow(actor, [one for one in meetings if one.pk in attended[actor.pk]])
            for actor in seated_or_came(network, year, set(attended))
        ],
    )


def year_of(meeting: Meeting) -> int:
    return first_day(meeting.on).year


def attended_by_actor(meetings: Sequence[Meeting], access: Access) -> defaultdict[int, set[int]]:
    """Each once, by however many offices an organisation came."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    rows = readable(Attendance.objects, access).filter(meeting__in=meetings).order_by()
    for actor, meeting in rows.values_list("actor", "meeting"):
        found[actor].add(meeting)
    return found


def seated_or_came(network: Network, year: int, came: set[int]) -> list[Actor]:
    from_first, to_last = f"{year}-01-01", f"{year}-12-31"
    begun = Q(since__isnull=True) | Q(since__lte=to_last)
    not_over = Q(until__isnull=True) | Q(until__gte=from_first)
    seated = network.seats.filter(begun & not_over, actor__isnull=False).order_by()
    actors = Actor.objects.filter(Q(pk__in=seated.values("actor")) | Q(pk__in=came))
    return list(actors.order_by(in_swedish_order("name"), "pk"))
