"""What an editor's ordinary mistakes lead to: a word beside the form, never a crash."""

import pytest
from django.utils import timezone

from actors.models import User
from records.models import OutgoingMail
from strategies.models import Commitment, Contribution, Goal, Party, Passage, Strategy
from tests import builders as make
from tests.site.test_admin import address, posted_as_shown

pytestmark = [pytest.mark.ignore_template_errors, pytest.mark.once]


def form_of(admin, record) -> dict:
    return posted_as_shown(admin.get(address(type(record), "change", record.pk)))


def new_form(admin, model, **fields) -> dict:
    return posted_as_shown(admin.get(address(model, "add"))) | fields


def rows(prefix: str, *added: dict, initial: int = 0) -> dict:
    """Inline rows as a browser posts them, after those that were there."""
    posted = {f"{prefix}-TOTAL_FORMS": initial + len(added), f"{prefix}-INITIAL_FORMS": initial}
    for place, row in enumerate(added, start=initial):
        posted |= {f"{prefix}-{place}-{name}": value for name, value in row.items()}
    return posted


def refused(response, expected: str) -> None:
    assert response.status_code == 200
    assert expected in response.text


def test_start_after_an_end_that_is_fixed_is_refused(world, admin):
    form = form_of(admin, world.commitment) | {"start": "2031"}
    target = address(Commitment, "change", world.commitment.pk)
    refused(admin.post(target, form), "Slutet ligger före början.")


def test_strategy_under_itself_is_refused(world, admin):
    form = form_of(admin, world.strategy) | {"under": world.strategy.pk}
    target = address(Strategy, "change", world.strategy.pk)
    refused(admin.post(target, form), "Bara en handlingsplan kan höra till en strategi.")


@pytest.mark.parametrize("field", ["parent", "part_of"])
def test_record_above_itself_is_refused(world, admin, field):
    record = world.goal if field == "parent" else world.commitment
    form = form_of(admin, record) | {field: record.pk}
    assert admin.post(address(type(record), "change", record.pk), form).status_code == 200


def test_party_that_is_there_already_is_refused_beside_its_strategy(world, admin):
    again = {"actor": world.board.pk, "role": "stands_behind"}
    form = form_of(admin, world.strategy) | rows("parties", again, initial=1)
    target = address(Strategy, "change", world.strategy.pk)
    refused(admin.post(target, form), "Aktören har redan den rollen")
    assert Party.objects.count() == 1


def strategy_form(admin, world, **fields) -> dict:
    return new_form(
        admin, Strategy, kind="strategy", title="Ny strategi", slug="ny-strategi", level="county",
        county=world.county.pk, state="unknown", maintained_by=world.board.pk, **fields,
    )  # fmt: skip


def test_same_party_twice_in_one_form_is_refused(world, admin):
    party = {"actor": world.board.pk, "role": "stands_behind"}
    form = strategy_form(admin, world) | rows("parties", party, party)
    refused(admin.post(address(Strategy, "add"), form), "Samma rad står två gånger.")
    assert not Strategy.objects.filter(slug="ny-strategi").exists()


def test_same_contribution_twice_in_one_form_is_refused(world, admin):
    other = {"strategy": world.national.pk}
    form = new_form(
        admin, Commitment, home=world.strategy.pk, kind="commitment", title="Ett nytt",
        responsible=world.board.pk,
    ) | rows("contributions", other, other)  # fmt: skip
    refused(admin.post(address(Commitment, "add"), form), "Samma rad står två gånger.")


