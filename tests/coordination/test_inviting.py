"""Inviting to a meeting: who may, who gets which letter, and what never leaves."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from actors.models import Actor, AnswerLink, User
from coordination.choices import InviteAnswer, SeatRole
from coordination.models import Invitee, Meeting
from coordination.services.inviting import (
    add_guest,
    candidates_of,
    invite,
    tell_changes,
    withdraw_invitee,
)
from records.models import OutgoingMail
from tests import builders as make
from tests.coordination.inviting import (
    MAILBOX,
    change,
    council_meeting,
    invited,
    keys_of,
    letters_to,
    malin,
    page_of,
    press,
    unos,
)
from tests.people import person


@pytest.fixture
def meeting(cast) -> Meeting:
    return council_meeting(cast)


@pytest.mark.parametrize("kind", ["other agency", "reader", "coordinator", "signer", "ended"])
def test_inviting_by_who_does_not_run_the_meeting_is_refused(meeting, cast, kind):
    by = cast.people[kind]
    with pytest.raises(PermissionDenied):
        invite(meeting=meeting, chosen=keys_of(meeting), answer_by=None, by=by)
    with pytest.raises(PermissionDenied):
        add_guest(meeting=meeting, actor=cast.other, by=by)
    client = cast.client(kind)
    # An office of the other agency sits in the network, nobody of the first agency but Uno does.
    expected = 403 if kind == "other agency" else 404
    assert page_of(client, meeting).status_code == expected
    assert press(client, meeting, {"chosen": keys_of(meeting)}).status_code == expected
    assert not OutgoingMail.objects.exists()
    assert not meeting.invitees.exists()


def test_withdrawing_by_who_does_not_run_the_meeting_is_refused(cast):
    meeting = invited(cast)
    with pytest.raises(PermissionDenied):
        withdraw_invitee(invitee=unos(meeting), by=cast.people["reporter"])
    uno = cast.client("reporter")
    said = {"bort-who": unos(meeting).public_id}
    assert press(uno, meeting, said, "ta-bort/").status_code == 403
    assert unos(meeting).withdrawn_at is None


@pytest.mark.parametrize(
    "change", [{"state": "cancelled"}, {"state": "held"}, {"starts_at": "2020-01-01T09:00Z",
                                                        "ends_at": "2020-01-01T10:00Z"}]
)  # fmt: skip
def test_nobody_is_invited_to_what_is_over(meeting, cast, change):
    Meeting.objects.filter(pk=meeting.pk).update(**change)
    chosen = {"chosen": keys_of(meeting)}
    assert press(cast.client("maintainer"), meeting, chosen).status_code == 422
    assert not OutgoingMail.objects.exists()


def test_pressing_with_nobody_chosen_is_refused(meeting, cast):
    response = press(cast.client("maintainer"), meeting, {"answer_by": "2027-02-01"})
    assert response.status_code == 422
    assert "Välj minst en att bjuda." in response.text
    assert "2027-02-01" in response.text


def test_day_to_answer_lies_between_today_and_the_meeting(meeting, cast):
    client = cast.client("maintainer")
    for day, words in (("2020-01-01", "har passerat"), ("2027-03-13", "efter mötet")):
        said = {"chosen": keys_of(meeting), "answer_by": day}
        response = press(client, meeting, said)
        assert (response.status_code, words in response.text) == (422, True)
    assert not OutgoingMail.objects.exists()


def test_all_seats_are_ticked_from_the_start_and_one_button_sends(meeting, cast):
    client = cast.client("maintainer")
    page = page_of(client, meeting)
    form = page.context["form"]
    assert form.initial["chosen"] == keys_of(meeting)
    assert len(keys_of(meeting)) == 3
    assert "ingen adress, får inget brev" in page.text
    said = {"gor": "skicka", "chosen": keys_of(meeting), "answer_by": "2027-03-01"}
    assert press(client, meeting, said).status_code == 302
    assert {mail.to for mail in OutgoingMail.objects.all()} == {unos(meeting).address, MAILBOX}
    page = page_of(client, meeting).text
    assert "Inget brev når de här" in page
    assert "Huvudmyndigheten" in page
    assert "2 brev är på väg" in page


def test_secretary_with_only_a_seat_invites(meeting, cast):
    secretary = person("Sekr")
    make.seat(meeting.network, role=SeatRole.SECRETARY, person=secretary, actor=None)
    client = Client()
    client.force_login(secretary)
    assert page_of(client, meeting).status_code == 200
    assert press(client, meeting, {"chosen": keys_of(meeting)}).status_code == 302
    assert letters_to(secretary.email)


def test_button_pressed_twice_sends_once(meeting, cast):
    client, said = cast.client("maintainer"), {"gor": "skicka", "chosen": keys_of(meeting)}
    for _press in range(2):
        assert press(client, meeting, said).status_code == 302
    assert OutgoingMail.objects.count() == 2
    assert AnswerLink.objects.count() == 2
    meeting.refresh_from_db()
    assert meeting.sequence == 0


def test_letter_says_all_in_its_text_and_names_only_its_own_recipient(meeting, cast):
    make.agenda_item(meeting, title="Nuläget", audience="members")
    make.agenda_item(meeting, title="Hemligt", audience="at_meeting")
    said = {"chosen": keys_of(meeting), "answer_by": "2027-03-01"}
    Meeting.objects.update(documents_by="2027-03-05")
    press(cast.client("maintainer"), meeting, said)
    [letter] = letters_to(unos(meeting).address)
    assert letter.subject == "Kallelse: möte 12 mars 2027, 09:00"
    for words in (
        "fredag 12 mars 2027, 09:00–12:00", "Kalmar", "Rum 4, Smalgatan 2", "https://mote.example/hemlig",
        "Nuläget", "Svara senast 1 mars 2027", "skickas senast 5 mars 2027", "Hej Uno!",
        "kallar till möte",
    ):  # fmt: skip
        assert words in letter.text, words
        assert words in letter.html, words
    everything = letter.text + letter.html + letter.calendar
    assert "Hemligt" not in everything
    for other in (MAILBOX, "Andra myndigheten", "Generaldirektör", "Huvudmyndigheten"):
        assert other not in everything
    [of_office] = letters_to(MAILBOX)
    assert "Brevet gäller Generaldirektör, Andra myndigheten" in of_office.text
    assert "Uno" not in of_office.text + of_office.calendar


def test_letter_to_a_mailbox_is_handed_on_and_says_whom_to_ask(cast):
    Actor.objects.filter(pk=cast.maintainer.pk).update(function_mailbox="fraga@lan.example")
    meeting = invited(cast)
    [uno], [of_office] = letters_to(unos(meeting).address), letters_to(MAILBOX)
    for text in (of_office.text, of_office.html):
        assert "Lämna brevet till den det gäller (Generaldirektör)." in text
        assert "Den som har länken kan svara för er." in text
        assert "Skicka inte brevet vidare" not in text
    for text in (uno.text, uno.html):
        assert "Skicka inte brevet vidare" in text
        assert "Lämna brevet" not in text
    for letter in (uno, of_office):
        assert f"Frågor om mötet? Skriv till {cast.maintainer.name_with_kind}:" in letter.text
        assert "fraga@lan.example" in letter.text
        assert "mailto:fraga@lan.example" in letter.html


@pytest.mark.parametrize(
    ("kind", "word"), [("steering", "Kallelse"), ("agency_network", "Inbjudan")]
)
def test_word_follows_the_kind_of_network(cast, kind, word):
    network = make.network(kind=kind, maintained_by=cast.maintainer)
    make.seat(network, person=cast.people["reporter"])
    meeting = make.meeting(network, on="2027-12")
    invite(meeting=meeting, chosen=keys_of(meeting), answer_by=None, by=malin(cast))
    [letter] = OutgoingMail.objects.all()
    assert letter.subject == f"{word}: möte december 2027"
    # Without an hour there is nothing to put in a calendar.
    assert letter.calendar == ""
    assert "/svar/" in letter.text


def test_meeting_without_network_asks_guests_who_read_what_is_public(cast):
    Actor.objects.filter(pk=cast.other.pk).update(function_mailbox=MAILBOX)
    meeting = make.meeting(cast.maintainer, on="2027-11-20")
    make.agenda_item(meeting, title="Öppet")
    make.agenda_item(meeting, title="Internt", audience="members")
    client = cast.client("maintainer")
    said = {"gor": "gast", "guest": cast.other.slug, "guest_office": "Landshövding"}
    assert press(client, meeting, said).status_code == 302
    assert not OutgoingMail.objects.exists()
    assert press(client, meeting, said).status_code == 422
    assert press(client, meeting, {"chosen": keys_of(meeting)}).status_code == 302
    [letter] = letters_to(MAILBOX)
    assert letter.subject.startswith("Inbjudan: möte 20 november 2027")
    assert "Landshövding" in letter.text
    assert "Öppet" in letter.text
    assert "Internt" not in letter.text


def test_guest_typed_beside_the_button_is_sent_too_and_never_an_invented_one(meeting, cast):
    client = cast.client("maintainer")
    invented = make.organisation("Påhittade verket", is_example=True)
    said = {"gor": "skicka", "chosen": keys_of(meeting)[:1], "guest": invented.slug}
    assert press(client, meeting, said).status_code == 422
    Actor.objects.filter(pk=cast.agency.pk).update(function_mailbox="gast@myndigheten.example")
    press(client, meeting, said | {"guest": cast.agency.slug})
    assert letters_to("gast@myndigheten.example")


def test_adding_a_guest_keeps_who_was_left_out(meeting, cast):
    client, left = cast.client("maintainer"), keys_of(meeting)[0]
    said = {"gor": "gast", "chosen": keys_of(meeting)[1:], "guest": cast.agency.slug}
    response = press(client, meeting, said | {"answer_by": "2027-03-01"})
    page = client.get(response.headers["Location"])
    assert left not in page.context["form"].initial["chosen"]
    assert page.context["form"].initial["answer_by"] == "2027-03-01"


def test_identity_number_in_what_is_typed_is_refused(meeting, cast):
    said = {"gor": "gast", "guest": cast.agency.slug, "guest_office": "811228-9874"}
    response = press(cast.client("maintainer"), meeting, said)
    assert response.status_code == 422
    assert "personnummer" in response.text
    assert not meeting.invitees.exists()


def test_mailbox_of_two_seats_gets_one_letter(meeting, cast):
    make.seat(meeting.network, actor=cast.other, office="Avdelningschef", role="substitute")
    response = page_of(cast.client("maintainer"), meeting)
    assert "läser samma brevlåda" in response.text
    press(cast.client("maintainer"), meeting, {"chosen": keys_of(meeting)})
    assert len(letters_to(MAILBOX)) == 1


def test_preview_and_test_letter_invite_nobody(meeting, cast):
    client = cast.client("maintainer")
    said = {"chosen": keys_of(meeting)[:1], "answer_by": "2027-03-01"}
    page = press(client, meeting, said | {"gor": "visa"})
    assert page.status_code == 200
    assert "Svara senast 1 mars 2027" in page.text
    assert not OutgoingMail.objects.exists()
    assert press(client, meeting, said | {"gor": "prov"}).status_code == 302
    [letter] = OutgoingMail.objects.all()
    assert letter.to == malin(cast).email
    assert letter.calendar == ""
    meeting.refresh_from_db()
    assert meeting.invited_at is None
    assert not meeting.invitees.exists()


def test_protected_person_is_invited_and_shown_to_nobody_outside(meeting, cast):
    User.objects.filter(pk=cast.people["reporter"].pk).update(protected=True)
    client = cast.client("maintainer")
    before = page_of(client, meeting).text
    press(client, meeting, {"chosen": keys_of(meeting)})
    address = unos(meeting).address
    assert letters_to(address)
    shown = [before, page_of(client, meeting).text, client.get(meeting.get_work_url()).text]
    for page in shown:
        assert "Uno" not in page
        assert address not in page
    for letter in letters_to(MAILBOX):
        assert address not in letter.text + letter.html + letter.calendar


def test_who_is_withdrawn_is_told_alone_and_answers_no_more(cast):
    meeting = invited(cast)
    client, uno = cast.client("maintainer"), unos(meeting)
    for _press in range(2):
        press(client, meeting, {"bort-who": uno.public_id}, "ta-bort/")
    assert [mail.calendar_method for mail in letters_to(uno.address)] == ["REQUEST", "CANCEL"]
    assert letters_to(uno.address)[-1].subject == "Inte längre bjuden: möte 12 mars 2027, 09:00"
    assert "hemlig" not in letters_to(uno.address)[-1].text
    assert len(letters_to(MAILBOX)) == 1
    assert not AnswerLink.objects.waiting().filter(about=uno.public_id).exists()


def test_who_is_invited_again_gets_a_higher_number(cast):
    meeting = invited(cast)
    uno = unos(meeting)
    withdraw_invitee(invitee=uno, by=malin(cast))
    key = next(one.key for one in candidates_of(meeting) if one.invitee == uno)
    invite(meeting=meeting, chosen=[key], answer_by=None, by=malin(cast))
    sent = [mail.calendar for mail in letters_to(uno.address)]
    assert ["SEQUENCE:0" in sent[0], "SEQUENCE:1" in sent[1], "SEQUENCE:2" in sent[2]] == [True] * 3
    uno.refresh_from_db()
    assert (uno.withdrawn_at, uno.answer, uno.sent_sequence) == (None, InviteAnswer.WAITING, 2)


def test_seat_that_got_another_person_lets_the_first_go(cast):
    meeting = invited(cast)
    uno, lena = cast.people["reporter"], cast.people["reader"]
    meeting.network.seats.filter(person=uno).update(person=lena)
    [new] = [one for one in candidates_of(meeting) if one.has_other_person]
    assert new.is_to_be_written_to
    invite(meeting=meeting, chosen=[new.key], answer_by=None, by=malin(cast))
    assert letters_to(uno.email)[-1].calendar_method == "CANCEL"
    assert [mail.calendar_method for mail in letters_to(lena.email)] == ["REQUEST"]
    assert Invitee.objects.get(seat=new.seat).person == lena


def test_seat_after_the_letters_is_not_ticked_by_itself(cast):
    meeting = invited(cast)
    make.seat(meeting.network, person=cast.people["signer"], actor=cast.agency)
    page = page_of(cast.client("maintainer"), meeting)
    assert len(page.context["form"].fields["chosen"].choices) == 1
    assert page.context["form"].initial["chosen"] == []


def test_who_has_no_address_cannot_be_written_to_and_is_not_lost(cast):
    meeting = invited(cast)
    one = meeting.invitees.get(address="")
    assert (one.sent_at, one.actor) == (None, cast.head)
    Actor.objects.filter(pk=cast.head.pk).update(function_mailbox="ny@huvud.example")
    keys = [each.key for each in candidates_of(meeting) if each.is_to_be_written_to]
    invite(meeting=meeting, chosen=keys, answer_by=None, by=malin(cast))
    assert len(letters_to("ny@huvud.example")) == 1
    with pytest.raises(ValidationError):
        invite(meeting=meeting, chosen=[], answer_by=None, by=malin(cast))


@pytest.mark.once
def test_page_costs_the_same_with_20_and_290_seats(meeting, cast, django_assert_max_num_queries):
    counted = []
    for seats in (20, 270):
        for _seat in range(seats):
            seat = make.seat(meeting.network, actor=cast.agency, office="Utredare")
            make.invitee(meeting, seat=seat, actor=cast.agency, sent_at="2026-11-01T09:00Z")
        Meeting.objects.filter(pk=meeting.pk).update(invited_at="2026-11-01T09:00Z")
        client = cast.client("maintainer")
        client.get("/arbete/natverk/")
        with django_assert_max_num_queries(18) as context:
            assert page_of(client, meeting).status_code == 200
        with django_assert_max_num_queries(18) as of_meeting:
            assert client.get(meeting.get_work_url()).status_code == 200
        counted.append((len(context), len(of_meeting)))
    assert counted[0] == counted[1]


# ---------------------------------------------------------------- the day to answer by


def test_day_that_a_colleague_saved_meanwhile_is_kept(meeting, cast):
    client = cast.client("maintainer")
    for seen, typed, kept in (
        ("", "", "2027-02-20"),
        ("2027-02-01", "2027-02-01", "2027-02-20"),
        ("2027-02-20", "2027-02-22", "2027-02-22"),
        ("2027-02-22", "", "None"),
    ):
        Meeting.objects.filter(pk=meeting.pk).update(answer_by="2027-02-20")
        said = {"chosen": keys_of(meeting), "answer_by": typed, "seen_answer_by": seen}
        assert press(client, meeting, said).status_code == 302
        meeting.refresh_from_db()
        assert str(meeting.answer_by) == kept


def test_late_invitation_leaves_after_the_day_to_answer_without_naming_it(meeting, cast):
    Meeting.objects.filter(pk=meeting.pk).update(answer_by="2020-01-01")
    page = page_of(cast.client("maintainer"), meeting)
    assert page.context["form"]["seen_answer_by"].value() == date(2020, 1, 1)
    said = {"answer_by": "2020-01-01", "seen_answer_by": "2020-01-01"}
    press(cast.client("maintainer"), meeting, said | {"chosen": keys_of(meeting)})
    [letter] = letters_to(MAILBOX)
    assert "Svara senast" not in letter.text


def test_who_is_invited_learns_of_new_last_days(cast):
    meeting = invited(cast)
    change(meeting, answer_by=date(2027, 2, 20), documents_by=date(2027, 3, 1))
    assert tell_changes(meeting=meeting, by=malin(cast)) == 2
    letter = letters_to(MAILBOX)[-1]
    assert "Svar senast: – → 20 februari 2027" in letter.text
    assert "Handlingarna skickas senast: – → 1 mars 2027" in letter.text
