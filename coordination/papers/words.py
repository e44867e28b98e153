"""What stands on the paper of a meeting's notes. In Swedish whoever makes it; no person is named.

It is what the network's own read: what is only for the meeting itself is not on it.
"""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from coordination.choices import Audience, MeetingForm
from coordination.models import ActionPoint, Attendance, Meeting
from coordination.summaries.notes import Noted
from coordination.summaries.record import RecordedDecision, RecordedPart
from records.partial_dates import in_words

NEEDS_AGENCIES = "Kräver beslut i respektive myndighet."


def words_of(noted: Noted) -> dict[str, Any]:
    """The same to whoever may read it all or as its own, and so to be compared by its checksum."""
    meeting, shown = noted.meeting, [part for part in noted.record.parts if is_for_own(part.item)]
    hidden = [part for part in noted.record.parts if not is_for_own(part.item)]
    rest = merged([*hidden, noted.record.without_item])
    with override("sv"):
        parts = [
            part_words(part, f"{place}. {part.item}") for place, part in enumerate(shown, start=1)
        ]
        return {
            "kind": "Protokoll" if meeting.is_formal else "Minnesanteckningar",
            "is_formal": meeting.is_formal,
            "title": meeting.title,
            "organisation": meeting.maintained_by.name_with_kind,
            "facts": facts_of(meeting),
            "attending": attending_words(noted.attendances),
            "parts": [*parts, *([] if rest.is_empty else [part_words(rest, "Övrigt")])],
            "id": meeting.public_id,
            "is_example": meeting.is_example,
        }


def is_for_own(row: Any) -> bool:
    return row.audience != Audience.AT_MEETING


def merged(parts: Iterable[RecordedPart]) -> RecordedPart:
    """What stands under items that are not on the paper, and under none: in an order that is the
    same to who sees those items and who does not."""
    whole = RecordedPart(None, "")
    for part in parts:
        whole.decisions.extend(part.decisions)
        whole.challenges.extend(part.challenges)
        whole.action_points.extend(part.action_points)
    whole.decisions[:] = [one for one in whole.decisions if is_for_own(one.decision)]
    whole.challenges[:] = [one for one in whole.challenges if is_for_own(one)]
    for rows in (whole.challenges, whole.action_points):
        rows.sort(key=lambda row: (row.position, row.pk))
    whole.decisions.sort(key=lambda one: (one.decision.position, one.decision.pk))
    return whole


def facts_of(meeting: Meeting) -> list[list[str]]:
    """Of an internal paper: the place too."""
    with override("sv"):
        convener = [str(meeting.convener or ""), meeting.convener_office]
        facts = [
            ["Nätverk", meeting.network.title if meeting.network else ""],
            ["Inbjudan från", ", ".join(part for part in convener if part)],
            ["Tid", time_of(meeting)],
            ["Form", str(MeetingForm(meeting.form).label).capitalize() if meeting.form else ""],
            ["Ort", meeting.town],
            ["Lokal och adress", meeting.place],
        ]
        return [[label, text] for label, text in facts if text]


def time_of(meeting: Meeting) -> str:
    if meeting.starts_at is None:
        return meeting.on_wording or (in_words(meeting.on) if meeting.on else "")
    starts = date_format(timezone.localtime(meeting.starts_at), "DATETIME_FORMAT")
    if meeting.ends_at is None:
        return starts
    ends_at = timezone.localtime(meeting.ends_at)
    is_same_day = ends_at.date() == timezone.localdate(meeting.starts_at)
    return f"{starts}–{date_format(ends_at, 'TIME_FORMAT' if is_same_day else 'DATETIME_FORMAT')}"


def attending_words(rows: Iterable[Attendance]) -> list[str]:
    return [
        ", ".join(part for part in (row.actor.name_with_kind, row.office) if part)
        for row in rows
        if is_for_own(row)
    ]


def part_words(part: RecordedPart, heading: str) -> dict[str, Any]:
    return {
        "heading": heading,
        "note": part.note,
        "decisions": [decision_words(one) for one in part.decisions if is_for_own(one.decision)],
        "challenges": [one.text for one in part.challenges if is_for_own(one)],
        "action_points": [point_words(one) for one in part.action_points],
    }


def decision_words(one: RecordedDecision) -> list[str]:
    kind = str(one.decision.get_kind_display()).capitalize()
    label = f"{one.paragraph} {kind}" if one.paragraph else kind
    remark = NEEDS_AGENCIES if one.decision.needs_agency_decision else ""
    return [label, one.decision.text, remark]


def point_words(point: ActionPoint) -> list[str]:
    due = f", klar senast {date_format(point.due_on, 'DATE_FORMAT')}" if point.due_on else ""
    return [point.text, f"{point.actor.name_with_kind}{due}"]
