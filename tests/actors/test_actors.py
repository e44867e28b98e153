from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from actors.models import Actor
from actors.organisation_numbers import validate_organisation_number
from tests import builders as make


@pytest.mark.parametrize(
    "value",
    ["2021002114", "202100-2115", "202100-211", "640823-3234", "20210O-2114", "２０２１００-2114"],
)
def test_organisation_number_wrong_is_refused(value):
    with pytest.raises(ValidationError):
        validate_organisation_number(value)


@pytest.mark.parametrize("value", ["202100-2114", "556036-0793"])
def test_organisation_number_with_right_check_digit_is_accepted(value):
    validate_organisation_number(value)


@pytest.mark.parametrize(
    "change",
    [
        {"municipality_code": ""},
        {"kind": "region"},
        {"municipality_code": "0180"},
        {"valid_from": date(2026, 1, 1), "valid_to": date(2025, 1, 1)},
    ],
)
def test_actor_that_contradicts_itself_is_refused_by_the_database(db, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        Actor.objects.filter(key="kommun-0114").update(**change)


def test_unit_under_a_unit_is_refused(db):
    unit = Actor(
        key="e", slug="e", name="E", kind="unit", parent=make.actor("polisregion-stockholm")
    )
    with pytest.raises(ValidationError, match="direkt under"):
        unit.full_clean()


def test_municipality_is_named_with_its_kind(db):
    assert make.actor("kommun-0880").name_with_kind == "Kalmar (kommun)"
    assert make.actor("lansstyrelsen-i-kalmar-lan").name_with_kind == "Länsstyrelsen i Kalmar län"


def test_organisation_that_has_ended_is_not_in_force(db):
    ended = make.actor("storsthlm")
    ended.valid_to = date(2020, 1, 1)
    ended.save()
    assert ended not in Actor.objects.in_force()
    assert ended in Actor.objects.in_force(on=date(2019, 12, 31))
