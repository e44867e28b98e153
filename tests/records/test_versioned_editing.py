"""Two people edit the same record: the second sees both texts, and overwrites nothing unseen."""

import pytest
from auditlog.models import LogEntry
from django.core.signing import Signer
from django.db.models import F

from actors.models import Actor
from records.services import publish, withdraw
from strategies.models import Commitment, Goal, Party, Passage, Strategy
from tests import builders as make
from tests.site.test_admin import address, posted_as_shown

pytestmark = pytest.mark.ignore_template_errors

CLASH = "Någon annan har ändrat det här medan du skrev."


def page_of(record) -> str:
    return address(type(record), "change", record.pk)


def shown(admin, record) -> dict:
    """What a browser posts of the record's form as it stands now."""
    return posted_as_shown(admin.get(page_of(record)))


def clashes(response) -> list:
    assert response.status_code == 409, response.status_code
    return response.context["clashes"]


def both_texts(response) -> list[tuple[str, str, str]]:
    [clash] = clashes(response)
    return [(one.label, one.stored, one.written) for one in clash.both]


def save(admin, record, form: dict) -> None:
    assert admin.post(page_of(record), form).status_code == 302


def saved_meanwhile(admin, record, **changes) -> None:
    save(admin, record, shown(admin, record) | changes)


def test_second_of_two_texts_is_not_saved_and_both_are_shown(world, admin):
    form = shown(admin, world.strategy) | {"vision": "Min vision."}
    saved_meanwhile(admin, world.strategy, vision="Hennes vision.")
    response = admin.post(page_of(world.strategy), form)
    assert both_texts(response) == [("Vision", "Hennes vision.", "Min vision.")]
    assert f'<h2 id="clashes">{CLASH}</h2>' in response.text
    assert Strategy.objects.get(pk=world.strategy.pk).vision == "Hennes vision."
    assert posted_as_shown(response)["vision"] == "Min vision."


def test_saving_again_after_having_seen_both_keeps_the_choice(world, admin):
    form = shown(admin, world.strategy) | {"vision": "Min vision."}
    saved_meanwhile(admin, world.strategy, vision="Hennes vision.")
    again = posted_as_shown(admin.post(page_of(world.strategy), form))
    save(admin, world.strategy, again)
    assert Strategy.objects.get(pk=world.strategy.pk).vision == "Min vision."


def test_third_text_between_the_two_is_shown_as_well(world, admin):
    form = shown(admin, world.strategy) | {"vision": "Min vision."}
    saved_meanwhile(admin, world.strategy, vision="Hennes vision.")
    again = posted_as_shown(admin.post(page_of(world.strategy), form))
    saved_meanwhile(admin, world.strategy, vision="En tredje vision.")
    response = admin.post(page_of(world.strategy), again)
    assert both_texts(response) == [("Vision", "En tredje vision.", "Min vision.")]


def test_field_that_only_the_other_changed_is_told_and_stays_as_saved(world, admin):
    form = shown(admin, world.strategy) | {"vision": "Min vision."}
    saved_meanwhile(admin, world.strategy, purpose="Hennes syfte.")
    response = admin.post(page_of(world.strategy), form)
    [clash] = clashes(response)
    assert clash.both == []
    assert [(one.label, one.stored) for one in clash.taken_over] == [("Syfte", "Hennes syfte.")]
    save(admin, world.strategy, posted_as_shown(response))
    world.strategy.refresh_from_db()
    assert (world.strategy.vision, world.strategy.purpose) == ("Min vision.", "Hennes syfte.")


def test_withdrawing_meanwhile_is_not_undone(world, admin):
    form = shown(admin, world.strategy) | {"vision": "Min vision."}
    withdraw(record=world.strategy)
    response = admin.post(page_of(world.strategy), form)
    [clash] = clashes(response)
    assert "Avpublicerad" in [one.label for one in clash.taken_over]
    save(admin, world.strategy, posted_as_shown(response))
    assert world.strategy not in Strategy.objects.public()
    assert Strategy.objects.get(pk=world.strategy.pk).vision == "Min vision."


