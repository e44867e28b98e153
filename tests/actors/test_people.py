import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client

from actors.models import Membership, User
from tests import builders as make
from tests import people


def test_same_address_in_other_letters_is_refused(db):
    people.superuser()
    with pytest.raises(ValidationError):
        User.objects.create_user("Samira@samordna.example", "en lång fras om ek")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email="SAMIRA@samordna.example")


def test_person_without_a_role_does_not_enter_the_admin(db):
    person = User.objects.create_user("olle@samordna.example", "en lång fras om ek")
    client = Client()
    client.force_login(person)
    assert client.get("/admin/").status_code == 403
    assert not person.has_perm("strategies.view_strategy")


def test_second_open_membership_of_one_organisation_is_refused_by_the_database(db):
    fields = {"user": people.superuser(), "actor": make.board(), "role": "reader"}
    Membership.objects.create(**fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(**fields)


def test_superuser_signs_in_with_address_in_any_letters(db):
    people.superuser()
    assert Client().login(email="SAMIRA@samordna.example", password="en lång fras om ek")


def test_ensure_superuser_in_production_is_refused(db, settings):
    settings.DEBUG = False
    with pytest.raises(CommandError, match="createsuperuser"):
        call_command("ensure_superuser")


def test_ensure_superuser_twice_keeps_the_password_and_prints_it(db, settings, tmp_path, capsys):
    settings.DEBUG = True
    settings.LOCAL_DIR = tmp_path
    call_command("ensure_superuser", address="http://127.0.0.1:9000")
    first = capsys.readouterr().out
    call_command("ensure_superuser", address="http://127.0.0.1:9000")
    assert capsys.readouterr().out == first
    password = (tmp_path / "sign-in.txt").read_text().strip()
    assert password in first
    assert User.objects.get().check_password(password)


@pytest.mark.ignore_template_errors
def test_person_added_in_the_admin_gets_no_password(admin):
    posted = {
        "email": "ny@samordna.example", "name": "Ny", "language": "sv",
        "password1": "en lång fras om ek", "password2": "en lång fras om ek",
        "memberships-TOTAL_FORMS": 0, "memberships-INITIAL_FORMS": 0,
    }  # fmt: skip
    address = "/admin/actors/user/add/"
    assert "password1" not in admin.get(address).context["adminform"].form.fields
    assert admin.post(address, posted).status_code == 302
    assert not User.objects.get(email="ny@samordna.example").has_usable_password()
