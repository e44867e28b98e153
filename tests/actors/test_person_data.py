"""All data about one person: handed out, and taken away."""

import json
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from auditlog.models import LogEntry
from django.contrib.admin.models import CHANGE
from django.contrib.admin.models import LogEntry as AdminEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.forms.models import model_to_dict
from django.test import Client
from django.utils import timezone

from actors.choices import Role
from actors.models import Invitation, Membership, User
from actors.person_data import anonymise_person, export_person
from actors.person_data.anonymising import FORGETTING, also_forget
from actors.person_data.export import PARTS, also_export
from records.choices import MailState, Verb
from records.examples import EXAMPLE_DOMAIN
from records.history import told_as
from records.mail import queue_letter, send_waiting
from records.models import OutgoingMail
from strategies.models import RoundLink, Strategy
from strategies.services import Shares, share_out
from strategies.services.rounds import name_contact, open_round, send_round_link
from tests import builders as make
from tests import people
from tests.actors.signing_in import set_app_up, sign_in
from website.choices import Frequency
from website.services import choose_reminders, make_calendar_key

MARKER = "Smygmarkör"
WHY = "Slutade 2026"
NOT_SUPERUSERS = ["other agency", "reader", "coordinator", "signer", "maintainer", "ended"]


def leaver() -> User:
    """Lea, with something of everything that is kept about a person."""
    lea = people.person("Leaxyz", of=make.board(), role=Role.COORDINATOR, office="Handläggare")
    User.objects.filter(pk=lea.pk).update(name="Lea Svensson")
    lea.refresh_from_db()
    client = Client(headers={"user-agent": "Leas webbläsare"})
    sign_in(client, lea.email)
    set_app_up(client)
    write_to(lea, "väntar")
    commitment = make.commitment(make.strategy())
    make.draft_report(commitment, by=lea)
    share_out(commitments=[commitment], shares=Shares(lea, changes_handler=True), by=lea)
    choose_reminders(frequency=Frequency.MONTHLY, by=lea)
    make_calendar_key(seen="", by=lea)
    make.saved(
        Invitation,
        {"actor": make.board(), "email": lea.email, "name": lea.name, "token_hash": "en hash"},
        {"invited_by": people.superuser()},
    )
    make.answer_link(address=lea.email)
    answer_for_the_board(lea, commitment.home)
    make.seat_proposal(make.seat(make.network(), person=lea), lea)
    make.invitee(make.meeting(make.board()), person=lea, address=lea.email, remark="Lea är sjuk")
    return lea


def answer_for_the_board(person: User, strategy: Strategy) -> None:
    """In a follow-up round, both named and by a personal link."""
    samira = people.superuser()
    round = open_round(round=make.round_of(strategy, by=samira), by=samira)
    request = name_contact(request=round.requests.get(), contact=person, by=samira)
    send_round_link(
        request=request, name=person.name, office="Handläggare", address=person.email, by=samira
    )


def write_to(person: User, key: str) -> OutgoingMail:
    return queue_letter(
        to=person.email, language="sv", key=f"{key}/{person.pk}", subject=f"Brev {key}",
        text=f"Hej {person.name}, {MARKER}",
    )  # fmt: skip


def as_json(data: dict) -> str:
    return json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False)


@pytest.mark.parametrize("kind", NOT_SUPERUSERS)
def test_export_for_who_is_no_superuser_is_refused(cast, kind):
    person = cast.people["reader"]
    with pytest.raises(PermissionDenied):
        export_person(person=person, by=cast.people[kind])
    target = f"/admin/actors/user/{person.pk}/uppgifter/"
    assert cast.client(kind).get(target).status_code in (302, 403)
    assert cast.client(kind).post(f"{target}hamta/").status_code in (302, 403)
    assert not LogEntry.objects.filter(additional_data__verb=Verb.EXPORTED).exists()


def test_export_by_a_closed_superuser_is_refused(cast):
    samira = cast.people["superuser"]
    samira.is_active = False
    with pytest.raises(PermissionDenied):
        export_person(person=cast.people["reader"], by=samira)


def test_export_signed_out_leads_to_the_sign_in(db):
    for path in ("uppgifter/", "uppgifter/hamta/"):
        response = Client().post(f"/admin/actors/user/{people.superuser().pk}/{path}")
        assert response.headers["Location"].startswith("/konto/logga-in/")


