"""Every page of the admin opens: empty, with rows, signed out and as superuser."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from actors.models import Actor, AnswerLink, County, Invitation, Membership
from coordination.models import (
    ActionPoint,
    AgencyDecision,
    Decision,
    Invitee,
    ItemDocument,
    ItemProposal,
    NotesComment,
    NotesPaper,
    SeatProposal,
)
from records.models import OutgoingMail
from strategies.models import (
    Commitment,
    EndMove,
    FactRemark,
    FollowUpRound,
    HiddenAnswer,
    JoinAim,
    JoinRequest,
    Passage,
    ProgressReport,
    ReportPaper,
    ReportVersion,
    RequestItem,
    RequestSignature,
    RequestVersion,
    RoundLink,
    RoundNote,
    RoundQuestion,
    RoundReport,
    RoundReportVersion,
    RoundRequest,
    Stance,
    Strategy,
)
from tests import builders as make
from tests import people
from tests.site.test_house import OURS
from website.models import (
    AccessibilityStatement,
    CalendarKey,
    ReminderRun,
    ReminderSetting,
    SearchEntry,
    SiteOwner,
    SupportLine,
)

# Django's own admin templates look up names that are not always there.
pytestmark = pytest.mark.ignore_template_errors

# Written by a service alone.
NEVER_ADDED = {
    SeatProposal,
    ActionPoint,
    AgencyDecision,
    Decision,
    Invitee,
    ItemDocument,
    ItemProposal,
    NotesComment,
    NotesPaper,
    AnswerLink,
    FollowUpRound,
    Invitation,
    JoinAim,
    JoinRequest,
    Membership,
    OutgoingMail,
    CalendarKey,
    ReminderRun,
    ReminderSetting,
    SearchEntry,
    ProgressReport,
    ReportPaper,
    ReportVersion,
    RequestItem,
    RequestSignature,
    RequestVersion,
    RoundNote,
    RoundQuestion,
    RoundRequest,
    RoundReport,
    RoundReportVersion,
    FactRemark,
    HiddenAnswer,
    RoundLink,
    Stance,
    AccessibilityStatement,
    SiteOwner,
}
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
        assert response.headers["Location"].startswith("/konto/logga-in/?next=/admin/"), target


@pytest.mark.parametrize("language", ["", "/en"])
def test_every_page_opens_on_an_empty_database(admin, language):
    SupportLine.objects.all().delete()
    Actor.objects.update(parent=None)
    Actor.objects.all().delete()
    County.objects.all().delete()
    assert admin.get(f"{language}/admin/").status_code == 200
    for model in REGISTERED:
        assert admin.get(language + address(model, "changelist")).status_code == 200, model
        expected = 403 if model in NEVER_ADDED else 200
        assert admin.get(language + address(model, "add")).status_code == expected, model


@pytest.mark.once
def test_every_page_opens_with_rows_and_finds_by_a_word(world, admin):
    world.grow(3)
    for model in REGISTERED:
        row = model.objects.first()
        assert admin.get(address(model, "changelist"), {"q": "å"}).status_code == 200, model
        if row is not None:
            for page in ("change", "delete"):
                response = admin.get(address(model, page, row.pk))
                allowed = (200, 403) if page == "delete" else (200,)
                assert response.status_code in allowed, (model, page)


@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model.__name__)
def test_history_of_a_row_is_the_one_history(world, admin, model):
    row = model.objects.first() or people.superuser()
    response = admin.get(address(type(row), "history", row.pk))
    kind = row._meta.model_name
    assert response.headers["Location"] == f"/arbete/historik/?slag={kind}&nr={row.pk}"


@pytest.mark.once
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


def test_what_others_hang_on_is_never_deleted(world, admin):
    rows = [make.source(), world.board, world.county, people.superuser()]
    for row in [*rows, make.end_move(world.commitment)]:
        response = admin.post(address(type(row), "delete", row.pk), {"post": "yes"})
        assert response.status_code == 403, row


def test_moved_end_is_not_changed_in_the_admin(world, admin):
    move = make.end_move(world.commitment)
    assert admin.post(address(EndMove, "change", move.pk), {"reason": "x"}).status_code == 403


@pytest.mark.parametrize("to", ["2026", "2024", "snart"])
def test_end_moved_to_where_it_cannot_be_is_told_and_kept(world, admin, to):
    commitment = make.commitment(world.strategy, start="2025", end="2026")
    response = admin.post(address(EndMove, "add"), move_of(commitment, to))
    assert response.status_code == 200
    assert response.context["adminform"].form.errors["moved_to"]
    assert Commitment.objects.get(pk=commitment.pk).end == "2026"


def test_end_is_moved_by_a_move_and_not_by_its_own_field(world, admin):
    form = admin.get(address(Commitment, "change", world.commitment.pk)).context["adminform"].form
    assert "end" not in form.fields
    assert "home" not in form.fields
    response = admin.post(address(EndMove, "add"), move_of(world.commitment, "2027"))
    assert response.status_code == 302
    assert Commitment.objects.get(pk=world.commitment.pk).end == "2027"
    assert EndMove.objects.get().moved_from == "2026"


def move_of(commitment: Commitment, to: str) -> dict:
    return {
        "commitment": commitment.pk, "moved_to": to, "decided_by": "Länsrådet",
        "decided_on": "2026-11-22", "reason": "Ett skäl",
    }  # fmt: skip


@pytest.mark.parametrize(
    "query", ["?state__exact=%00", "?q=%00", "?county__id__exact=a%00b", "add/?title=%00"]
)
def test_nul_in_an_address_of_the_admin_is_a_400(db, admin, query):
    assert admin.get(f"/admin/strategies/strategy/{query}").status_code == 400


def test_saving_without_a_change_dates_nothing(world, admin):
    passage = make.passage(world.county)
    target = address(Passage, "change", passage.pk)
    assert admin.post(target, posted_as_shown(admin.get(target))).status_code == 302
    passage.refresh_from_db()
    assert (passage.content_updated_at, passage.version) == (None, 1)


def test_saving_dates_the_record_and_the_page_that_shows_it(world, admin):
    now = timezone.now().replace(microsecond=0)
    passage = make.passage(world.county, published_at=now)
    County.objects.update(content_updated_at=None)
    target = address(Passage, "change", passage.pk)
    form = posted_as_shown(admin.get(target)) | {"heading": "Ny rubrik"}
    assert admin.post(target, form).status_code == 302
    passage.refresh_from_db()
    assert (passage.heading, passage.version) == ("Ny rubrik", 2)
    assert passage.content_updated_at is not None
    assert County.objects.get(pk=world.county.pk).content_updated_at is not None


def test_goal_saved_beside_its_strategy_is_dated_with_it(world, admin):
    page = admin.get(address(Strategy, "change", world.strategy.pk))
    form = posted_as_shown(page)
    form["goals-0-text"] = "Ett nytt mål"
    response = admin.post(address(Strategy, "change", world.strategy.pk), form)
    assert response.status_code == 302, response.context["errors"]
    for record in (world.goal, world.strategy):
        record.refresh_from_db()
        assert record.content_updated_at is not None, record
    assert world.goal.text == "Ett nytt mål"


def posted_as_shown(page) -> dict:
    """What a browser posts of an admin form that nobody touched."""
    forms = [page.context["adminform"].form]
    for inline in page.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    posted = {}
    for form in forms:
        for field in form:
            value = field.value()
            if hasattr(field.field.widget, "widgets"):
                widget = field.field.widget
                parts = value if isinstance(value, list) else widget.decompress(value)
                for place, part in enumerate(parts):
                    posted[f"{field.html_name}_{place}"] = "" if part is None else str(part)
            elif isinstance(value, list | tuple):
                posted[field.html_name] = [getattr(one, "pk", one) for one in value]
            elif value is not None and value is not False:
                posted[field.html_name] = value
    return posted


def test_publishing_from_the_list_makes_public_and_back(world, admin):
    strategy = make.strategy(published_at=None)
    target = address(type(strategy), "changelist")
    chosen = {"_selected_action": [strategy.pk]}
    assert Client().get(strategy.get_absolute_url()).status_code == 404
    admin.post(target, {"action": "publish_chosen", **chosen})
    assert Client().get(strategy.get_absolute_url()).status_code == 200
    admin.post(target, {"action": "withdraw_chosen", **chosen})
    assert Client().get(strategy.get_absolute_url()).status_code == 404
