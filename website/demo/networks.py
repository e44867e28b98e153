"""Who sits in the networks of Exempel län, and the meetings there: one that was held, one to come.

Days are told from the day on which it is loaded.
"""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from django.db.models import Model
from django.utils import timezone

from actors.access import access_of
from actors.models import Actor, User
from coordination.choices import NotesState
from coordination.models import (
    AgendaItem,
    Attendance,
    Challenge,
    ItemProposal,
    Meeting,
    Network,
    Seat,
)
from coordination.papers import words_of
from coordination.services.notes.finishing import file_paper
from coordination.services.notes.people import said_by
from coordination.summaries.notes import what_is_noted
from records.examples import EXAMPLE_DOMAIN
from strategies.models import Commitment, Goal, Strategy
from website.cases.fields import find, public_id_for
from website.demo.checking import checked
from website.demo.days import moment, morning_of, workday, workday_ahead
from website.demo.recording import record

NETWORKS = Path(__file__).parent / "networks.toml"
OF_THE_MEETING = ("title", "description", "state", "form", "town", "place", "joining_link")

# Who keeps the network, by the name in the address.
SECRETARY = "strategisamordnare"

Told = dict[str, Any]
One = TypeVar("One", bound=Model)


def load_networks() -> int:
    """Fill the networks of Exempel län where nobody sits in them or has met, and say how many
    meetings were created. Sends no letter.

    Networks that somebody has worked in are left wholly untouched. Raises CaseFileError.
    """
    of_example = {"network__county__is_example": True}
    if any(model.objects.filter(**of_example).exists() for model in (Seat, Meeting)):
        return 0
    content = tomllib.loads(NETWORKS.read_text(encoding="utf-8"))
    for number, row in enumerate(content["seat"]):
        seat(row, number)
    for row in content["meeting"]:
        meet(row)
    for row in content["proposal"]:
        propose(row)
    return len(content["meeting"])


# ---------------------------------------------------------------- who sits there


def seat(row: Told, number: int) -> None:
    one = Seat(
        public_id=public_id_for(f"seat.{row['network']}.{number}"),
        network=find(Network, row["network"]),
        role=row["role"],
        actor=find(Actor, row["actor"]),
        office=row.get("office", ""),
        since=row.get("since"),
        until=end_of(row),
    )
    if "person" in row:
        one.person = User.objects.get(email=f"{row['person']}@{EXAMPLE_DOMAIN}")
    checked(one).save()


def end_of(row: Told) -> date | None:
    if "ends_in" in row:
        return timezone.localdate() + timedelta(days=row["ends_in"])
    return timezone.localdate() - timedelta(days=row["ended"]) if "ended" in row else None


# ---------------------------------------------------------------- when they meet


def meet(row: Told) -> None:
    network = find(Network, row["network"])
    day = workday_ahead(row["days_ahead"]) if "days_ahead" in row else workday(row["days_ago"])
    announced_at = morning_of(workday(row["announced"]))
    meeting = Meeting(
        public_id=public_id_for(f"meeting.{row['key']}"),
        network=network,
        county=network.county,
        starts_at=moment(day, row["starts"]),
        ends_at=moment(day, row["ends"]),
        published_at=announced_at,
        content_updated_at=morning_of(workday(row["told"])) if "told" in row else announced_at,
        **days_of(row),
        **{name: row[name] for name in OF_THE_MEETING if name in row},
    )
    checked(meeting).save()
    meeting.strategies.set(all_of(Strategy, row["strategies"]))
    keep(AgendaItem, meeting, row["item"])
    for one in row.get("attendance", ()):
        one["actor"] = find(Actor, one["actor"])
    keep(Attendance, meeting, row.get("attendance", ()))
    for position, one in enumerate(row.get("challenge", ()), start=1):
        raise_challenge(meeting, one, position)
    record(meeting, row)
    if "final" in row:
        finish(meeting, morning_of(workday(row["final"])))


def days_of(row: Told) -> Told:
    """Until when one may propose, and when the documents come."""
    fields = (("propose_by", "propose_in"), ("documents_by", "documents_in"))
    return {field: workday_ahead(row[name]) for field, name in fields if name in row}


def finish(meeting: Meeting, at: datetime) -> None:
    """Let the notes stand, with their paper as it is kept of any meeting. Nobody gets a letter."""
    secretary = User.objects.get(email=f"{SECRETARY}@{EXAMPLE_DOMAIN}")
    words = words_of(what_is_noted(meeting, access_of(secretary)))
    meeting.notes_state, meeting.final_at = NotesState.FINAL, at
    checked(meeting).save()
    file_paper(meeting, words, said_by=said_by(secretary, meeting))


def keep(model: type[Model], meeting: Meeting, rows: Sequence[Mapping[str, Any]]) -> None:
    for position, row in enumerate(rows, start=1):
        place = {"position": position} if model is AgendaItem else {}
        name = f"{model._meta.model_name}.{meeting.public_id}.{position}"
        checked(model(public_id=public_id_for(name), meeting=meeting, **place, **row)).save()


def raise_challenge(meeting: Meeting, row: Told, position: int) -> None:
    challenge = Challenge(
        public_id=public_id_for(f"challenge.{meeting.public_id}.{position}"),
        network=meeting.network,
        meeting=meeting,
        is_noted=True,
        position=position,
        **{name: row[name] for name in ("text", "state", "answer", "audience") if name in row},
    )
    checked(challenge).save()
    challenge.goals.set(all_of(Goal, row.get("goals", ())))
    challenge.commitments.set(all_of(Commitment, row.get("commitments", ())))


def propose(row: Told) -> None:
    given = {
        "network": find(Network, row["network"]),
        "actor": find(Actor, row["actor"]),
        **{name: row[name] for name in ("title", "text", "minutes")},
    }
    checked(ItemProposal(public_id=public_id_for(f"proposal.{row['title']}"), **given)).save()


def all_of(model: type[One], keys: Sequence[str]) -> list[One]:
    return [find(model, key) for key in keys]
