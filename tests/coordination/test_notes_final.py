"""Notes that stand: by whose word, as which paper, and how they are corrected."""

from datetime import timedelta
from hashlib import sha256

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.db.models import QuerySet
from django.test import Client
from django.utils import timezone

from coordination import papers
from coordination.choices import MeetingState, NotesState
from coordination.models import AgendaItem, Meeting, NotesPaper
from coordination.services.notes import (
    SeenOtherwiseError,
    make_final,
    reopen_notes,
    send_for_comments,
)
from records.models import OutgoingMail
from strategies.services.reports.holding import NotThereError
from tests import builders as make
from tests.coordination.notes import Noted, final, noted, seen_by, sent, text_of
from tests.coordination.test_notes import signed_in

REGISTRAR = "diariet@lansstyrelsen.example"


@pytest.fixture
def one(world, cast) -> Noted:
    cast.maintainer.registry_mailbox = REGISTRAR
    cast.maintainer.save()
    return noted(cast)


@pytest.fixture
def formal(one) -> Noted:
    Meeting.objects.filter(pk=one.meeting.pk).update(is_formal=True)
    one.meeting.refresh_from_db()
    return one


def seat_of(one: Noted):
    return one.network.seats.get(person=one.uno)


# ---------------------------------------------------------------- by whose word


def test_notes_are_confirmed_by_nobody_but_who_runs_the_meeting(one, cast):
    sent(one)
    assert signed_in(one.uno).post(one.address + "klara/").status_code == 403
    assert cast.client("other agency").post(one.address + "klara/").status_code == 404
    with pytest.raises(PermissionDenied):
        make_final(meeting=one.meeting, seen="", by=one.uno)
    assert not NotesPaper.objects.exists()


def test_text_that_changed_since_it_was_read_is_not_confirmed(one):
    seen = seen_by(one.meeting, one.sanna)
    AgendaItem.objects.filter(pk=one.own.pk).update(notes="Något annat.")
    with pytest.raises(SeenOtherwiseError):
        make_final(meeting=one.meeting, seen=seen, by=one.sanna)
    response = signed_in(one.sanna).post(one.address + "klara/", {"seen": seen})
    assert response.status_code == 409
    assert "Något annat." in response.text


@pytest.mark.parametrize("fields", [{"state": "cancelled"}, {"starts_at": "2050-01-01T09:00Z"}])
def test_notes_of_what_has_not_been_are_not_confirmed(one, fields):
    Meeting.objects.filter(pk=one.meeting.pk).update(**({"ends_at": None} | fields))
    with pytest.raises(ValidationError):
        final(one)


def test_notes_are_confirmed_by_one_click(one):
    client = signed_in(one.sanna)
    seen = client.get(one.address).context["seen"]
    assert client.post(one.address + "klara/", {"seen": seen}).status_code == 302
    one.meeting.refresh_from_db()
    assert one.meeting.notes_state == NotesState.FINAL
    assert one.meeting.state == MeetingState.HELD
    assert one.meeting.final_at
    assert client.post(one.address + "klara/", {"seen": seen}).status_code == 409
    assert NotesPaper.objects.count() == 1


def test_who_confirms_is_warned_of_empty_attendance_and_of_comments_to_come(one):
    nobody, early = "Ingen är antecknad som närvarande.", "Tiden för kommentarer är inte slut"
    client = signed_in(one.sanna)
    page = client.get(one.address).text
    assert nobody not in page
    assert early not in page
    one.meeting.attendances.all().delete()
    sent(one)
    page = client.get(one.address)
    assert nobody in page.text
    assert f'href="{one.address.replace("anteckningar", "pagar")}"' in page.text
    assert early in page.text
    member = signed_in(one.uno).get(one.address).text
    assert nobody not in member
    assert early not in member
    seen = {"seen": page.context["seen"]}
    assert client.post(one.address + "klara/", seen).status_code == 302