def test_publishing_meanwhile_is_not_undone(admin, db):
    strategy = make.strategy(published_at=None)
    form = shown(admin, strategy) | {"vision": "Min vision."}
    publish(record=strategy)
    save(admin, strategy, posted_as_shown(admin.post(page_of(strategy), form)))
    assert strategy in Strategy.objects.public()


def test_form_in_which_nobody_wrote_undoes_nothing_and_stops_nobody(world, admin):
    form = shown(admin, world.strategy)
    withdraw(record=world.strategy)
    before = Strategy.objects.get(pk=world.strategy.pk)
    save(admin, world.strategy, form)
    after = Strategy.objects.get(pk=world.strategy.pk)
    assert (after.withdrawn_at, after.version) == (before.withdrawn_at, before.version)


def test_the_same_change_by_both_is_no_clash(world, admin):
    form = shown(admin, world.strategy) | {"vision": "Samma vision."}
    saved_meanwhile(admin, world.strategy, vision="Samma vision.")
    save(admin, world.strategy, form)


def test_record_that_was_only_dated_meanwhile_is_no_clash(world, admin):
    form = shown(admin, world.strategy) | {"vision": "Min vision."}
    saved_meanwhile(admin, world.goal, text="Ett annat mål.", number="7")
    version = Strategy.objects.get(pk=world.strategy.pk).version
    form["goals-0-text"] = "Ett annat mål."
    form["goals-0-number"] = "7"
    assert version == 2
    save(admin, world.strategy, form)
    assert Strategy.objects.get(pk=world.strategy.pk).vision == "Min vision."


def test_what_a_browser_changes_by_itself_is_no_clash(admin, db):
    strategy = make.strategy(vision="En rad.\nOch en till.")
    form = shown(admin, strategy) | {"purpose": "Mitt syfte."}
    form["vision"] = form["vision"].replace("\n", "\r\n")
    Strategy.objects.get(pk=strategy.pk).save()
    save(admin, strategy, form)


def entries_of(record) -> list[LogEntry]:
    """What the history tells of a record that was changed."""
    return [
        entry for entry in LogEntry.objects.get_for_object(record)
        if entry.action == LogEntry.Action.UPDATE
    ]  # fmt: skip


def test_what_a_browser_changes_by_itself_is_not_saved(admin, db):
    """A page of several records saves and dates only those in which somebody wrote."""
    strategy = make.strategy(vision="En rad.\nOch en till.")
    passage = make.passage(strategy, text="Ett stycke.\n\nEtt till.\n")
    before = Passage.objects.values().get()
    stored = Strategy.objects.values().get()
    form = shown(admin, strategy) | {"purpose": "Mitt syfte."}
    for name in ("vision", "passages-0-text"):
        form[name] = form[name].strip().replace("\n", "\r\n")
    save(admin, strategy, form)
    assert Passage.objects.values().get() == before
    assert not entries_of(passage)
    changed = {name for name, value in Strategy.objects.values().get().items()
               if value != stored[name]}  # fmt: skip
    assert changed == {"purpose", "version", "content_updated_at"}
    assert [set(entry.changes) for entry in entries_of(strategy)] == [{"purpose"}]


def forged(admin, record, other) -> list[str | None]:
    signed = Signer(salt="another").sign_object({"version": 1, "fields": {}})
    return [None, "", "1", "x" * 10_000, "å:ä:ö", signed, shown(admin, other)["as_shown"]]


def test_form_that_does_not_say_what_it_showed_is_told_and_nothing_is_saved(world, admin):
    honest = shown(admin, world.strategy) | {"vision": "Min vision."}
    for wrong in forged(admin, world.strategy, world.national):
        form = {name: value for name, value in honest.items() if name != "as_shown"}
        response = admin.post(
            page_of(world.strategy), form if wrong is None else form | {"as_shown": wrong}
        )
        assert "vad som stod här när du började skriva" in response.text, wrong
        assert CLASH not in response.text
        assert both_texts(response) == [("Vision", "Alla är trygga.", "Min vision.")], wrong
        assert Strategy.objects.get(pk=world.strategy.pk).vision == "Alla är trygga."


