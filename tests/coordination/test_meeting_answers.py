"""What those invited answer: by the link in the letter, signed in, or by telephone."""

from datetime import timedelta

import pytest
from auditlog.models import LogEntry
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from actors.models import AnswerLink
from actors.services import LinkClosedError
from coordination.choices import InviteAnswer
from coordination.models import Invitee, Meeting
from coordination.rules.inviting import is_own_invitation
from coordination.services.inviting import answer_invitation, withdraw_invitee
from tests import builders as make
from tests.coordination.inviting import (
    MAILBOX,
    change,
    invited,
    letters_to,
    link_in,
    malin,
    page_of,
    press,
    unos,
)
from tests.posting import is_sent_on, send

COMES = {"answer": "comes"}


@pytest.fixture
def meeting(cast) -> Meeting:
    return invited(cast)


@pytest.fixture
def link(meeting) -> str:
    """The path of the link in Uno's letter."""
    return link_in(letters_to(unos(meeting).address)[-1])


def answer_of(meeting: Meeting) -> tuple[str, str, str]:
    uno = unos(meeting)
    return uno.answer, uno.substitute, uno.remark


def is_closed(response: HttpResponse) -> bool:
    return response.status_code == 404 and "Länken öppnar inget längre" in response.text


# ---------------------------------------------------------------- by the link


@pytest.mark.parametrize(
    "change_of_link",
    [
        {"revoked_at": timezone.now()},
        {"used_at": timezone.now()},
        {"created_at": timezone.now() - timedelta(days=9), "expires_at": timezone.now()},
        {"about": "finns-inte"},
    ],
)
def test_link_that_does_not_hold_opens_and_answers_nothing(meeting, link, change_of_link):
    AnswerLink.objects.update(**change_of_link)
    assert is_closed(Client().get(link))
    assert is_closed(send(Client(), link, COMES | {"remark": "Jag kommer lite sent"}))
    assert answer_of(meeting)[0] == InviteAnswer.WAITING


def test_link_of_who_is_withdrawn_is_closed(meeting, cast, link):
    withdraw_invitee(invitee=unos(meeting), by=malin(cast))
    assert is_closed(Client().get(link))
    assert is_closed(send(Client(), link, COMES))


def test_link_answers_for_its_own_recipient_alone(meeting):
    uno, other = unos(meeting), meeting.invitees.get(address=MAILBOX)
    link = AnswerLink.objects.get(about=uno.public_id)
    with pytest.raises(LinkClosedError):
        answer_invitation(invitee=other, answer=InviteAnswer.COMES, by=link)
    AnswerLink.objects.filter(pk=link.pk).update(purpose="join")
    link.refresh_from_db()
    with pytest.raises(LinkClosedError):
        answer_invitation(invitee=uno, answer=InviteAnswer.COMES, by=link)


@pytest.mark.parametrize(
    ("change_of_meeting", "words"),
    [
        ({"state": "cancelled"}, "Mötet är inställt."),
        ({"state": "held"}, "Mötet har börjat eller hållits."),
        ({"starts_at": "2020-01-01T09:00Z", "ends_at": None}, "Mötet har börjat eller hållits."),
    ],
)
def test_link_to_what_is_over_says_so_kindly_and_keeps_no_answer(
    meeting, link, change_of_meeting, words
):
    Meeting.objects.filter(pk=meeting.pk).update(**change_of_meeting)
    page = Client().get(link)
    assert page.status_code == 200
    assert words in page.text
    assert "hemlig" not in page.text
    refused = send(Client(), link, COMES | {"remark": "Jag kommer lite sent"})
    assert refused.status_code == 409
    assert "Jag kommer lite sent" in refused.text
    assert answer_of(meeting)[0] == InviteAnswer.WAITING


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "Välj ett av svaren."),
        ({"answer": ""}, "Välj ett av svaren."),
        ({"answer": "waiting"}, "waiting"),
        (COMES | {"remark": "811228-9874"}, "personnummer"),
        ({"answer": "substitute", "substitute": "811228-9874"}, "personnummer"),
        (COMES | {"remark": "x" * 501}, "500"),
        (COMES | {"substitute": "Enhetschef"}, "Svara att ni skickar ersättare"),
        ({"answer": "does_not_come", "substitute": "Enhetschef"}, "Svara att ni skickar ersättare"),
    ],
)
def test_answer_that_is_none_or_holds_an_identity_number_is_refused(meeting, link, said, words):
    response = send(Client(), link, said)
    assert response.status_code == 422
    assert words in response.text
    assert answer_of(meeting)[0] == InviteAnswer.WAITING


def test_answer_by_link_may_be_as_fast_as_somebody_presses(meeting, link):
    assert is_sent_on(send(Client(), link, COMES, seconds=0))
    assert answer_of(meeting)[0] == InviteAnswer.COMES


def test_opening_the_link_answers_nothing_and_shows_only_the_own(meeting, link):
    page = Client().get(link)
    assert page.status_code == 200
    assert not page.cookies
    assert page.headers["Cache-Control"] == "no-store"
    for words in (
        "fredag 12 mars 2027, 09:00–12:00",
        "Kalmar",
        "Rum 4",
        "https://mote.example/hemlig",
    ):
        assert words in page.text
    for other in ("Andra myndigheten", "Huvudmyndigheten", MAILBOX, unos(meeting).address):
        assert other not in page.text
    assert answer_of(meeting)[0] == InviteAnswer.WAITING