def test_minutes_are_sent_with_somebody_who_approves_them(formal, cast):
    day = timezone.localdate()
    stranger = make_seat(cast)
    for approver in (None, stranger, formal.network.seats.get(person=formal.sanna)):
        if approver is not None and approver.person == formal.sanna:
            formal.network.seats.filter(pk=approver.pk).update(until=day - timedelta(days=1))
        with pytest.raises((ValidationError, PermissionDenied)):
            send_for_comments(
                meeting=formal.meeting, comments_by=day, by=formal.sanna, approver=approver
            )
    formal.meeting.refresh_from_db()
    assert formal.meeting.notes_state == NotesState.DRAFT


def make_seat(cast):
    return make.seat(make.network(), person=cast.people["reporter"])


def test_minutes_are_approved_by_the_named_person_alone(formal, cast):
    with pytest.raises(PermissionDenied):
        final(formal)
    sent(formal, approver=seat_of(formal))
    samira = cast.people["superuser"]
    for user in (formal.sanna, cast.people["maintainer"], samira):
        assert "Justera</button>" not in signed_in(user).get(formal.address).text
        assert signed_in(user).post(formal.address + "klara/").status_code == 403
        with pytest.raises(PermissionDenied):
            final(formal, by=user)
    client = signed_in(formal.uno)
    page = client.get(formal.address)
    assert "Justera</button>" in page.text
    seen = page.context["seen"]
    assert client.post(formal.address + "klara/", {"seen": seen}).status_code == 302
    text = text_of(NotesPaper.objects.get())
    assert "Justerat av: Utredare, Myndigheten" in text
    assert "§ 1 Beslut Vi mäter varje år." in text


def test_approver_whose_seat_has_ended_approves_nothing(formal):
    sent(formal, approver=seat_of(formal))
    formal.network.seats.filter(person=formal.uno).update(until="2020-01-01")
    assert signed_in(formal.uno).post(formal.address + "klara/").status_code == 404
    with pytest.raises(PermissionDenied):
        make_final(meeting=formal.meeting, seen="", by=formal.uno)


def test_minutes_that_wait_for_their_approver_stay_minutes(formal):
    sent(formal, approver=seat_of(formal))
    client, path = signed_in(formal.sanna), f"/arbete/moten/{formal.meeting.public_id}/andra/"
    form = posted_to(client, path)
    del form["is_formal"]
    response = client.post(path, form)
    assert response.status_code == 422
    assert "Ta tillbaka dem" in response.text
    formal.meeting.refresh_from_db()
    assert formal.meeting.is_formal
    formal.meeting.is_formal = False
    with pytest.raises(ValidationError):
        formal.meeting.full_clean()
    reopen_notes(meeting=formal.meeting, reason="Fel slag.", by=formal.sanna)
    assert client.post(path, form).status_code == 302


def posted_to(client: Client, path: str) -> dict:
    """What the page of the form would send untouched."""
    form = client.get(path).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in shown.items() if value not in (None, "", [], False)} | {
        name: form[name].field.widget.format_value(form[name].value())
        for name in ("starts_at", "ends_at")
    }


# ---------------------------------------------------------------- the paper


def test_paper_says_all_that_is_for_the_networks_own_and_names_nobody(one):
    text = text_of(final(one))
    for told in (
        "Minnesanteckningar", "Länets råd", "Kalmar", "Rum 4", "Myndigheten, Utredare",
        "1. Öppet", "Alla får läsa.", "Vi mäter varje år.", "2. Internt", "Bara vi läser.",
        "Vi byter lokal.", "Ta fram ett underlag. Myndigheten", "Få känner till stödet.",
        "Fastställda av: Sekreterare,", "version 1",
    ):  # fmt: skip
        assert told in text, told
    for kept in ("Uno", "Sanna", "Stängt", "Sades i rummet.", "Hemligt beslut.", "§"):
        assert kept not in text, kept


