"""A person whose address changes stays one person: what was kept under the old one goes along."""

import json

import pytest
from allauth.account.models import EmailAddress
from auditlog.models import LogEntry
from django.core.exceptions import ValidationError
from django.forms.models import model_to_dict
from django.test import Client

from actors.models import Actor, Invitation, User
from actors.person_data import anonymise_person, export_person, save_person
from actors.services import invite
from records.examples import EXAMPLE_DOMAIN
from records.history import told_as
from records.mail import send_waiting
from records.models import OutgoingMail
from tests import builders as make
from tests import people
from tests.actors.inviting import asked, begin
from tests.records.test_versioned_editing import page_of, saved_meanwhile, shown

pytestmark = pytest.mark.ignore_template_errors

OLD, NEW = "nils@samordna.example", "nils.ny@samordna.example"


@pytest.fixture
def nils(db) -> User:
    """Who was invited, came, and was asked to a second organisation."""
    assert begin(Client(), asked(make.board(), people.superuser(), OLD, name="Nils")).url
    send_waiting(limit=100)
    asked(make.organisation("Andra"), people.superuser(), OLD, name="Nils")
    return User.objects.get(email=OLD)


def moved(person: User, address: str = NEW) -> User:
    person.email = address
    save_person(person=person)
    return User.objects.get(pk=person.pk)


def ask(actor: Actor, address: str) -> Invitation:
    invitation = Invitation(actor=actor, email=address, role="reader")
    return invite(invitation=invitation, by=people.superuser())


def test_address_that_is_taken_carries_nothing(confirmed, nils):
    form = shown(confirmed, nils) | {"email": people.superuser().email}
    assert confirmed.post(page_of(nils), form).status_code == 200
    assert set(Invitation.objects.values_list("email", flat=True)) == {OLD}
    assert not OutgoingMail.objects.exclude(to=OLD).exists()


def test_other_change_carries_nothing(confirmed, nils):
    saved_meanwhile(confirmed, nils, name="Nils Nytt")
    assert set(Invitation.objects.values_list("email", flat=True)) == {OLD}
    assert not OutgoingMail.objects.exclude(to=OLD).exists()


def test_export_after_a_changed_address_holds_what_came_before(confirmed, nils):
    before = export_person(person=nils, by=people.superuser())
    saved_meanwhile(confirmed, nils, email=NEW.upper())
    after = export_person(person=User.objects.get(email=NEW), by=people.superuser())
    assert len(after["invitations"]) == 2
    earlier = [one for one in after["letters"] if "är ändrat" not in one["subject"]]
    assert len(earlier) == len(before["letters"]) >= 2
    assert (after["invitations"], earlier) == (before["invitations"], before["letters"])


def test_anonymising_after_two_changed_addresses_leaves_none_of_them(confirmed, nils):
    saved_meanwhile(confirmed, nils, email="nils.emellan@samordna.example")
    saved_meanwhile(confirmed, nils, email=NEW)
    with told_as(by=people.superuser(), why=f"Skrev från {OLD}"):
        nils.refresh_from_db()
        nils.language = "en"
        nils.save()
    anonymise_person(person=nils, by=people.superuser(), why="Har slutat")
    for model in (User, Invitation, OutgoingMail, EmailAddress, LogEntry):
        rows = [model_to_dict(row) for row in model.objects.all()]
        assert "nils" not in json.dumps(rows, default=str).casefold(), model
    assert not Invitation.objects.waiting().exists()


def test_reason_with_an_address_of_before_is_refused(nils):
    with pytest.raises(ValidationError):
        anonymise_person(person=moved(nils), by=people.superuser(), why=f"Slutade, {OLD}")


def test_what_is_anothers_stays_where_it_is(nils):
    ask(make.organisation("Tredje"), "annan@samordna.example")
    moved(nils)
    assert Invitation.objects.filter(email="annan@samordna.example").count() == 1
    assert OutgoingMail.objects.filter(to="annan@samordna.example").count() == 1


def test_asked_under_both_addresses_waits_for_one_answer(nils):
    kept = ask(Actor.objects.get(key="andra"), NEW)
    moved(nils)
    assert list(Invitation.objects.waiting()) == [kept]
    assert Invitation.objects.filter(email=NEW).count() == 3


def test_waiting_invitation_is_accepted_under_the_new_address(nils):
    client = Client()
    link = asked(make.organisation("Tredje"), people.superuser(), OLD)
    client.force_login(moved(nils))
    assert client.post(link).status_code == 302
    assert nils.memberships.count() == 2


def test_invitation_that_would_mix_invented_and_real_is_taken_back(nils):
    moved(nils, f"nils@{EXAMPLE_DOMAIN}")
    assert not Invitation.objects.waiting().exists()
    assert not Invitation.objects.filter(email=OLD).exists()


def test_old_address_opens_no_new_password(nils):
    EmailAddress.objects.create(user=nils, email=OLD, verified=True, primary=True)
    send_waiting(limit=100)
    moved(nils)
    Client().post("/konto/losenord/glomt/", {"email": OLD})
    assert "/nytt/" not in "".join(letter.text for letter in OutgoingMail.objects.filter(to=OLD))
    assert not EmailAddress.objects.exists()


# ---------------------------------------------------------------- who changes what, and is told


def test_address_and_access_are_locked_until_one_has_shown_who_one_is(client, nils):
    client.force_login(people.superuser())
    page = client.get(page_of(nils)).text
    assert "Visa först att det är du" in page
    form = shown(client, nils)
    client.post(page_of(nils), form | {"email": NEW, "is_superuser": "on", "name": "Nisse"})
    kept = User.objects.get(pk=nils.pk)
    assert (kept.email, kept.is_superuser) == (OLD, False)


def test_administrator_does_not_close_or_give_up_the_own_account(confirmed):
    samira = people.superuser()
    form = shown(confirmed, samira) | {"name": "Samira Ny"}
    form = {name: value for name, value in form.items() if not name.startswith("is_")}
    confirmed.post(page_of(samira), form)
    samira.refresh_from_db()
    assert (samira.name, samira.is_active, samira.is_superuser) == ("Samira Ny", True, True)


def test_person_is_told_at_both_addresses_and_both_letters_are_theirs(confirmed, nils, letters):
    saved_meanwhile(confirmed, nils, email=NEW, is_superuser="on")
    told = [mail for mail in letters() if mail.subject == "Ditt konto i Samordna är ändrat"]
    assert sorted(mail.to[0] for mail in told) == [NEW, OLD]
    for mail in told:
        assert f"Du loggar nu in med adressen {NEW}." in mail.body
        assert "Du är nu administratör för Samordna." in mail.body
        assert "stängt" not in mail.body
    moved_on = User.objects.get(pk=nils.pk)
    exported = export_person(person=moved_on, by=people.superuser())
    subjects = [one["subject"] for one in exported["letters"]]
    assert subjects.count("Ditt konto i Samordna är ändrat") == 2
    anonymise_person(person=moved_on, by=people.superuser(), why="Slutade")
    assert not OutgoingMail.objects.filter(to__in=[OLD, NEW]).exists()


def test_person_whose_account_is_closed_is_told(confirmed, nils, letters):
    form = shown(confirmed, nils)
    del form["is_active"]
    confirmed.post(page_of(nils), form)
    assert "Kontot är stängt" in letters()[-1].body
    confirmed.post(page_of(nils), shown(confirmed, nils) | {"name": "Nisse"})
    assert "Kontot är stängt" in letters()[-1].body