def test_export_asks_who_it_is_first(admin):
    target = f"/admin/actors/user/{people.superuser().pk}/uppgifter/"
    for response in (admin.get(target), admin.post(f"{target}hamta/")):
        assert response.status_code == 302
        assert response.headers["Location"].startswith("/konto/bekrafta/")
    assert not LogEntry.objects.filter(additional_data__verb=Verb.EXPORTED).exists()


def test_export_is_by_post_alone_and_of_one_who_exists(confirmed):
    target = f"/admin/actors/user/{people.superuser().pk}/uppgifter/hamta/"
    assert confirmed.get(target).status_code == 405
    for key in ("999999", "9" * 30):
        assert confirmed.post(f"/admin/actors/user/{key}/uppgifter/hamta/").status_code == 404


def test_export_holds_something_of_every_part(db):
    lea = leaver()
    with told_as(by=lea):
        make.source(title="Källan")
    exported = export_person(person=lea, by=people.superuser())
    assert set(exported) == {"exported_at", *PARTS}
    assert [name for name in PARTS if not exported[name]] == ["other_sign_ins"]
    assert exported["account"]["email"] == lea.email
    assert exported["memberships"][0]["organisation"] == make.board().name
    assert exported["sessions"][0]["user_agent"] == "Leas webbläsare"
    assert {factor["kind"] for factor in exported["second_factors"]} == {"totp", "recovery_codes"}
    assert "signed_in" in {row["verb"] for row in exported["history_about"]}
    assert "source" in {row["with"].split()[0] for row in exported["history_by"]}
    assert "Brev väntar" in {letter["subject"] for letter in exported["letters"]}


def test_export_holds_no_secret_and_no_text_of_a_letter(db):
    lea = leaver()
    text = as_json(export_person(person=lea, by=people.superuser()))
    factors = Authenticator.objects.filter(user=lea)
    data = [str(value) for factor in factors for value in factor.data.values()]
    secrets = [value for value in data if len(value) > 9]
    keys = [session.session_key for session in lea.usersession_set.all()]
    assert secrets
    assert keys
    for secret in [lea.password, MARKER, *secrets, *keys]:
        assert secret not in text


def test_export_names_nobody_else(cast):
    lena = cast.people["reader"]
    karin = cast.people["coordinator"]
    User.objects.filter(pk=karin.pk).update(name=MARKER)
    with told_as(by=karin):
        role = lena.memberships.get()
        role.may_sign = True
        role.save()
    with told_as(by=lena):
        Membership.objects.create(user=karin, actor=cast.other, role=Role.READER, office="Chef")
    text = as_json(export_person(person=lena, by=cast.people["superuser"]))
    for telling in (MARKER, karin.email, "samira"):
        assert telling not in text.casefold() + text


def test_export_is_told_in_the_history(cast):
    export_person(person=cast.people["reader"], by=cast.people["superuser"])
    told = LogEntry.objects.get(additional_data__verb=Verb.EXPORTED)
    assert (told.actor, told.object_id) == (cast.people["superuser"], cast.people["reader"].pk)


def test_export_is_a_file_that_nobody_stores(confirmed):
    lea = leaver()
    assert confirmed.get(f"/admin/actors/user/{lea.pk}/uppgifter/").status_code == 200
    response = confirmed.post(f"/admin/actors/user/{lea.pk}/uppgifter/hamta/")
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["Content-Disposition"] == (
        f'attachment; filename="person-{lea.pk}.json"'
    )
    assert response.headers["Cache-Control"] == "no-store"
    assert response.json()["account"]["name"] == "Lea Svensson"


def test_higher_room_adds_its_own_part(cast, monkeypatch):
    monkeypatch.setattr("actors.person_data.export.PARTS", PARTS.copy())
    also_export("meetings", lambda person: [person.pk])
    lena = cast.people["reader"]
    exported = export_person(person=lena, by=cast.people["superuser"])
    assert exported["meetings"] == [lena.pk]


