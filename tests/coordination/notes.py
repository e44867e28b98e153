"""A meeting that has been, with what was written down there, and those whom it concerns."""

from dataclasses import dataclass
from datetime import date, timedelta
from subprocess import run

from django.utils import timezone

from actors.models import User
from coordination.models import AgendaItem, Meeting, Network, NotesPaper
from coordination.papers import checksum_of, words_of
from coordination.services.notes import make_final, send_for_comments
from coordination.services.notes.holding import held_meeting
from coordination.summaries.notes import what_is_noted
from tests import builders as make
from tests.people import Cast, person


@dataclass
class Noted:
    """Uno, of the agency, has a seat; Sanna is its secretary, by the seat alone."""

    network: Network
    meeting: Meeting
    # For everybody, and for the network's own.
    open: AgendaItem
    own: AgendaItem
    sanna: User
    uno: User

    @property
    def address(self) -> str:
        return f"/arbete/moten/{self.meeting.public_id}/anteckningar/"


def noted(cast: Cast, **fields) -> Noted:
    """The network and its meeting are public; the notes are a draft."""
    network = make.network(title="Länets råd", kind="council", maintained_by=cast.maintainer)
    sanna, uno = person("Sanna"), cast.people["reporter"]
    make.seat(network, person=sanna, actor=cast.maintainer, role="secretary")
    make.seat(network, person=uno, actor=cast.agency, office="Utredare")
    ended = timezone.now().replace(second=0, microsecond=0) - timedelta(hours=1)
    times = {"starts_at": ended - timedelta(hours=2), "ends_at": ended}
    meeting = make.meeting(network, **(times | {"town": "Kalmar", "place": "Rum 4"} | fields))
    open_item = make.agenda_item(meeting, title="Öppet", notes="Alla får läsa.", position=1)
    own = make.agenda_item(
        meeting, title="Internt", notes="Bara vi läser.", position=2, audience="members"
    )
    shut = make.agenda_item(
        meeting, title="Stängt", notes="Sades i rummet.", position=3, audience="at_meeting"
    )
    make.decision(meeting, item=open_item, text="Vi mäter varje år.", position=1)
    make.decision(meeting, item=own, text="Vi byter lokal.", audience="members", position=2)
    make.decision(meeting, item=shut, text="Hemligt beslut.", audience="at_meeting", position=3)
    make.action_point(meeting, item=own, actor=cast.agency, text="Ta fram ett underlag.")
    make.challenge(meeting, text="Få känner till stödet.", audience="members", network=network,
                   is_noted=True)  # fmt: skip
    make.attendance(meeting, cast.agency, office="Utredare", audience="members")
    return Noted(network, meeting, open_item, own, sanna, uno)


def seen_by(meeting: Meeting, by: User) -> str:
    """The checksum that the page shows to who may make the notes final."""
    return checksum_of(words_of(what_is_noted(held_meeting(meeting), by.access)))


def sent(one: Noted, *, until: date | None = None, **how) -> None:
    day = until or timezone.localdate() + timedelta(days=7)
    send_for_comments(meeting=one.meeting, comments_by=day, by=one.sanna, **how)
    one.meeting.refresh_from_db()


def final(one: Noted, *, by: User | None = None) -> NotesPaper:
    who = by or one.sanna
    paper = make_final(meeting=one.meeting, seen=seen_by(one.meeting, who), by=who)
    one.meeting.refresh_from_db()
    return paper


def text_of(paper: NotesPaper) -> str:
    """What the PDF reads as, in one line."""
    command = ["pdftotext", "-", "-"]
    read = run(command, input=bytes(paper.content), capture_output=True, check=True)
    return " ".join(read.stdout.decode().split())
