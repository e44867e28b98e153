"""A council that is about to meet, and the letters about it, for tests."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.test import Client

from coordination.choices import NetworkKind
from coordination.models import Invitee, Meeting
from coordination.services.inviting import candidates_of, invite
from records.models import OutgoingMail
from tests import builders as make
from tests.people import Cast

STOCKHOLM = ZoneInfo("Europe/Stockholm")
MAILBOX = "brevlada@andra.example"


def at(time: str) -> datetime:
    return datetime.fromisoformat(time).replace(tzinfo=STOCKHOLM)


def council_meeting(cast: Cast, **fields) -> Meeting:
    """With three seats: Uno in person, an office of the other agency (its mailbox), and an office
    of a county board that has no mailbox. A draft: nobody is invited."""
    type(cast.other).objects.filter(pk=cast.other.pk).update(function_mailbox=MAILBOX)
    cast.other.refresh_from_db()
    council = make.network(
        kind=NetworkKind.COUNCIL, title="Rådet mot våld", maintained_by=cast.maintainer
    )
    make.seat(council, actor=cast.agency, person=cast.people["reporter"], office="Utredare")
    make.seat(council, actor=cast.other, office="Generaldirektör")
    make.seat(council, actor=cast.head, office="Chef")
    given = {
        "title": "Vårens råd",
        "starts_at": at("2027-03-12 09:00"),
        "ends_at": at("2027-03-12 12:00"),
        "town": "Kalmar",
        "place": "Rum 4, Smalgatan 2",
        "joining_link": "https://mote.example/hemlig",
        "form": "hybrid",
    }
    return make.meeting(council, **(given | fields))


def keys_of(meeting: Meeting) -> list[str]:
    return [one.key for one in candidates_of(meeting)]


def invited(cast: Cast, **fields) -> Meeting:
    """The same meeting, after everybody was invited."""
    meeting = council_meeting(cast, **fields)
    invite(meeting=meeting, chosen=keys_of(meeting), answer_by=None, by=malin(cast))
    meeting.refresh_from_db()
    return meeting


def malin(cast: Cast):
    return cast.people["maintainer"]


def unos(meeting: Meeting) -> Invitee:
    return meeting.invitees.get(person__name="Uno")


def letters_to(address: str) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(to=address).order_by("pk"))


def link_in(letter: OutgoingMail) -> str:
    return re.search(r"(?:/en)?/svar/\S+/", letter.text).group()


def change(meeting: Meeting, **fields) -> None:
    """What an editor saves, without a word to anybody."""
    for name, value in fields.items():
        setattr(meeting, name, value)
    meeting.save()


def page_of(client: Client, meeting: Meeting, more: str = "") -> HttpResponse:
    return client.get(f"/arbete/moten/{meeting.public_id}/bjud-in/{more}")


def press(client: Client, meeting: Meeting, said: dict, more: str = "") -> HttpResponse:
    return client.post(f"/arbete/moten/{meeting.public_id}/bjud-in/{more}", said)