def test_choices_relations_and_dates_are_told_in_words(world, admin):
    sweden = Actor.objects.get(key="jamstalldhetsmyndigheten")
    draft = make.strategy(published_at=None)
    form = shown(admin, draft) | {
        "state": "adopted", "lead": world.board.pk, "period_start": "2026-05",
        "implements": [world.national.pk],
        "published_at_0": "2099-01-02", "published_at_1": "03:04:05",
    }  # fmt: skip
    other = make.strategy(title="En annan")
    saved_meanwhile(
        admin, draft, state="ended", lead=sweden.pk, period_start="2024",
        implements=[other.pk], published_at_0="2099-02-03", published_at_1="04:05:06",
        title_is_label="on",
    )  # fmt: skip
    response = admin.post(page_of(draft), form)
    [clash] = clashes(response)
    assert [(one.label, one.stored) for one in clash.taken_over] == [
        ("Titeln är vår beteckning", "ja")
    ]
    told = {label: texts for label, *texts in both_texts(response)}
    assert told == {
        "Läge": ["avslutad", "beslutad"],
        "Leds av": [str(sweden), str(world.board)],
        "Gäller från": ["2024", "maj 2026"],
        "Genomför": ["En annan", "Nationell strategi"],
        "Publicerad i Samordna": ["3 februari 2099, 04:05", "2 januari 2099, 03:04"],
    }


def test_text_that_was_emptied_is_told_as_empty(world, admin):
    form = shown(admin, world.strategy) | {"vision": ""}
    saved_meanwhile(admin, world.strategy, vision="Hennes vision.")
    response = admin.post(page_of(world.strategy), form)
    assert both_texts(response) == [("Vision", "Hennes vision.", "tomt")]


def test_text_that_cannot_be_understood_is_told_as_typed(world, admin):
    draft = make.strategy(published_at=None)
    form = shown(admin, draft) | {
        "period_start": "snart", "lead": "999999", "published_at_0": "igår", "published_at_1": "",
    }  # fmt: skip
    saved_meanwhile(
        admin, draft, period_start="2024", lead=world.board.pk,
        published_at_0="2099-02-03", published_at_1="04:05:06",
    )  # fmt: skip
    response = admin.post(page_of(draft), form)
    told = {label: written for label, _stored, written in both_texts(response)}
    assert told == {
        "Gäller från": "snart",
        "Leds av": "ett val som inte finns",
        "Publicerad i Samordna": "igår",
    }
    assert posted_as_shown(response)["period_start"] == "snart"


def test_relations_that_nobody_touched_stay_as_the_other_saved_them(world, admin):
    form = shown(admin, world.strategy) | {"vision": "Min vision."}
    saved_meanwhile(admin, world.strategy, implements=[world.national.pk], lead=world.board.pk)
    response = admin.post(page_of(world.strategy), form)
    save(admin, world.strategy, posted_as_shown(response))
    world.strategy.refresh_from_db()
    assert list(world.strategy.implements.all()) == [world.national]
    assert world.strategy.lead == world.board


def test_field_that_closed_meanwhile_shows_what_was_written_in_it(world, admin):
    draft = make.commitment(world.strategy, end="2027", published_at=None)
    form = shown(admin, draft) | {"end": "2028"}
    publish(record=draft)
    response = admin.post(page_of(draft), form)
    assert both_texts(response) == [("Slutar", "2027", "2028")]
    assert "går inte längre att ändra här" in response.text


def test_choice_that_closed_meanwhile_is_told_without_the_names_of_rows(world, admin):
    plan = make.plan(None)
    other = make.strategy(title="En annan")
    form = shown(admin, plan) | {"under": world.strategy.pk}
    saved_meanwhile(admin, plan, under=other.pk)
    response = admin.post(page_of(plan), form)
    assert both_texts(response) == [("Hör till strategin", "ett annat val", "ditt val")]
    save(admin, plan, posted_as_shown(response))
    plan.refresh_from_db()
    assert plan.under == other


def test_choice_that_closed_meanwhile_and_nobody_touched_stops_nobody(world, admin):
    plan = make.plan(None)
    form = shown(admin, plan) | {"vision": "Min vision."}
    Strategy.objects.filter(pk=plan.pk).update(under=world.strategy, version=F("version") + 1)
    save(admin, plan, form)
    plan.refresh_from_db()
    assert (plan.under, plan.vision) == (world.strategy, "Min vision.")


