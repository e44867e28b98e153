"""What was decided and promised at a meeting of Exempel län."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone

from actors.models import Actor
from coordination.choices import AgencyDecisionState
from coordination.models import ActionPoint, AgencyDecision, AgendaItem, Decision, Meeting
from website.cases.fields import find, public_id_for
from website.demo.checking import checked

Told = dict[str, Any]


def record(meeting: Meeting, row: Told) -> None:
    """Write down the decisions and action points, each under the item that it belongs to."""
    items = list(meeting.items.all())
    for place, one in enumerate(row.get("decision", ()), start=1):
        decide(meeting, items, one, place)
    for place, one in enumerate(row.get("action", ()), start=1):
        promise(meeting, items, one, place)


def decide(meeting: Meeting, items: Sequence[AgendaItem], row: Told, place: int) -> None:
    decision = Decision(
        public_id=public_id_for(f"decision.{meeting.public_id}.{place}"),
        network=meeting.network,
        meeting=meeting,
        item=items[row["item"] - 1],
        decided_on=meeting.on,
        needs_agency_decision="needs" in row,
        position=place,
        **{name: row[name] for name in ("kind", "text", "audience") if name in row},
    )
    checked(decision).save()
    for key in row.get("needs", ()):
        has_decided = key in row["decided"]
        answer = AgencyDecision(
            public_id=public_id_for(f"decision.{decision.public_id}.{key}"),
            decision=decision,
            actor=find(Actor, key),
            state=AgencyDecisionState.DECIDED if has_decided else AgencyDecisionState.WAITING,
            decided_on=timezone.localdate() - timedelta(days=9) if has_decided else None,
        )
        checked(answer).save()


def promise(meeting: Meeting, items: Sequence[AgendaItem], row: Told, place: int) -> None:
    today = timezone.localdate()
    point = ActionPoint(
        public_id=public_id_for(f"action.{meeting.public_id}.{place}"),
        network=meeting.network,
        meeting=meeting,
        item=items[row["item"] - 1],
        text=row["text"],
        actor=find(Actor, row["actor"]),
        due_on=today + timedelta(days=row["due_in_days"]),
        position=place,
    )
    if "done" in row:
        point.done, point.closed_at = row["done"], timezone.now() - timedelta(days=30)
    checked(point).save()