@pytest.mark.parametrize("kind", NOT_SUPERUSERS)
def test_anonymising_by_who_is_no_superuser_is_refused(cast, kind):
    person = cast.people["reporter"]
    with pytest.raises(PermissionDenied):
        anonymise_person(person=person, by=cast.people[kind], why=WHY)
    target = f"/admin/actors/user/{person.pk}/uppgifter/"
    response = cast.client(kind).post(target, {"why": WHY, "sure": "on"})
    assert response.status_code in (302, 403)
    assert not User.objects.get(pk=person.pk).is_anonymised


def test_anonymising_oneself_is_refused_so_a_superuser_is_left(db):
    samira = people.superuser()
    with pytest.raises(PermissionDenied):
        anonymise_person(person=samira, by=samira, why=WHY)


def test_anonymising_by_one_who_was_superuser_a_moment_ago_is_refused(cast):
    samira = cast.people["superuser"]
    User.objects.filter(pk=samira.pk).update(is_superuser=False)
    with pytest.raises(PermissionDenied):
        anonymise_person(person=cast.people["reader"], by=samira, why=WHY)


@pytest.mark.parametrize(
    "why",
    ["", "   ", "x" * 301, "a\0b", "lea har slutat", "leaxyz@samordna.example", "Svenssons val",
     "811218-9876"],
)  # fmt: skip
def test_reason_that_is_none_or_tells_who_is_refused(db, why):
    lea = leaver()
    with pytest.raises(ValidationError):
        anonymise_person(person=lea, by=people.superuser(), why=why)
    assert User.objects.get(pk=lea.pk).name == "Lea Svensson"


def test_anonymising_twice_is_refused(db):
    lea = leaver()
    anonymise_person(person=lea, by=people.superuser(), why=WHY)
    with pytest.raises(ValidationError):
        anonymise_person(person=lea, by=people.superuser(), why=WHY)


def test_anonymised_person_is_named_nowhere(db):
    lea = leaver()
    left = write_to(lea, "skickat")
    OutgoingMail.objects.filter(pk=left.pk).update(error_history=f"550 {lea.email}")
    send_waiting(limit=100)
    waiting = write_to(lea, "väntar igen")
    AdminEntry.objects.create(
        user=people.superuser(), content_type_id=1, object_id="1", action_flag=CHANGE
    )
    samira = people.superuser()
    AdminEntry.objects.log_actions(
        samira.pk, [lea], CHANGE, change_message="Lea Svensson", single_object=True
    )
    with told_as(by=samira, why="Lea bytte tjänst"):
        lea.memberships.get().save()
        role = lea.memberships.get()
        role.office = "Samordnare"
        role.save()
    anonymise_person(person=lea, by=samira, why=WHY)
    assert not OutgoingMail.objects.filter(pk=waiting.pk).exists()
    assert OutgoingMail.objects.get(pk=left.pk).subject == "Brev skickat"
    for model in (User, Membership, LogEntry, AdminEntry, OutgoingMail):
        rows = [model_to_dict(row) for row in model.objects.all()]
        text = json.dumps(rows, default=str, ensure_ascii=False).casefold()
        for telling in ("lea svensson", "leaxyz", "lea bytte"):
            assert telling not in text, model


def test_letter_that_was_given_up_goes_too(db):
    lea = leaver()
    letter = write_to(lea, "Hej Lea Svensson")
    OutgoingMail.objects.filter(pk=letter.pk).update(state=MailState.FAILED)
    anonymise_person(person=lea, by=people.superuser(), why=WHY)
    assert not OutgoingMail.objects.filter(pk=letter.pk).exists()


def test_holder_of_a_personal_link_is_forgotten_and_the_office_stays(db):
    lea = leaver()
    anonymise_person(person=lea, by=people.superuser(), why=WHY)
    link = RoundLink.objects.select_related("answer_link").get()
    assert (link.name, link.office) == ("", "Handläggare")
    assert not link.is_waiting


def test_anonymised_person_cannot_come_back(db):
    lea = leaver()
    theirs = Client()
    theirs.force_login(lea)
    anonymise_person(person=lea, by=people.superuser(), why=WHY)
    assert theirs.get("/konto/").status_code == 302
    gone = User.objects.get(pk=lea.pk)
    assert not gone.has_usable_password()
    assert (gone.is_active, gone.is_superuser, gone.protected) == (False, False, False)
    assert not Authenticator.objects.filter(user=lea).exists()
    assert not lea.usersession_set.exists()