def test_answer_by_link_is_kept_shown_and_changed_until_the_meeting(meeting, link):
    said = {"answer": "substitute", "substitute": "Enhetschef", "remark": "Kommer tio."}
    assert is_sent_on(send(Client(), link, said))
    assert answer_of(meeting) == ("substitute", "Enhetschef", "Kommer tio.")
    page = Client().get(link).text
    assert "Skickar ersättare" in page
    assert "Enhetschef" in page
    assert is_sent_on(send(Client(), link, {"answer": "does_not_come", "substitute": "Enhetschef"}))
    assert answer_of(meeting) == ("does_not_come", "", "")
    told = LogEntry.objects.filter(additional_data__why="Svar genom länken i brevet")
    assert [entry.actor for entry in told] == [None, None]
    assert "Enhetschef" not in str([entry.changes for entry in told])


def test_link_holds_until_a_while_after_the_meeting(meeting, link):
    for one in AnswerLink.objects.all():
        assert one.expires_at > meeting.starts_at
        assert one.expires_at - meeting.starts_at < timedelta(days=15)


# ---------------------------------------------------------------- signed in


@pytest.mark.parametrize("kind", ["other agency", "signer", "maintainer", "superuser"])
def test_nobody_else_answers_for_a_person_signed_in(meeting, cast, kind):
    path = f"/arbete/moten/{meeting.public_id}/svar/{unos(meeting).public_id}/"
    expected = 404 if kind == "signer" else 403
    client = cast.client(kind)
    assert client.get(path).status_code == expected
    assert client.post(path, COMES).status_code == expected
    assert answer_of(meeting)[0] == InviteAnswer.WAITING


def test_stranger_answers_nothing_by_the_service(meeting, cast):
    for kind in ("other agency", "reader", "coordinator"):
        with pytest.raises(PermissionDenied):
            answer_invitation(
                invitee=unos(meeting), answer=InviteAnswer.COMES, by=cast.people[kind]
            )


def test_member_answers_from_the_page_of_the_meeting(meeting, cast):
    client, path = cast.client("reporter"), f"/svar/{unos(meeting).public_id}/"
    page = client.get(meeting.get_work_url()).text
    assert "Du har inte svarat." in page
    assert path in page
    assert "Andra myndigheten" not in page
    whole = meeting.get_work_url().rstrip("/") + path
    assert client.post(whole, {"answer": ""}).status_code == 422
    assert client.post(whole, COMES).status_code == 302
    assert answer_of(meeting)[0] == "comes"
    assert "Du har svarat: kommer" in client.get(meeting.get_work_url()).text
    change(meeting, state="cancelled")
    assert client.post(whole, {"answer": "does_not_come"}).status_code == 422
    assert answer_of(meeting)[0] == "comes"


def test_office_is_answered_for_by_who_writes_for_its_organisation(meeting, cast):
    invitee = meeting.invitees.get(address=MAILBOX)
    client = cast.client("other agency")
    path = f"{meeting.get_work_url()}svar/{invitee.public_id}/"
    assert client.post(path, COMES).status_code == 302
    invitee.refresh_from_db()
    assert invitee.answer == "comes"


def test_list_of_the_own_invitations_is_what_the_rule_says(meeting, cast):
    make.invitee(meeting, actor=cast.agency)
    for kind in ("other agency", "reader", "reporter", "coordinator", "parent", "superuser"):
        access = cast.people[kind].access
        listed = set(Invitee.objects.own_of(access))
        assert listed == {one for one in Invitee.objects.all() if is_own_invitation(access, one)}, (
            kind
        )


# ---------------------------------------------------------------- by telephone


def test_answer_by_telephone_is_entered_by_who_runs_the_meeting_alone(meeting, cast):
    said = {"telefon-who": unos(meeting).public_id, "telefon-answer": "comes"}
    for kind, expected in (("reporter", 403), ("other agency", 403), ("signer", 404)):
        assert press(cast.client(kind), meeting, said, "telefon/").status_code == expected
    client = cast.client("maintainer")
    for wrong in ({"telefon-who": "finns-inte"}, {"telefon-answer": "waiting"},
                  {"telefon-remark": "811228-9874"}):  # fmt: skip
        assert press(client, meeting, said | wrong, "telefon/").status_code == 422
    assert answer_of(meeting)[0] == InviteAnswer.WAITING
    assert press(client, meeting, said, "telefon/").status_code == 302
    assert answer_of(meeting)[0] == "comes"
    told = LogEntry.objects.get(additional_data__why="Svar som någon annan har fört in")
    assert told.actor == malin(cast)


def test_secretary_sees_how_many_come_and_who(meeting, cast, link):
    send(Client(), link, {"answer": "substitute", "substitute": "Enhetschef", "remark": "Sen."})
    client = cast.client("maintainer")
    for page in (page_of(client, meeting).text, client.get(meeting.get_work_url()).text):
        for words in ("Skickar ersättare: 1", "Inte svarat: 2", "Kommer: 0", "Enhetschef", "Sen."):
            assert words in page
    others = cast.client("other agency").get(meeting.get_work_url()).text
    assert "Enhetschef" not in others
    assert "Inte svarat" not in others
