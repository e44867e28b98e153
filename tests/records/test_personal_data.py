"""No identity number gets in, by any door; what may point out a person is asked about once.

The numbers here are the tax agency's own for tests: they belong to nobody.
"""

import time

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from actors.access import Access
from records.models import Guarded
from records.personal_data import holds_identity_number, warnings_about
from strategies.models import Passage, Strategy
from strategies.services import move_end
from tests import builders as make
from tests.site.test_admin import posted_as_shown
from tests.site.test_house import OURS
from website.models import SearchEntry

PERSON = "121212-1212"
COORDINATION = "701063-2391"


@pytest.mark.parametrize(
    "text",
    [
        PERSON,
        "19121212-1212",
        "191212121212",
        "1212121212",
        "121212+1212",
        "121212 1212",
        f"Ärendet gäller {PERSON}.",
        COORDINATION,
        "19701063-2391",
        "121212\u20131212",
        "121212\u22121212",
        "121212\u20111212",
        "121212\u00a01212",
        "121212\t1212",
        "121212\n1212",
        "121212 - 1212",
        "121212-\u200b1212",
        "12\u00ad1212-1212",
        "1912-12-12-1212",
        "1912 12 12 1212",
        "12 12 12 12 12",
        "121212/1212",
        "121212.1212",
        "１２１２１２-１２１２",
        "18121212-1212",
    ],
)
def test_identity_number_is_found_however_it_is_written(text):
    assert holds_identity_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "121212-1213",
        "131312-1215",
        "202100-2114",
        "556036-0793",
        "dnr 2023-05-10",
        "Dnr 1234-2023",
        "020-50 50 50",
        "99121212-12121",
        "20250115 1430",
    ],
)
def test_number_that_is_no_identity_number_passes(text):
    assert not holds_identity_number(text)


@pytest.mark.parametrize("between", [" ", "\n", " - ", "\u00a0\t"])
def test_number_with_a_desert_after_it_passes_and_takes_no_longer(between):
    """Would take hours, if the time grew with the square of the length. The limit says nothing of
    how fast it is: a busy machine keeps far below it."""
    started = time.monotonic()
    assert not holds_identity_number("811218" + between * 200_000)
    assert time.monotonic() - started < 20


def test_identity_number_across_a_desert_is_found():
    assert holds_identity_number("121212" + " " * 200_000 + "-" + " " * 200_000 + "1212")


# Nobody writes in it: it tells what other rows say.
DERIVED = {SearchEntry}
WRITTEN = [model for model in OURS if model not in DERIVED]


def test_every_model_of_ours_is_guarded():
    assert [model for model in WRITTEN if not issubclass(model, Guarded)] == []


def test_every_free_text_refuses_an_identity_number_and_names_its_field(world):
    world.grow(1)
    refused = 0
    for model in WRITTEN:
        row = model.objects.first() or model()
        for name in model.free_texts():
            if len(PERSON) > (model._meta.get_field(name).max_length or 1000):
                continue
            setattr(row, name, PERSON)
            with pytest.raises(ValidationError) as refusal:
                row.clean_fields()
            assert name in refusal.value.message_dict, (model, name)
            refused += 1
            row = model.objects.first() or model()
    assert refused > 40


def test_service_refuses_an_identity_number(world):
    with pytest.raises(ValidationError, match="personnummer"):
        move_end(
            commitment=world.commitment,
            to="2030",
            decided_by="Länsrådet",
            decided_on="2026-11-22",
            reason=f"Enligt {COORDINATION}",
            by=Access(is_superuser=True),
        )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ring 070-123 45 67.", ["det ser ut som ett telefonnummer"]),
        ("Ring +46 8 123 456 78.", ["det ser ut som ett telefonnummer"]),
        ("Vi ses på Storgatan 12 b.", ["det ser ut som en gatuadress"]),
        ("Vi ses på Kyrkvägen\u00a05.", ["det ser ut som en gatuadress"]),
        ("Ring 070\u2013123 45 67.", ["det ser ut som ett telefonnummer"]),
        ("Verksamhetsplan 2025 och handlingsplan 2026.", []),
        ("Hon bor i skyddat boende.", ["det handlar om skyddat boende"]),
        ("År 2016 beslutade länsrådet om 26 kommuner.", []),
        ("Dnr 1234-2023, kommunkod 0180, 2023-05-10.", []),
    ],
)
def test_text_that_may_point_out_a_person_is_warned_of(text, expected):
    assert [str(warning) for warning in warnings_about(text)] == expected


def passage_form(world, **changes) -> dict:
    return {"county": world.county.pk, "heading": "Rubrik", "text": "Text", "position": 0} | changes


@pytest.mark.ignore_template_errors
def test_admin_refuses_an_identity_number_and_keeps_what_was_typed(world, admin):
    form = passage_form(world, text=f"Gäller {PERSON}")
    response = admin.post(reverse("admin:strategies_passage_add"), form)
    assert response.status_code == 200
    assert "personnummer" in str(response.context["adminform"].form.errors["text"])
    assert f"Gäller {PERSON}" in response.text
    assert not Passage.objects.exists()


@pytest.mark.ignore_template_errors
def test_admin_asks_once_about_a_street_and_takes_the_answer(world, admin):
    target = reverse("admin:strategies_passage_add")
    form = passage_form(world, text="Vi ses på Storgatan 12.")
    asked = admin.post(target, form)
    assert asked.status_code == 200
    assert "gatuadress" in asked.text
    assert 'type="checkbox" name="confirm_personal_data"' in asked.text
    assert not Passage.objects.exists()
    assert admin.post(target, form | {"confirm_personal_data": "on"}).status_code == 302
    assert Passage.objects.get().text == "Vi ses på Storgatan 12."


@pytest.mark.ignore_template_errors
def test_admin_does_not_ask_again_about_a_text_that_nobody_touched(world, admin):
    passage = make.passage(world.county, text="Vi ses på Storgatan 12.")
    target = reverse("admin:strategies_passage_change", args=[passage.pk])
    form = posted_as_shown(admin.get(target)) | {"heading": "Ny rubrik"}
    assert admin.post(target, form).status_code == 302


@pytest.mark.ignore_template_errors
def test_admin_shows_no_box_where_there_is_nothing_to_confirm(world, admin):
    target = reverse("admin:strategies_strategy_change", args=[Strategy.objects.first().pk])
    assert 'type="checkbox" name="confirm_personal_data"' not in admin.get(target).text
