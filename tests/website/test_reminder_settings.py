"""How often one is reminded: each chooses on a page of their own."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from actors.models import User
from actors.person_data import anonymise_person, export_person
from tests.people import person
from website.choices import Frequency
from website.models import ReminderSetting
from website.services import choose_reminders, reminders_of

PAGE = "/arbete/paminnelser/"


@pytest.fixture
def uno(cast) -> User:
    return cast.people["reporter"]


@pytest.fixture
def client(cast) -> Client:
    """Uno's browser."""
    return cast.client("reporter")


def checked(html: str) -> list[str]:
    return re.findall(r'value="(\w+)" checked', html)


@pytest.mark.parametrize("wrong", ["", "daily", "weekly\0"])
def test_choice_that_is_none_is_refused(uno, client, wrong):
    with pytest.raises(ValidationError):
        choose_reminders(frequency=wrong, by=uno)
    response = client.post(PAGE, {"frequency": wrong})
    assert response.status_code == 200
    assert "field-error" in response.text
    assert not ReminderSetting.objects.exists()


def test_database_refuses_a_choice_that_is_none_and_a_second_one(uno):
    setting = ReminderSetting.objects.create(user=uno)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReminderSetting.objects.filter(pk=setting.pk).update(frequency="daily")
    with pytest.raises(IntegrityError), transaction.atomic():
        ReminderSetting.objects.create(user=uno)


def test_who_has_not_chosen_is_reminded_weekly(uno, client):
    assert reminders_of(uno) == Frequency.WEEKLY
    assert checked(client.get(PAGE).text) == ["weekly"]


def test_choice_is_kept_for_oneself_alone(cast, uno, client):
    response = client.post(PAGE, {"frequency": "monthly"}, follow=True)
    assert response.redirect_chain == [(PAGE, 302)]
    assert "Ditt val är sparat." in response.text
    assert checked(response.text) == ["monthly"]
    assert reminders_of(cast.people["coordinator"]) == Frequency.WEEKLY
    client.post(PAGE, {"frequency": "never"})
    assert ReminderSetting.objects.get().frequency == Frequency.NEVER
    assert reminders_of(uno) == Frequency.NEVER


def test_page_is_led_to_from_the_account_and_says_where_letters_go(uno, client):
    assert f'href="{PAGE}"' in client.get("/konto/").text
    assert uno.email in client.get(PAGE).text


def test_page_asks_the_database_little(client, django_assert_max_num_queries):
    client.get(PAGE)
    with django_assert_max_num_queries(5):
        client.get(PAGE)


def test_choice_is_exported(cast, uno):
    samira, lena = cast.people["superuser"], cast.people["reader"]
    choose_reminders(frequency=Frequency.NEVER, by=uno)
    assert export_person(person=uno, by=samira)["reminders"] == "never"
    assert export_person(person=lena, by=samira)["reminders"] == ""


def test_choice_goes_with_the_person_who_is_anonymised(cast, uno):
    choose_reminders(frequency=Frequency.NEVER, by=uno)
    choose_reminders(frequency=Frequency.MONTHLY, by=cast.people["reader"])
    anonymise_person(person=uno, by=cast.people["superuser"], why="Slutade 2026")
    assert ReminderSetting.objects.get().user == cast.people["reader"]


def test_choice_of_an_invented_person_is_invented(world):
    kim = User.objects.create_user("kim@exempel.example", name="Kim")
    choose_reminders(frequency=Frequency.NEVER, by=kim)
    assert ReminderSetting.objects.get().is_example
    choose_reminders(frequency=Frequency.NEVER, by=person("Real"))
    assert not ReminderSetting.objects.get(user__name="Real").is_example