def test_paper_is_the_same_to_who_reads_more(one, cast):
    sent(one)
    people = (one.uno, one.sanna, cast.people["maintainer"], cast.people["superuser"])
    assert len({seen_by(one.meeting, who) for who in people}) == 1


@pytest.mark.parametrize("text", ["En glad 😀", "#panic(1) *fet* $x$", "x" * 300, "Rad\n\nRad"])
def test_paper_takes_any_text(one, text):
    AgendaItem.objects.filter(pk=one.own.pk).update(notes=text)
    paper = final(one)
    assert bytes(paper.content).startswith(b"%PDF")
    if "😀" in text:
        assert "[U+1F600]" in text_of(paper)


def test_paper_that_cannot_be_made_leaves_all_as_it_was(one, tmp_path, monkeypatch):
    broken = tmp_path / "broken.typ"
    broken.write_text('#panic("nej")', encoding="utf-8")
    monkeypatch.setattr(papers, "TEMPLATE", broken)
    client = signed_in(one.sanna)
    seen = client.get(one.address).context["seen"]
    response = client.post(one.address + "klara/", {"seen": seen})
    assert response.status_code == 422
    assert "Inget är ändrat." in response.text
    assert Meeting.objects.get(pk=one.meeting.pk).notes_state == NotesState.DRAFT
    assert not OutgoingMail.objects.exists()


def test_paper_is_never_changed_nor_removed_whoever_asks(one):
    paper = final(one)
    assert paper.checksum == sha256(paper.content).hexdigest()
    for act in (paper.save, paper.delete, NotesPaper.objects.all().delete):
        with pytest.raises(ValidationError):
            act()
    raw = QuerySet(NotesPaper).filter(pk=paper.pk)
    for change in ({"content": b"annat"}, {"checksum": "0"}, {"number": 2}):
        with pytest.raises(DatabaseError), transaction.atomic():
            raw.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE coordination_notespaper SET checksum = ''")


def test_paper_is_handed_to_the_networks_own_alone(one, cast):
    path = one.address.rstrip("/") + ".pdf"
    assert signed_in(one.uno).get(path).status_code == 404
    paper = final(one)
    assert Client().get(path).status_code == 302
    assert cast.client("other agency").get(path).status_code == 404
    response = signed_in(one.uno).get(path)
    assert b"".join(response.streaming_content) == bytes(paper.content)
    assert response.headers["Content-Type"] == "application/pdf"
    assert one.meeting.public_id in response.headers["Content-Disposition"]


# ---------------------------------------------------------------- letters


def test_final_notes_reach_the_registrar_and_those_seated(one, letters):
    paper = final(one)
    left = {mail.to[0]: mail for mail in letters()}
    assert set(left) == {REGISTRAR, one.uno.email}
    name, content, media_type = left[REGISTRAR].attachments[0]
    assert (name, media_type) == (paper.file_name, "application/pdf")
    assert content == bytes(paper.content)
    assert paper.checksum in left[REGISTRAR].body
    assert one.address in left[one.uno.email].body
    assert left[one.uno.email].attachments == []
    for mail in left.values():
        assert "Länets råd" not in mail.subject


def test_approver_has_a_letter_of_their_own(formal, letters):
    sent(formal, approver=seat_of(formal))
    [mail] = letters()
    assert mail.to == [formal.uno.email]
    assert mail.subject == "Ett protokoll väntar på dig"
    assert "Bara du kan justera det." in mail.body


# ---------------------------------------------------------------- after it