def test_new_strategy_is_saved_with_all_its_rows(world, admin):
    now = timezone.localtime()
    published = {"published_at_0": f"{now:%Y-%m-%d}", "published_at_1": f"{now:%H:%M:%S}"}
    form = (
        strategy_form(admin, world)
        | rows("parties", {"actor": world.board.pk, "role": "stands_behind"})
        | rows("goals", {"text": "Samma mål", "position": 1}, {"text": "Samma mål", "position": 2})
        | rows("passages", {"heading": "Rubrik", "text": "Text", "position": 0} | published)
        | rows("milestones", {"text": "Något hände", "on": "2026", "position": 0})
    )
    response = admin.post(address(Strategy, "add"), form)
    assert response.status_code == 302, response.context["errors"]
    strategy = Strategy.objects.get(slug="ny-strategi")
    assert [goal.slug for goal in strategy.goals.all()] == ["samma-mal", "samma-mal-2"]
    for row in (strategy, strategy.goals.first(), strategy.passages.get()):
        assert row.content_updated_at is not None
    assert strategy.parties.count() == strategy.milestones.count() == 1


def test_party_taken_away_and_added_again_in_one_form_is_told_or_done(world, admin):
    again = {"actor": world.board.pk, "role": "stands_behind"}
    form = form_of(admin, world.strategy) | rows("parties", again, initial=1)
    form["parties-0-DELETE"] = "on"
    response = admin.post(address(Strategy, "change", world.strategy.pk), form)
    assert response.status_code in (200, 302)
    assert Party.objects.count() == 1


@pytest.mark.parametrize("by_action", [False, True])
def test_deleting_a_row_dates_the_page_that_showed_it(world, admin, by_action):
    party = Party.objects.get()
    if by_action:
        form = {"action": "delete_selected", "_selected_action": [party.pk], "post": "yes"}
        admin.post(address(Party, "changelist"), form)
    else:
        admin.post(address(Party, "delete", party.pk), {"post": "yes"})
    assert not Party.objects.exists()
    assert Strategy.objects.get(pk=world.strategy.pk).content_updated_at is not None


@pytest.mark.parametrize("action", ["publish_chosen", "withdraw_chosen"])
def test_publishing_a_passage_dates_the_page_that_shows_it(world, admin, action):
    published_at = None if action == "publish_chosen" else timezone.now()
    passage = make.passage(world.strategy, published_at=published_at)
    form = {"action": action, "_selected_action": [passage.pk]}
    admin.post(address(Passage, "changelist"), form)
    assert Strategy.objects.get(pk=world.strategy.pk).content_updated_at is not None


def test_goal_changed_on_its_own_page_dates_its_strategy(world, admin):
    form = form_of(admin, world.goal) | {"text": "Ett annat mål."}
    assert admin.post(address(Goal, "change", world.goal.pk), form).status_code == 302
    assert Strategy.objects.get(pk=world.strategy.pk).content_updated_at is not None


def test_end_of_a_draft_is_corrected_and_of_what_was_public_moved(world, admin):
    draft = make.commitment(world.strategy, end="2062", published_at=None)
    page = admin.get(address(Commitment, "change", draft.pk))
    assert "end" in page.context["adminform"].form.fields
    page = admin.get(address(Commitment, "change", world.commitment.pk))
    assert "end" not in page.context["adminform"].form.fields


def test_what_a_row_hangs_on_is_fixed(world, admin):
    plan = make.plan(world.strategy)
    fixed = [
        (plan, "under"),
        (Party.objects.get(), "strategy"),
        (make.passage(world.strategy), "strategy"),
        (make.milestone(world.strategy), "strategy"),
        (Contribution.objects.get(), "goal"),
    ]
    for record, field in fixed:
        page = admin.get(address(type(record), "change", record.pk))
        assert field not in page.context["adminform"].form.fields, record


def test_forged_choice_of_rows_is_a_400(world, admin):
    form = {"action": "publish_chosen", "_selected_action": "abc"}
    for chosen in ("abc", "1.5", "9" * 30):
        form["_selected_action"] = chosen
        for model in (Strategy, User, OutgoingMail):
            target = address(model, "changelist")
            assert admin.post(target, form | {"action": "x"}).status_code == 400, model


def test_hidden_text_of_a_letter_is_not_guessed_by_lookups(admin):
    for query in ("text__contains=k", "html__regex=[", "created_at__year=99999999999"):
        assert admin.get(address(OutgoingMail, "changelist") + "?" + query).status_code == 400
