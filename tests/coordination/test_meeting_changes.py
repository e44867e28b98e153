"""What changes after a meeting was invited to: told once, all of it in one letter to each."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from coordination.models import Meeting
from coordination.services.inviting import (
    add_guest,
    candidates_of,
    invite,
    send_meeting_changes,
    tell_cancelled,
    tell_changes,
)
from coordination.services.inviting.telling import SomeNotToldError
from coordination.services.seat_proposals import confirm_proposal
from records.models import OutgoingMail
from tests import builders as make
from tests.coordination.inviting import (
    MAILBOX,
    at,
    change,
    council_meeting,
    invited,
    letters_to,
    link_in,
    malin,
    page_of,
    press,
    unos,
)
from website.services.scheduled import JOBS


@pytest.fixture
def meeting(cast) -> Meeting:
    """Invited to: two letters have left."""
    return invited(cast)


def later(minutes: int = 16):
    return timezone.now() + timedelta(minutes=minutes)


def changed(meeting: Meeting, **fields) -> None:
    change(meeting, content_updated_at=timezone.now(), **fields)


def test_telling_by_who_does_not_run_the_meeting_is_refused(meeting, cast):
    changed(meeting, town="Borgholm")
    with pytest.raises(PermissionDenied):
        tell_changes(meeting=meeting, by=cast.people["reporter"])
    assert press(cast.client("reporter"), meeting, {}, "andringar/").status_code == 403
    changed(meeting, state="cancelled")
    with pytest.raises(PermissionDenied):
        tell_cancelled(meeting=meeting, by=cast.people["reporter"])
    assert OutgoingMail.objects.count() == 2


def test_draft_sends_nothing_whatever_happens_to_it(cast):
    draft = council_meeting(cast)
    changed(draft, town="Borgholm")
    assert tell_changes(meeting=draft, by=malin(cast)) == 0
    changed(draft, state="cancelled")
    assert tell_cancelled(meeting=draft, by=malin(cast)) == 0
    send_meeting_changes(now=later())
    assert not OutgoingMail.objects.exists()


def test_meeting_that_is_on_is_not_told_to_be_cancelled(meeting, cast):
    with pytest.raises(ValidationError):
        tell_cancelled(meeting=meeting, by=malin(cast))


def test_page_says_what_nobody_was_told_and_one_button_tells_it(meeting, cast):
    changed(meeting, town="Borgholm", place="Rådhuset")
    client = cast.client("maintainer")
    for page in (page_of(client, meeting).text, client.get(meeting.get_work_url()).text):
        assert "De bjudna har inte fått veta" in page
        assert "Kalmar → Borgholm" in page
    assert "inte fått veta" not in cast.client("reporter").get(meeting.get_work_url()).text
    for _press in range(2):
        assert press(client, meeting, {}, "andringar/").status_code == 302
    assert [len(letters_to(one)) for one in (unos(meeting).address, MAILBOX)] == [2, 2]
    assert "inte fått veta" not in page_of(client, meeting).text


def test_several_changes_are_one_letter_with_from_and_to(meeting, cast):
    changed(meeting, starts_at=at("2027-03-13 10:00"), ends_at=at("2027-03-13 11:00"))
    changed(meeting, town="Borgholm", place="", title="Vårens andra råd")
    tell_changes(meeting=meeting, by=malin(cast))
    [_first, letter] = letters_to(unos(meeting).address)
    assert letter.subject == "Ändrat: möte 13 mars 2027, 10:00"
    for words in (
        "Tid: fredag 12 mars 2027, 09:00–12:00 → lördag 13 mars 2027, 10:00–11:00",
        "Ort: Kalmar → Borgholm",
        "Lokal och adress: Rum 4, Smalgatan 2 → –",
        "Rubrik: Vårens råd → Vårens andra råd",
    ):
        assert words in letter.text
    assert "Form:" not in letter.text.partition("Vårens andra råd\n")[0]
    meeting.refresh_from_db()
    assert meeting.sequence == unos(meeting).sent_sequence == 1


def test_job_waits_a_quarter_after_the_last_change_and_sends_once(meeting):
    job = JOBS["meeting_changes"]
    changed(meeting, town="Borgholm")
    job(now=later(14))
    assert OutgoingMail.objects.count() == 2
    for _pass in range(3):
        job(now=later(16))
    assert OutgoingMail.objects.count() == 4
    [_first, letter] = letters_to(MAILBOX)
    assert "Kalmar → Borgholm" in letter.text


def test_change_that_was_taken_back_is_told_to_nobody(meeting):
    changed(meeting, town="Borgholm")
    changed(meeting, town="Kalmar", description="Mer att läsa.")
    send_meeting_changes(now=later())
    assert OutgoingMail.objects.count() == 2


def test_what_has_begun_or_been_held_is_told_no_more(meeting):
    changed(meeting, town="Borgholm")
    send_meeting_changes(now=at("2027-03-12 09:00"))
    changed(meeting, state="held")
    send_meeting_changes(now=later())
    assert OutgoingMail.objects.count() == 2


def test_cancelling_tells_at_once_and_once(meeting, cast):
    changed(meeting, state="cancelled")
    assert [tell_cancelled(meeting=meeting, by=malin(cast)) for _press in range(2)] == [2, 0]
    send_meeting_changes(now=later())
    [_first, letter] = letters_to(unos(meeting).address)
    assert (letter.subject, letter.calendar_method) == (
        "Inställt: möte 12 mars 2027, 09:00",
        "CANCEL",
    )
    assert "hemlig" not in letter.text
    assert "/svar/" not in letter.text


def test_job_finds_the_cancelled_meeting_that_nobody_was_told_of(meeting):
    changed(meeting, state="cancelled")
    send_meeting_changes(now=later())
    assert [len(letters_to(one)) for one in (unos(meeting).address, MAILBOX)] == [2, 2]


def test_meeting_that_is_on_again_is_told_with_a_link_that_holds(meeting, cast, client):
    changed(meeting, state="cancelled")
    tell_cancelled(meeting=meeting, by=malin(cast))
    page = (
        cast.client("maintainer").post(f"{meeting.get_work_url()}planerat-igen/", follow=True).text
    )
    assert "De som är bjudna får ett brev om det" in page
    send_meeting_changes(now=later())
    letter = letters_to(unos(meeting).address)[-1]
    assert "Läge: inställt → planerat" in letter.text
    assert letter.calendar_method == "REQUEST"
    assert "Kommer du på mötet?" in client.get(link_in(letter)).text


def test_who_is_invited_later_gets_no_letter_of_changes(meeting, cast):
    changed(meeting, town="Borgholm")
    signe = cast.people["signer"]
    make.seat(meeting.network, person=signe, actor=cast.agency)
    key = next(one.key for one in candidates_of(meeting) if one.address == signe.email)
    invite(meeting=meeting, chosen=[key], answer_by=None, by=malin(cast))
    [letter] = letters_to(signe.email)
    assert letter.subject.startswith("Kallelse")
    assert "Borgholm" in letter.text
    assert [len(letters_to(one)) for one in (unos(meeting).address, MAILBOX)] == [2, 2]


def test_letters_follow_a_person_to_a_new_address_and_end_with_the_account(meeting, cast):
    uno = cast.people["reporter"]
    type(uno).objects.filter(pk=uno.pk).update(email="uno@nytt.example")
    changed(meeting, town="Borgholm")
    tell_changes(meeting=meeting, by=malin(cast))
    assert len(letters_to("uno@nytt.example")) == 1
    type(uno).objects.filter(pk=uno.pk).update(is_active=False)
    meeting.refresh_from_db()
    changed(meeting, town="Kalmar")
    assert tell_changes(meeting=meeting, by=malin(cast)) == 1


def test_address_that_another_has_stops_no_letter(meeting, cast):
    uno = cast.people["reporter"]
    type(uno).objects.filter(pk=uno.pk).update(email=MAILBOX)
    changed(meeting, town="Borgholm")
    assert tell_changes(meeting=meeting, by=malin(cast)) == 1
    assert len(letters_to(MAILBOX)) == 2


def test_meeting_that_fails_stops_no_other(meeting, cast):
    other = make.meeting(cast.maintainer, starts_at=at("2027-04-12 09:00"), on="")
    guest = add_guest(meeting=other, actor=cast.other, by=malin(cast))
    invite(meeting=other, chosen=[guest.public_id], answer_by=None, by=malin(cast))
    other.refresh_from_db()
    for one in (meeting, other):
        changed(one, town="Borgholm")
    Meeting.objects.filter(pk=meeting.pk).update(told={"starts_at": "ingen tid"})
    with pytest.raises(SomeNotToldError):
        send_meeting_changes(now=later())
    assert "Borgholm" in letters_to(MAILBOX)[-1].text
    assert len(letters_to(unos(meeting).address)) == 1


def test_cancelled_meeting_whose_place_changes_is_told_no_more(meeting, cast):
    changed(meeting, state="cancelled")
    tell_cancelled(meeting=meeting, by=malin(cast))
    meeting.refresh_from_db()
    changed(meeting, place="Ny sal", title="Ny rubrik")
    send_meeting_changes(now=later())
    assert "inte fått veta" not in page_of(cast.client("maintainer"), meeting).text
    assert len(letters_to(MAILBOX)) == 2


def test_letter_says_that_an_answer_holds_to_who_gave_one(meeting, cast):
    meeting.invitees.filter(address=MAILBOX).update(answer="comes", answered_at=timezone.now())
    changed(meeting, place="Ny sal")
    tell_changes(meeting=meeting, by=malin(cast))
    for address, is_said in ((MAILBOX, True), (unos(meeting).address, False)):
        letter = letters_to(address)[-1]
        assert ("Svaret du har gett gäller" in letter.text) == is_said
        assert ("Svaret du har gett gäller" in letter.html) == is_said
    assert meeting.invitees.get(address=MAILBOX).answer == "comes"


def test_new_day_asks_those_anew_who_had_answered(meeting, cast):
    said = {"answer": "substitute", "substitute": "Enhetschef", "answered_at": timezone.now()}
    meeting.invitees.exclude(person=cast.people["reporter"]).update(**said)
    changed(meeting, starts_at=at("2027-03-19 09:00"), ends_at=None)
    tell_changes(meeting=meeting, by=malin(cast))
    for address, is_said in ((MAILBOX, True), (unos(meeting).address, False)):
        letter = letters_to(address)[-1]
        assert ("gällde den förra, så svara igen" in letter.text + letter.html) == is_said
        assert "gäller fortfarande" not in letter.text + letter.html
    # Also of who answered by telephone, and gets no letter.
    rows = meeting.invitees.values_list("answer", "substitute", "answered_at")
    assert set(rows) == {("waiting", "", None)}


def test_button_says_that_the_meeting_has_begun(meeting, cast):
    changed(meeting, starts_at=at("2020-01-01 09:00"), ends_at=None)
    client = cast.client("maintainer")
    press(client, meeting, {}, "andringar/")
    page = page_of(client, meeting).text
    assert "Inga fler brev går ut om det." in page
    assert "inget har ändrats" not in page


# ---------------------------------------------------------------- who has left their seat


@pytest.fixture
def successor(meeting, cast):
    """Lena follows Uno, as a confirmed proposal makes it, before the day of the meeting."""
    old = meeting.network.seats.get(person=cast.people["reporter"])
    proposal = make.seat_proposal(
        old, cast.people["coordinator"], person=cast.people["reader"], office="Utredare"
    )
    confirm_proposal(proposal=proposal, by=malin(cast))
    OutgoingMail.objects.exclude(key__startswith="mote/").delete()
    return cast.people["reader"]


def test_who_has_left_the_seat_learns_no_more_of_where(meeting, cast, successor, client):
    link = link_in(letters_to(unos(meeting).address)[0])
    changed(meeting, place="Ny hemlig sal")
    assert tell_changes(meeting=meeting, by=malin(cast)) == 1
    assert len(letters_to(unos(meeting).address)) == 1
    page = client.get(link)
    assert page.status_code == 404
    assert "Ny hemlig sal" not in page.text


def test_secretary_sees_who_left_and_finds_who_follows_ticked(meeting, cast, successor):
    page = page_of(cast.client("maintainer"), meeting)
    assert "har lämnat sin plats" in page.text
    [key] = page.context["form"].initial["chosen"]
    assert meeting.network.seats.get(public_id=key).person == successor
    assert dict(page.context["page"].answers.counts)["inte svarat"] == 2
    assert "har lämnat sin plats" in cast.client("maintainer").get(meeting.get_work_url()).text
    press(cast.client("maintainer"), meeting, {"bort-who": unos(meeting).public_id}, "ta-bort/")
    letter = letters_to(cast.people["reporter"].email)[-1]
    assert letter.calendar_method == "CANCEL"
    assert "hemlig" not in letter.calendar
    press(cast.client("maintainer"), meeting, {"chosen": [key]})
    assert len(letters_to(successor.email)) == 1


def test_cancelled_meeting_leaves_the_calendar_of_who_has_left_too(meeting, cast, successor):
    changed(meeting, state="cancelled")
    tell_cancelled(meeting=meeting, by=malin(cast))
    assert letters_to(cast.people["reporter"].email)[-1].calendar_method == "CANCEL"


def test_who_has_another_seat_left_is_told_as_before(meeting, cast):
    uno = cast.people["reporter"]
    make.seat(meeting.network, role="secretary", actor=cast.agency, person=uno)
    meeting.network.seats.filter(person=uno, role="representative").update(until="2026-01-01")
    changed(meeting, place="Ny sal")
    assert tell_changes(meeting=meeting, by=malin(cast)) == 2


def test_who_cancels_is_told_how_many_letters_leave(meeting, cast):
    malin_at_work = cast.client("maintainer")
    path = f"/arbete/moten/{meeting.public_id}/stall-in/"
    assert "får ett brev genast" in malin_at_work.get(path).text
    page = malin_at_work.post(path, follow=True).text
    assert "Mötet är inställt. 2 har fått ett brev." in page
    assert OutgoingMail.objects.filter(subject__startswith="Inställt").count() == 2


def test_page_of_a_cancelled_meeting_offers_nothing_more(meeting, cast):
    offered = ("Ändra dagordningen", "Öppna sidan för mötet", "Visa mötet för alla")
    changed(meeting, published_at=None)
    page = cast.client("maintainer").get(meeting.get_work_url()).text
    assert all(text in page for text in offered)
    assert "Du har inte svarat" in cast.client("reporter").get(meeting.get_work_url()).text
    changed(meeting, state="cancelled")
    page = cast.client("maintainer").get(meeting.get_work_url()).text
    assert not [text for text in offered if text in page]
    assert "Du har inte svarat" not in cast.client("reporter").get(meeting.get_work_url()).text


def test_nobody_is_asked_to_invite_to_a_meeting_that_has_begun(cast):
    draft = council_meeting(cast)
    client = cast.client("maintainer")
    assert "Bjud in</a>" in client.get(draft.get_work_url()).text
    changed(draft, starts_at=at("2020-01-01 09:00"), ends_at=None)
    assert "Bjud in</a>" not in client.get(draft.get_work_url()).text