def test_final_notes_are_not_changed_by_page_admin_or_model(one, cast):
    final(one)
    said = {f"{one.own.public_id}-notes": "Ändrat efteråt."}
    response = signed_in(one.sanna).post(one.address, said)
    assert response.status_code == 409
    assert "Ändrat efteråt." in response.text
    item = AgendaItem.objects.get(pk=one.own.pk)
    for change in ({"notes": "Nytt."}, {"title": "Nytt."}):
        with pytest.raises(ValidationError):
            AgendaItem(**(values(item) | change)).full_clean()
    item.audience = "public"
    item.full_clean()
    admin = f"/admin/coordination/agendaitem/{item.pk}/"
    malin = cast.client("maintainer")
    assert "Bara vi läser." not in malin.get(admin + "change/").text
    assert malin.get(admin + "delete/").status_code == 403


def test_meeting_stays_as_its_final_notes_tell_of_it(one, cast):
    final(one)
    client, path = signed_in(one.sanna), f"/arbete/moten/{one.meeting.public_id}/andra/"
    form = posted_to(client, path)
    for change in (
        {"title": "Annat"}, {"starts_at": "2026-01-01T09:00"}, {"place": "Rum 5"},
        {"town": "Växjö"}, {"form": "digital"}, {"is_formal": "on"},
    ):  # fmt: skip
        response = client.post(path, form | change)
        assert response.status_code == 422, change
        assert "Anteckningarna är klara" in response.text
    assert client.post(path, form | {"description": "Mer om mötet."}).status_code == 302
    kept = Meeting.objects.get(pk=one.meeting.pk)
    assert (kept.title, kept.town, kept.description) == (
        one.meeting.title,
        "Kalmar",
        "Mer om mötet.",
    )
    kept.title = "Annat"
    with pytest.raises(ValidationError):
        kept.full_clean()


def values(row) -> dict:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_correction_without_a_reason_or_by_a_member_is_refused(one):
    final(one)
    address = one.address + "oppna-igen/"
    assert signed_in(one.uno).post(address, {"reason": "Fel."}).status_code == 403
    with pytest.raises(PermissionDenied):
        reopen_notes(meeting=one.meeting, reason="Fel.", by=one.uno)
    assert signed_in(one.sanna).post(address).status_code == 422
    with pytest.raises(ValidationError):
        reopen_notes(meeting=one.meeting, reason=" ", by=one.sanna)


def test_corrected_notes_become_a_second_paper_and_the_first_stays(one):
    first = final(one)
    client = signed_in(one.sanna)
    client.post(one.address + "oppna-igen/", {"reason": "Fel årtal i punkt 2."})
    assert "Alla får läsa." not in Client().get(one.meeting.get_absolute_url()).text
    assert "rättas just nu" in signed_in(one.uno).get(one.address).text
    with pytest.raises(NotThereError):
        reopen_notes(meeting=one.meeting, reason="Igen.", by=one.sanna)
    AgendaItem.objects.filter(pk=one.own.pk).update(notes="Rätt år.")
    second = final(one)
    assert (first.number, second.number) == (1, 2)
    text = text_of(second)
    for told in ("Version 2, rättad.", "Fel årtal i punkt 2.", "Rätt år."):
        assert told in text
    assert "Bara vi läser." in text_of(NotesPaper.objects.get(number=1))
    page = signed_in(one.uno)
    for path, paper in ((".pdf", second), ("/1.pdf", first), ("/2.pdf", second)):
        response = page.get(one.address.rstrip("/") + path)
        assert b"".join(response.streaming_content) == bytes(paper.content)
    assert page.get(one.address.rstrip("/") + "/3.pdf").status_code == 404


def test_meeting_without_a_network_is_confirmed_by_its_convener(one, cast):
    ended = {"starts_at": "2026-01-01T09:00Z", "is_formal": True}
    meeting = make.meeting(cast.maintainer, **ended)
    make.agenda_item(meeting, notes="Samtalet.")
    with pytest.raises(PermissionDenied):
        make_final(meeting=meeting, seen="", by=cast.people["other agency"])
    malin = cast.people["maintainer"]
    paper = make_final(meeting=meeting, seen=seen_by(meeting, malin), by=malin)
    assert "Samtalet." in text_of(paper)
