"""Who gets the letters of a seat: the same for dates, invitations and notes."""

import pytest

from actors.models import Actor, User
from coordination.services.inviting import candidates_of
from coordination.services.notes.people import seated_readers
from coordination.services.reached import readers_of
from tests import builders as make
from tests.coordination.inviting import MAILBOX, council_meeting, malin


def reached(meeting, cast) -> list[set[str]]:
    return [
        {one.address for one in seated_readers(meeting, but=malin(cast))},
        {one.address for one in readers_of(meeting.network).reached},
        {one.address for one in candidates_of(meeting) if one.address},
    ]


@pytest.mark.parametrize("seated", ["nobody", "who signs in no more"])
def test_mailbox_is_not_told_what_nobody_there_may_read(cast, seated):
    meeting = council_meeting(cast)
    Actor.objects.filter(pk=cast.head.pk).update(function_mailbox="brev@huvud.example")
    meeting.network.seats.filter(actor=cast.head).update(office="")
    if seated != "nobody":
        person = cast.people["signer"]
        User.objects.filter(pk=person.pk).update(is_active=False)
        meeting.network.seats.filter(actor=cast.head).update(person=person, office="Chef")
    assert reached(meeting, cast) == [{cast.people["reporter"].email, MAILBOX}] * 3


def test_seat_of_an_office_is_reached_by_its_mailbox_once(cast):
    meeting = council_meeting(cast)
    make.seat(meeting.network, actor=cast.other, office="Samordnare")
    assert reached(meeting, cast) == [{cast.people["reporter"].email, MAILBOX}] * 3
