"""Notes from draft to comments: who reads them when, who comments until when, who is written to."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from coordination.choices import NotesState
from coordination.models import AgendaItem, Meeting, NotesComment
from coordination.services.notes import add_comment, handle_comment, send_for_comments
from coordination.services.notes import usual_last_day as last_day
from records.models import OutgoingMail
from strategies.services.reports.holding import NotThereError
from tests import builders as make
from tests.coordination.notes import Noted, final, noted, sent

NOTES = ("Alla får läsa.", "Bara vi läser.")
TODAY = timezone.localdate


@pytest.fixture
def one(world, cast) -> Noted:
    return noted(cast)


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


# ---------------------------------------------------------------- who reads what, when


def test_stranger_finds_no_page_and_signed_out_is_led_to_sign_in(one, cast):
    for state in ("draft", "sent"):
        Meeting.objects.filter(pk=one.meeting.pk).update(notes_state=state)
        assert cast.client("other agency").get(one.address).status_code == 404
        assert Client().get(one.address).status_code == 302
        page = Client().get(one.meeting.get_absolute_url()).text
        for text in (*NOTES, "Vi mäter varje år.", "Ta fram ett underlag."):
            assert text not in page


def test_draft_is_read_by_who_runs_the_meeting_alone(one, cast):
    page = signed_in(one.uno).get(one.address).text
    assert "Anteckningarna skrivs." in page
    for text in (*NOTES, "Vi mäter varje år.", "Ta fram ett underlag.", "Sades i rummet."):
        assert text not in page
        for client in (signed_in(one.sanna), cast.client("maintainer"), cast.client("superuser")):
            assert text in client.get(one.address).text


def test_what_is_sent_is_read_by_members_but_what_was_for_the_room(one, cast):
    sent(one)
    page = signed_in(one.uno).get(one.address).text
    for text in (*NOTES, "Vi mäter varje år.", "Vi byter lokal.", "Ta fram ett underlag."):
        assert text in page
    for text in ("Sades i rummet.", "Hemligt beslut."):
        assert text not in page
    assert NOTES[0] not in Client().get(one.meeting.get_absolute_url()).text


def test_what_is_final_is_public_where_it_is_marked(one):
    final(one)
    page = Client().get(one.meeting.get_absolute_url()).text
    for text in ("Ur minnesanteckningarna", "Alla får läsa.", "Vi mäter varje år."):
        assert text in page
    for text in ("Bara vi läser.", "Vi byter lokal.", "Sades i rummet.", "Ta fram ett", "Rum 4"):
        assert text not in page
    assert "Bara vi läser." in signed_in(one.uno).get(one.address).text


# ---------------------------------------------------------------- sent for comments


def test_only_who_runs_the_meeting_sends(one, cast):
    for client in (signed_in(one.uno), cast.client("coordinator")):
        assert client.post(one.address + "skicka/").status_code in (403, 404)
    with pytest.raises(PermissionDenied):
        send_for_comments(meeting=one.meeting, comments_by=TODAY(), by=one.uno)
    one.meeting.refresh_from_db()
    assert one.meeting.notes_state == NotesState.DRAFT


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "cancelled"},
        {"starts_at": timezone.now() + timedelta(days=2), "ends_at": None},
    ],
)
def test_notes_of_what_has_not_been_are_not_sent(one, fields):
    Meeting.objects.filter(pk=one.meeting.pk).update(**fields)
    with pytest.raises(ValidationError):
        send_for_comments(meeting=one.meeting, comments_by=TODAY(), by=one.sanna)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"state": "cancelled"}, "Mötet är inställt."),
        ({"starts_at": "2050-01-01T09:00Z", "ends_at": None}, "Mötet har inte varit än."),
    ],
)
def test_nothing_is_offered_of_the_notes_of_what_has_not_been(one, fields, told):
    Meeting.objects.filter(pk=one.meeting.pk).update(**fields)
    for user in (one.sanna, one.uno):
        page = signed_in(user).get(one.address).text
        assert told in page
        for gone in ("Skicka på kommentar", "Fastställ</button>", "Anteckningarna skrivs."):
            assert gone not in page


def test_minutes_are_told_of_as_minutes_when_they_are_sent(one):
    Meeting.objects.filter(pk=one.meeting.pk).update(is_formal=True)
    seat = one.network.seats.get(person=one.uno).public_id
    said = {"comments_by": TODAY().isoformat(), "approver": seat}
    page = signed_in(one.sanna).post(one.address + "skicka/", said, follow=True)
    assert "Protokollet är skickat." in page.text


def test_day_that_has_passed_is_refused_and_what_was_typed_stays(one):
    yesterday = (TODAY() - timedelta(days=1)).isoformat()
    response = signed_in(one.sanna).post(one.address + "skicka/", {"comments_by": yesterday})
    assert response.status_code == 422
    assert "Dagen har redan varit." in response.text
    assert yesterday in response.text


def test_sent_by_the_button_writes_to_each_seat_its_own_letter(one, cast, letters):
    make.seat(one.network, actor=cast.other, office="Chef")
    cast.other.function_mailbox = "brev@andra.example"
    cast.other.save()
    client = signed_in(one.sanna)
    shown = client.get(one.address).context["send_form"].initial["comments_by"]
    assert shown == last_day(TODAY())
    assert client.post(one.address + "skicka/", {"comments_by": shown}).status_code == 302
    left = letters()
    assert sorted(mail.to for mail in left) == [["brev@andra.example"], [one.uno.email]]
    for mail in left:
        assert mail.subject == "Anteckningar att läsa och kommentera"
        assert one.address in mail.body
        assert "Alla får läsa." not in mail.body
    assert client.post(one.address + "skicka/", {"comments_by": shown}).status_code == 409
    assert OutgoingMail.objects.count() == 2


# ---------------------------------------------------------------- comments


def comment(one: Noted, item: AgendaItem | None = None, **fields) -> NotesComment:
    given = {"text": "Vi sa varje halvår.", "office": "Utredare"}
    return NotesComment(meeting=one.meeting, item=item, **(given | fields))


def test_stranger_and_who_may_not_see_the_item_comment_nothing(one, cast):
    sent(one)
    with pytest.raises(PermissionDenied):
        add_comment(comment=comment(one), by=cast.people["other agency"])
    shut = AgendaItem.objects.get(meeting=one.meeting, audience="at_meeting")
    with pytest.raises(PermissionDenied):
        add_comment(comment=comment(one, shut), by=one.uno)
    address = f"{one.address}kommentera/{shut.public_id}/"
    assert signed_in(one.uno).post(address).status_code == 404


def test_comment_signed_by_another_organisation_is_refused(one, cast):
    sent(one)
    with pytest.raises(ValidationError, match="egna organisationer"):
        add_comment(comment=comment(one, actor=cast.other), by=one.uno)


def test_comment_outside_its_time_is_refused_and_its_words_are_kept(one):
    client, said = signed_in(one.uno), {"k-alla-text": "Vi sa halvår.", "k-alla-office": "Chef"}
    address = one.address + "kommentera/"
    assert client.post(address, said).status_code == 409
    sent(one)
    Meeting.objects.update(comments_by=TODAY() - timedelta(days=1))
    page = client.get(one.address).text
    assert "Tiden för kommentarer är slut." in page
    assert "Kommentera punkten" not in page
    response = client.post(address, said)
    assert response.status_code == 409
    assert "Vi sa halvår." in response.text
    assert not NotesComment.objects.exists()
    with pytest.raises(NotThereError):
        add_comment(comment=comment(one), by=one.uno)


def test_member_comments_beside_an_item_until_the_last_day(one, cast):
    sent(one, until=TODAY())
    client, key = signed_in(one.uno), f"k-{one.own.public_id}"
    assert 'value="Utredare"' in client.get(one.address).text
    address = f"{one.address}kommentera/{one.own.public_id}/"
    empty = client.post(address, {f"{key}-office": "Utredare"})
    assert empty.status_code == 422
    said = {f"{key}-text": "Vi sa halvår.", f"{key}-office": "Utredare"}
    assert client.post(address, said).status_code == 302
    written = NotesComment.objects.get()
    assert (written.item, written.actor, written.office) == (one.own, cast.agency, "Utredare")
    page = signed_in(one.sanna).get(one.address).text
    assert "Vi sa halvår." in page.split("Internt")[2]
    assert "Uno" not in page


def test_identity_number_in_a_comment_is_refused(one):
    sent(one)
    said = {"k-alla-text": "Om 19121212-1212.", "k-alla-office": "Chef"}
    response = signed_in(one.uno).post(one.address + "kommentera/", said)
    assert response.status_code == 422
    assert "personnummer" in response.text


def test_comment_is_handled_by_who_runs_the_meeting_alone(one):
    sent(one)
    written = add_comment(comment=comment(one), by=one.uno)
    address = f"{one.address}kommentarer/{written.public_id}/"
    assert signed_in(one.uno).post(address).status_code == 403
    with pytest.raises(PermissionDenied):
        handle_comment(comment=written, is_handled=True, by=one.uno)
    client = signed_in(one.sanna)
    assert "En kommentar är inte omhändertagen." in client.get(one.address).text
    assert client.post(address).status_code == 302
    assert NotesComment.objects.get().handled_at
    assert "omhändertagen." not in signed_in(one.sanna).get(one.address).text.split("<h2>")[1]
    assert client.post(address, {"oppen": "1"}).status_code == 302
    assert NotesComment.objects.get().handled_at is None


# ---------------------------------------------------------------- the text itself


def written(one: Noted, client: Client, *texts: tuple[AgendaItem, str]) -> dict[str, str]:
    """What the page posts where these texts were typed in it."""
    said = dict(texts)
    found = {}
    for part in client.get(one.address).context["parts"]:
        form = part.note_form
        found[form["as_shown"].html_name] = form["as_shown"].value()
        text = said.get(part.part.item, part.part.item.notes)
        found[form["notes"].html_name] = text
    return found


def notes_of(one: Noted) -> list[str]:
    rows = one.meeting.items.filter(pk__in=[one.open.pk, one.own.pk]).order_by("position")
    return [item.notes for item in rows]


def test_notes_are_written_by_nobody_but_who_runs_the_meeting(one, cast):
    said = written(one, signed_in(one.sanna), (one.open, "Nytt."))
    assert signed_in(one.uno).post(one.address, said).status_code == 403
    assert cast.client("other agency").post(one.address, said).status_code == 404
    sent(one)
    key = f"k-{one.own.public_id}"
    said |= {f"{key}-text": "Vi sa halvår.", f"{key}-office": "Chef"}
    address = f"{one.address}kommentera/{one.own.public_id}/"
    assert signed_in(one.uno).post(address, said).status_code == 302
    assert notes_of(one) == [*NOTES]


def test_any_button_saves_what_was_written_at_every_item(one):
    client = signed_in(one.sanna)
    said = written(one, client, (one.open, "Första."), (one.own, "Andra."))
    saved = client.post(one.address, {**said, "vid": one.own.public_id, "sandning": "7.x"})
    assert saved.url == f"{one.address}?sandning=7.x#{one.own.public_id}"
    assert notes_of(one) == ["Första.", "Andra."]
    said = written(one, client, (one.open, "Tredje."))
    day = TODAY().isoformat()
    assert client.post(one.address + "skicka/", said | {"comments_by": day}).status_code == 302
    assert notes_of(one) == ["Tredje.", "Andra."]
    said = written(one, client, (one.own, "Fjärde."))
    of_comment = add_comment(comment=comment(one), by=one.uno)
    address = f"{one.address}kommentarer/{of_comment.public_id}/"
    assert client.post(address, said).status_code == 302
    assert notes_of(one) == ["Tredje.", "Fjärde."]
    said = written(one, client, (one.own, "Femte."))
    assert client.post(one.address + "oppna-igen/", said | {"reason": "Mer."}).status_code == 302
    said = written(one, client, (one.own, "Sjätte."))
    said["seen"] = client.get(one.address).context["seen"]
    assert client.post(one.address + "klara/", said).status_code == 302
    assert notes_of(one) == ["Tredje.", "Sjätte."]
    one.meeting.refresh_from_db()
    assert one.meeting.has_final_notes
    late = client.post(one.address, said | {f"{one.own.public_id}-notes": "För sent."})
    assert late.status_code == 409
    assert "För sent." in late.text
    assert notes_of(one) == ["Tredje.", "Sjätte."]


def test_what_was_recorded_is_changed_from_the_notes_by_who_runs_it_until_final(one):
    rows = {
        "beslut": one.meeting.decisions.first(),
        "utmaningar": one.meeting.challenges.get(),
        "atgardspunkter": one.meeting.action_points.get(),
    }
    base = one.address.replace("anteckningar", "pagar")
    links = [f'href="{base}{kind}/{row.public_id}/"' for kind, row in rows.items()]
    sent(one)
    for link in links:
        assert link in signed_in(one.sanna).get(one.address).text
        assert link not in signed_in(one.uno).get(one.address).text
    final(one)
    page = signed_in(one.sanna).get(one.address).text
    assert not any(link in page for link in links)


def test_page_is_one_form_in_which_a_note_saves_itself(one):
    client = signed_in(one.sanna)
    page = client.get(one.address).text.split('<form class="reports"')[1]
    assert page.split("</form>")[0].count('name="vid"') == 3
    assert "<form" not in page.split("</main>")[0]
    said = written(one, client, (one.own, "Själv."))
    answer = client.post(one.address, said, headers={"accept": "application/json"})
    assert answer.json()["rows"][one.own.public_id]["status"] == 200
    assert notes_of(one) == [NOTES[0], "Själv."]


@pytest.mark.parametrize("button", ["", "skicka/", "klara/"])
def test_two_that_write_the_same_note_lose_nothing_and_send_nothing(one, cast, button):
    sannas, malins = signed_in(one.sanna), cast.client("maintainer")
    first = written(one, sannas, (one.own, "Sannas text."))
    second = written(one, malins, (one.own, "Malins text."), (one.open, "Malins andra."))
    second |= {"comments_by": TODAY().isoformat(), "seen": malins.get(one.address).context["seen"]}
    assert sannas.post(one.address, first).status_code == 302
    lost = malins.post(one.address + button, second)
    assert lost.status_code == 409
    for text in ("Sannas text.", "Malins text."):
        assert text in lost.text
    assert notes_of(one) == ["Malins andra.", "Sannas text."]
    one.meeting.refresh_from_db()
    assert one.meeting.notes_state == NotesState.DRAFT


def test_comment_that_was_begun_is_kept_when_another_button_is_pressed(one):
    sent(one)
    client = signed_in(one.sanna)
    said = written(one, client, (one.own, "Nytt.")) | {"k-alla-text": "Halvvägs"}
    for button in ("", "klara/", f"kommentera/{one.own.public_id}/"):
        response = client.post(one.address + button, said)
        assert response.status_code == 422
        assert "Halvvägs" in response.text
    assert notes_of(one) == [NOTES[0], "Nytt."]
    assert not NotesComment.objects.exists()


def test_what_may_point_out_a_person_is_asked_about_before_it_is_sent(one):
    client = signed_in(one.sanna)
    said = written(one, client, (one.own, "Ring 070-123 45 67."))
    said["comments_by"] = TODAY().isoformat()
    assert client.post(one.address, said).status_code == 302
    asked = client.post(one.address + "skicka/", said)
    assert asked.status_code == 422
    assert "Internt: " in asked.text
    said["confirm_personal_data"] = "on"
    assert client.post(one.address + "skicka/", said).status_code == 302


@pytest.mark.once
def test_page_costs_the_same_with_3_and_30_items(one, cast, django_assert_max_num_queries):
    sent(one)
    counted = []
    for rows in (3, 27):
        for _row in range(rows):
            item = make.agenda_item(one.meeting, notes="Något.")
            make.decision(one.meeting, item=item)
            make.action_point(one.meeting, item=item)
            make.attendance(one.meeting, make.organisation(f"Org {item.pk}"))
            make.notes_comment(one.meeting, item=item, actor=cast.agency)
        for user, most in ((one.sanna, 18), (one.uno, 18), (cast.people["superuser"], 18)):
            client = signed_in(user)
            client.get(one.address)
            with django_assert_max_num_queries(most) as context:
                page = client.get(one.address)
            counted.append(len(context))
            assert page.status_code == 200
    assert counted[:3] == counted[3:]


def test_public_page_costs_the_same_with_3_and_30_items(one, django_assert_max_num_queries):
    address, counted = one.meeting.get_absolute_url(), []
    for rows in (3, 27):
        for _row in range(rows):
            item = make.agenda_item(one.meeting, notes="Något.")
            make.decision(one.meeting, item=item)
        ended = {"notes_state": NotesState.FINAL, "final_at": timezone.now()}
        Meeting.objects.filter(pk=one.meeting.pk).update(**ended)
        Client().get(address)
        with django_assert_max_num_queries(15) as context:
            assert Client().get(address).status_code == 200
        counted.append(len(context))
        Meeting.objects.filter(pk=one.meeting.pk).update(notes_state="draft", final_at=None)
    assert counted[0] == counted[1]