def test_roles_of_an_anonymised_person_end_today(cast):
    lena, today = cast.people["reader"], timezone.localdate()
    later = Membership.objects.create(
        user=lena, actor=cast.other, role=Role.READER, valid_from=today + timedelta(days=9)
    )
    anonymise_person(person=lena, by=cast.people["superuser"], why=WHY)
    later.refresh_from_db()
    assert (later.valid_from, later.valid_to) == (today, today)
    assert lena.memberships.get(actor=cast.agency).valid_to == today


def test_role_that_has_ended_is_left_as_it_was(cast):
    frans = cast.people["ended"]
    before = frans.memberships.get().valid_to
    anonymise_person(person=frans, by=cast.people["superuser"], why=WHY)
    assert frans.memberships.get().valid_to == before


def test_what_an_anonymised_person_did_stays_without_the_name(confirmed):
    lea = leaver()
    with told_as(by=lea):
        make.source(title="Källan")
    anonymise_person(person=lea, by=people.superuser(), why=WHY)
    html = confirmed.get("/arbete/historik/").text
    assert "Källan" in html
    assert "Borttagen person" in html
    assert "Svensson" not in html
    assert WHY in html


def test_anonymising_is_told_in_the_history(cast):
    lena, samira = cast.people["reader"], cast.people["superuser"]
    anonymise_person(person=lena, by=samira, why=f" {WHY} ")
    told = LogEntry.objects.get(additional_data__verb=Verb.ANONYMISED)
    assert (told.actor, told.object_id) == (samira, lena.pk)
    assert told.additional_data["why"] == WHY


def test_higher_room_forgets_its_own(cast, monkeypatch):
    monkeypatch.setattr("actors.person_data.anonymising.FORGETTING", FORGETTING.copy())
    names = []
    also_forget(lambda person: names.append(person.name))
    anonymise_person(person=cast.people["reader"], by=cast.people["superuser"], why=WHY)
    assert names == ["Lena"]


@pytest.mark.parametrize("posted", [{}, {"why": WHY}, {"why": "Lea slutar", "sure": "on"}])
def test_page_keeps_what_was_typed_beside_its_error(confirmed, posted):
    lea = leaver()
    response = confirmed.post(f"/admin/actors/user/{lea.pk}/uppgifter/", posted)
    assert response.status_code == 200
    assert "field-error" in response.text
    assert posted.get("why", "") in response.text
    assert not User.objects.get(pk=lea.pk).is_anonymised


def test_page_takes_the_data_away(confirmed):
    lea = leaver()
    target = f"/admin/actors/user/{lea.pk}/uppgifter/"
    assert confirmed.post(target, {"why": WHY, "sure": "on"}).status_code == 302
    assert User.objects.get(pk=lea.pk).is_anonymised
    assert "redan borttagna" in confirmed.get(target).text


def test_page_offers_nobody_to_remove_themselves(confirmed):
    target = f"/admin/actors/user/{people.superuser().pk}/uppgifter/"
    assert 'name="sure"' not in confirmed.get(target).text
    assert confirmed.post(target, {"why": WHY, "sure": "on"}).status_code == 403


def test_invitations_of_an_anonymised_person_name_nobody_and_open_nothing(db):
    lea = leaver()
    anonymise_person(person=lea, by=people.superuser(), why="Har slutat")
    invitation = Invitation.objects.get()
    assert not invitation.is_waiting
    assert "lea" not in f"{invitation.email} {invitation.name}".lower()


def test_person_of_exempel_lan_who_was_invited_is_anonymised(confirmed):
    """The address that takes the place of theirs is no invented one, and stops nothing."""
    actor = make.organisation("Exempelhuset", is_example=True)
    lo = User.objects.create_user(f"lo@{EXAMPLE_DOMAIN}", name="Lo")
    asked_by = {"actor": actor, "email": lo.email, "invited_by": people.superuser()}
    Invitation.objects.create(**asked_by, token_hash="en", accepted_at=timezone.now())
    Invitation.objects.create(**asked_by, token_hash="två")
    target = f"/admin/actors/user/{lo.pk}/uppgifter/"
    assert confirmed.post(target, {"why": WHY, "sure": "on"}).status_code == 302
    assert User.objects.get(pk=lo.pk).is_anonymised
    assert not Invitation.objects.filter(email__contains="lo@").exists()
    assert not Invitation.objects.waiting().exists()
