"""Every page of the admin opens: empty, with rows, signed out and as superuser."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from actors.models import Actor, County
from tests import builders as make
from tests.site.test_house import OURS
from website.models import SupportLine

# Django's own admin templates look up names that are not always there.
pytestmark = pytest.mark.ignore_template_errors

REGISTERED = [model for model in apps.get_models() if admin.site.is_registered(model)]


def address(model, page: str, *args) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def test_only_our_models_are_there():
    assert set(REGISTERED) == set(OURS)


@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model.__name__)
def test_signed_out_is_sent_to_sign_in_whether_the_row_exists_or_not(world, model):
    client = Client()
    existing = model.objects.first()
    for target in [
        address(model, "changelist"),
        address(model, "add"),
        address(model, "change", existing.pk if existing else 1),
        address(model, "change", 999_999),
    ]:
        response = client.get(target)
        assert response.status_code == 302, target
        assert response.headers["Location"].startswith("/admin/login/"), target


@pytest.mark.parametrize("language", ["", "/en"])
def test_every_page_opens_on_an_empty_database(admin, language):
    SupportLine.objects.all().delete()
    Actor.objects.update(parent=None)
    Actor.objects.all().delete()
    County.objects.all().delete()
    assert admin.get(f"{language}/admin/").status_code == 200
    for model in REGISTERED:
        for page in ("changelist", "add"):
            assert admin.get(language + address(model, page)).status_code == 200, (model, page)


def test_every_page_opens_with_rows_and_finds_by_a_word(world, admin):
    world.grow(3)
    for model in REGISTERED:
        row = model.objects.first()
        assert admin.get(address(model, "changelist"), {"q": "å"}).status_code == 200, model
        if row is not None:
            for page in ("change", "history", "delete"):
                response = admin.get(address(model, page, row.pk))
                allowed = (200, 403) if page == "delete" else (200,)
                assert response.status_code in allowed, (model, page)


def test_admin_list_costs_the_same_queries_with_3_and_30_rows(
    world, admin, django_assert_max_num_queries
):
    world.grow(3)
    counted = {}
    for model in REGISTERED:
        with django_assert_max_num_queries(25) as context:
            admin.get(address(model, "changelist"))
        counted[model] = len(context)
    world.grow(30)
    for model in REGISTERED:
        with django_assert_max_num_queries(25) as context:
            admin.get(address(model, "changelist"))
        assert len(context) == counted[model], model


def test_slug_and_key_are_set_once(world, admin):
    for record in (world.strategy, world.goal, world.board, world.county):
        model = type(record)
        form = admin.get(address(model, "change", record.pk)).context["adminform"].form
        assert "slug" not in form.fields, model
        assert "key" not in form.fields, model


def test_moved_end_is_not_changed_or_deleted_in_the_admin(world, admin):
    move = make.end_move(world.commitment)
    model = type(move)
    assert admin.post(address(model, "change", move.pk), {"reason": "x"}).status_code == 403
    assert admin.post(address(model, "delete", move.pk), {"post": "yes"}).status_code == 403


def test_saving_dates_the_record(world, admin):
    passage = make.passage(world.county)
    assert passage.content_updated_at is None
    response = admin.post(
        address(type(passage), "change", passage.pk),
        {
            "county": world.county.pk, "heading": "Ny rubrik", "text": "Ny text", "position": 0,
            "published_at_0": "2026-01-01", "published_at_1": "08:00",
        },
    )  # fmt: skip
    assert response.status_code == 302
    passage.refresh_from_db()
    assert (passage.heading, passage.version) == ("Ny rubrik", 2)
    assert passage.content_updated_at is not None


def test_publishing_from_the_list_makes_public_and_back(world, admin):
    strategy = make.strategy(published_at=None)
    target = address(type(strategy), "changelist")
    chosen = {"_selected_action": [strategy.pk]}
    assert Client().get(strategy.get_absolute_url()).status_code == 404
    admin.post(target, {"action": "publish_chosen", **chosen})
    assert Client().get(strategy.get_absolute_url()).status_code == 200
    admin.post(target, {"action": "withdraw_chosen", **chosen})
    assert Client().get(strategy.get_absolute_url()).status_code == 404