def test_field_that_opened_meanwhile_is_not_emptied(world, admin):
    form = shown(admin, world.commitment) | {"title": "Ny titel"}
    assert "end" not in form
    Commitment.objects.filter(pk=world.commitment.pk).update(published_at=None)
    form["published_at_0"] = form["published_at_1"] = ""
    save(admin, world.commitment, form)
    world.commitment.refresh_from_db()
    assert (world.commitment.title, world.commitment.end) == ("Ny titel", "2026")


def test_row_beside_its_record_that_another_changed_is_told_with_its_name(world, admin):
    form = shown(admin, world.strategy) | {"goals-0-text": "Mitt mål."}
    saved_meanwhile(admin, world.goal, text="Hennes mål.")
    response = admin.post(page_of(world.strategy), form)
    [clash] = clashes(response)
    assert clash.record == "Mål: 1 Hennes mål."
    assert both_texts(response) == [("Mål", "Hennes mål.", "Mitt mål.")]
    assert Goal.objects.get(pk=world.goal.pk).text == "Hennes mål."
    save(admin, world.strategy, posted_as_shown(response))
    assert Goal.objects.get(pk=world.goal.pk).text == "Mitt mål."


def test_row_that_only_the_other_changed_stays_while_the_record_is_saved(world, admin):
    form = shown(admin, world.strategy) | {"vision": "Min vision."}
    saved_meanwhile(admin, world.goal, text="Hennes mål.")
    save(admin, world.strategy, form)
    assert Goal.objects.get(pk=world.goal.pk).text == "Hennes mål."
    assert Strategy.objects.get(pk=world.strategy.pk).vision == "Min vision."


def test_record_that_only_the_other_changed_stays_while_a_row_is_saved(world, admin):
    form = shown(admin, world.strategy) | {"goals-0-text": "Mitt mål."}
    saved_meanwhile(admin, world.strategy, vision="Hennes vision.", implements=[world.national.pk])
    save(admin, world.strategy, form)
    world.strategy.refresh_from_db()
    assert world.strategy.vision == "Hennes vision."
    assert world.strategy.implements.count() == 1
    assert Goal.objects.get(pk=world.goal.pk).text == "Mitt mål."


def test_row_that_another_changed_is_not_taken_away_unseen(world, admin):
    form = shown(admin, world.strategy) | {"parties-0-DELETE": "on"}
    saved_meanwhile(admin, Party.objects.get(), named_as="Styrelsen")
    response = admin.post(page_of(world.strategy), form)
    [clash] = clashes(response)
    assert clash.is_deletion
    assert [one.stored for one in clash.taken_over] == ["Styrelsen"]
    again = posted_as_shown(response) | {"parties-0-DELETE": "on"}
    save(admin, world.strategy, again)
    assert not Party.objects.exists()


ANEW = {"text": "", "on": "", "on_wording": "", "position": "0"}


def test_row_that_another_took_away_is_told_once_and_the_rest_is_saved_again(world, admin):
    lost, kept = make.milestone(world.strategy), make.milestone(world.strategy, text="Den andra")
    form = shown(admin, world.strategy) | {"purpose": "Mitt syfte."}
    form |= {"milestones-0-text": "Min <b>text</b>.", "milestones-1-text": "Min andra."}
    form |= {f"milestones-2-{name}": value for name, value in ANEW.items()}
    form |= {"milestones-2-text": "En ny.", "milestones-2-on_wording": "i vår"}
    form["milestones-TOTAL_FORMS"] = 3
    lost.delete()
    response = admin.post(page_of(world.strategy), form)
    assert both_texts(response) == [
        ("Vad", "borttaget", "Min <b>text</b>."),
        ("När, med källans ord", "borttaget", "under året"),
        ("Ordning", "borttaget", "0"),
    ]
    assert "Resten sparas när du sparar igen." in response.text
    assert "står kvar i formuläret" not in response.text
    assert response.text.count("Min &lt;b&gt;text&lt;/b&gt;.") == 1
    again = posted_as_shown(response)
    assert (again["milestones-INITIAL_FORMS"], again["milestones-TOTAL_FORMS"]) == ("1", "2")
    save(admin, world.strategy, again)
    world.strategy.refresh_from_db()
    kept.refresh_from_db()
    assert (world.strategy.purpose, kept.text) == ("Mitt syfte.", "Min andra.")
    assert {row.text for row in world.strategy.milestones.all()} == {"Min andra.", "En ny."}


def test_row_that_another_took_away_is_told_after_what_stands_against_what(world, admin):
    passage = make.passage(world.strategy)
    form = shown(admin, world.strategy) | {"passages-0-text": "Min text.", "vision": "Min."}
    passage.delete()
    saved_meanwhile(admin, world.strategy, vision="Hennes vision.")
    response = admin.post(page_of(world.strategy), form)
    assert [one.is_gone for one in clashes(response)] == [False, True]
    assert "står kvar i formuläret" in response.text
    save(admin, world.strategy, posted_as_shown(response))
    assert not Passage.objects.exists()
    assert Strategy.objects.get(pk=world.strategy.pk).vision == "Min."


@pytest.mark.parametrize("changes", [{}, {"milestones-0-DELETE": "on"}])
def test_row_that_another_took_away_and_nobody_wrote_in_stops_nobody(world, admin, changes):
    lost, kept = make.milestone(world.strategy), make.milestone(world.strategy)
    form = shown(admin, world.strategy) | {"purpose": "Mitt syfte."} | changes
    lost.delete()
    save(admin, world.strategy, form)
    assert Strategy.objects.get(pk=world.strategy.pk).purpose == "Mitt syfte."
    assert list(world.strategy.milestones.all()) == [kept]


def test_row_that_is_to_go_goes_though_another_took_away_the_one_above(world, admin):
    lost, going = make.milestone(world.strategy), make.milestone(world.strategy)
    kept = make.milestone(world.strategy)
    form = shown(admin, world.strategy) | {"milestones-1-DELETE": "on"}
    lost.delete()
    save(admin, world.strategy, form)
    assert list(world.strategy.milestones.all()) == [kept]
    assert going.pk != kept.pk


@pytest.mark.parametrize("forged", ["99999999", "9" * 40, "x", "", "-1"])
def test_forged_key_of_a_row_changes_nothing(world, admin, forged):
    row = make.milestone(world.strategy, text="Kvar")
    form = shown(admin, world.strategy) | {"milestones-0-id": forged}
    form |= {"milestones-0-text": "Min text.", "milestones-INITIAL_FORMS": "999999999"}
    assert admin.post(page_of(world.strategy), form).status_code in (200, 409)
    row.refresh_from_db()
    assert row.text == "Kvar"


def test_saving_and_going_on_clashes_with_nobody(world, admin):
    for round_ in range(3):
        form = shown(admin, world.strategy) | {
            "vision": f"Vision {round_}", "goals-0-text": f"Mål {round_}", "_continue": "1",
        }  # fmt: skip
        response = admin.post(page_of(world.strategy), form)
        assert response.status_code == 302
        assert response.headers["Location"] == page_of(world.strategy)
    form = shown(admin, world.strategy) | {"goals-0-text": "Ett mål", "_continue": "1"}
    save(admin, world.strategy, form)
    saved_meanwhile(admin, world.strategy, vision="Sist")
    assert Strategy.objects.get(pk=world.strategy.pk).vision == "Sist"


def test_text_to_confirm_is_asked_about_together_with_the_clash(world, admin):
    form = shown(admin, world.strategy) | {"vision": "Vi ses på Storgatan 12."}
    saved_meanwhile(admin, world.strategy, vision="Hennes vision.", purpose="Ring 070-123 45 67.",
                    confirm_personal_data="on")  # fmt: skip
    response = admin.post(page_of(world.strategy), form)
    assert both_texts(response) == [("Vision", "Hennes vision.", "Vi ses på Storgatan 12.")]
    assert "gatuadress" in response.text
    assert "telefonnummer" not in str(response.context["errors"])
