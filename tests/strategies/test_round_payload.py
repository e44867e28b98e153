"""What the report of a round is made of: only what is public, the same bytes each time."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from actors.models import Actor
from records.services import withdraw
from strategies.choices import Grade, QuestionKind
from strategies.models import ProgressReport, RoundQuestion
from strategies.round_reports.frozen import canonical_json, checksum_of
from strategies.round_reports.payload import derived, payload_of, without_answer, without_report
from strategies.services import hide_report, receive_report
from strategies.services.rounds import tell_preparation
from tests import builders as make
from tests.people import superuser
from tests.strategies.round_reports import (
    QUESTIONS,
    answer,
    answered,
    begun,
    closed,
    told_last_year,
)
from tests.strategies.rounds import tell_commitments

MARKER = "Smygmarkör"


@pytest.fixture
def found(world, cast):
    return answered(world, cast)


def question(payload, words: str) -> dict:
    [one] = [one for one in payload["questions"] if words in one["text"]]
    return one


# ---------------------------------------------------------------- frozen


def test_same_facts_make_the_same_bytes(found):
    first, second = payload_of(found.round), payload_of(found.round)
    assert canonical_json(first) == canonical_json(second)
    assert checksum_of(first) == checksum_of(json.loads(canonical_json(first)))
    assert derived(first) == first


def test_order_of_keys_is_no_difference_and_a_word_is():
    assert checksum_of({"a": 1, "b": [2]}) == checksum_of({"b": [2], "a": 1})
    assert checksum_of({"a": "å"}) != checksum_of({"a": "a"})


@pytest.mark.parametrize("value", [1.0, {"a": [0.5]}, timezone.localdate(), {1: "a"}, {"a": {2}}])
def test_what_is_not_plain_is_refused(value):
    with pytest.raises(TypeError):
        canonical_json(value)


# ---------------------------------------------------------------- who and what


def test_each_organisation_stands_in_its_group(world, cast):
    found = begun(world, cast, organisations=3, due_on=timezone.localdate())
    agency, one, two, _three = found.requests
    answer(one)
    type(found.round).objects.filter(pk=found.round.pk).update(
        due_on=timezone.localdate() - timedelta(days=1)
    )
    for request in found.requests:
        request.round.refresh_from_db()
    answer(two)
    day = timezone.localdate() + timedelta(days=5)
    tell_preparation(request=agency, until=day, what="nämnden", by=superuser())
    payload = payload_of(closed(found).round)
    groups = [(row["name"], row["group"]) for row in payload["organisations"]]
    assert groups == [
        ("Myndigheten", "under_preparation"),
        ("Organisation 01", "answered"),
        ("Organisation 02", "late"),
        ("Organisation 03", "no_answer"),
    ]
    assert payload["organisations"][0]["awaited_after"] == day.isoformat()
    said = [one["text"] for one in payload["sentences"]]
    assert said[0] == "2 av 4 tillfrågade organisationer har svarat, 1 av dem efter svarsdagen."


def test_numbers_about_people_stand_there_as_a_sum_and_for_nobody(found):
    payload = payload_of(found.round)
    by_sex = question(payload, "utbildades")
    assert by_sex["answers"] == []
    assert by_sex["sum"] == {"total": 76, "women": 48, "men": 28, "withheld": ""}
    assert question(payload, "besökte")["sum"]["total"] == 160
    rooms = question(payload, "lokaler")
    assert [one["value"] for one in rooms["answers"]] == [3, 3, 3, 3]
    assert rooms["sum"]["total"] == 12


def test_few_people_are_in_no_payload(world, cast):
    found = begun(world, cast, organisations=3)
    for request in found.requests[1:]:
        answer(request, utbildades={"women": 1, "men": 999}, besökte=1)
    payload = payload_of(closed(found).round)
    assert question(payload, "utbildades")["sum"] == {
        "total": 3000, "women": None, "men": None, "withheld": "",
    }  # fmt: skip
    assert question(payload, "besökte")["sum"]["withheld"] == "few"
    assert "999" not in canonical_json(payload)


def test_sum_that_a_version_showed_is_never_shown_otherwise(found):
    before = payload_of(found.round)
    shown = question(before, "besökte")["sum"]
    assert question(payload_of(found.round, earlier=[before]), "besökte")["sum"] == shown
    question(before, "besökte")["sum"]["total"] += 1
    now = question(payload_of(found.round, earlier=[before]), "besökte")
    assert now["sum"] == {"total": None, "women": None, "men": None, "withheld": "changed"}


def test_grades_are_counted_by_goal_and_by_organisation(found):
    payload = payload_of(found.round)
    counts = {"completed": 1, "half_or_more": 1, "started": 1, "continuous": 1, "": 1}
    assert payload["grades"] == counts
    assert payload["grades_by_goal"]["malet"] == counts
    assert payload["grades_by_actor"]["organisation-01"] == {"completed": 1}
    texts = [one["text"] for one in payload["sentences"]]
    assert (
        "2 av 5 åtaganden är genomförda helt eller i huvudsak, eller pågår kontinuerligt." in texts
    )
    assert "Mål 1: 2 av 5 åtaganden är genomförda eller pågår kontinuerligt." in texts
    assert "”Har ni en handlingsplan?” 4 av 4 organisationer svarar ja." in texts


def test_women_and_men_are_people_whoever_forgot_to_say_so(found):
    asked = RoundQuestion(
        round=found.round, text="Hur många?", why="För att veta.", kind=QuestionKind.NUMBER_BY_SEX
    )
    asked.full_clean()
    asked.save()
    assert again(asked).about_people
    asked.kind = QuestionKind.NUMBER
    asked.about_people = False
    asked.save()
    asked.kind = QuestionKind.NUMBER_BY_SEX
    asked.save(update_fields=["kind"])
    assert again(asked).about_people
    with pytest.raises(IntegrityError), transaction.atomic():
        RoundQuestion.objects.filter(pk=asked.pk).update(about_people=False)


def again(asked: RoundQuestion) -> RoundQuestion:
    return RoundQuestion.objects.get(pk=asked.pk)


def test_sentence_names_all_that_are_most_common(world, cast):
    found = begun(world, cast, organisations=3)
    for request, given in zip(found.requests, ("Tid", "Pengar", "Tid", "Pengar"), strict=True):
        answer(request, svårast=given)
    texts = [one["text"] for one in payload_of(closed(found).round)["sentences"]]
    assert any("Vanligast är ”Tid” och ”Pengar”: 2 av 4 organisationer vardera." in one
               for one in texts)  # fmt: skip


def test_report_that_is_used_again_in_a_first_round_is_compared_with_the_one_before_it(world, cast):
    found = begun(world, cast, organisations=1)
    agency, other = found.requests
    [item] = agency.items.select_related("commitment")
    told_last_year(item.commitment, grade=Grade.COMPLETED)
    answer(agency, grade=Grade.DISCONTINUED)
    answer(other)
    yesterday = timezone.localdate() - timedelta(days=1)
    ProgressReport.objects.filter(pk=agency.items.get().report_id).update(as_of=yesterday)
    payload = payload_of(closed(found).round)
    assert payload["changes"]["discontinued"] == [item.commitment.public_id]


def test_every_sentence_leads_to_what_it_was_made_from(found):
    payload = payload_of(found.round)
    anchors = {"svarande", "aktorer", "andrat"}
    anchors |= {one["anchor"] for one in [*payload["questions"], *payload["goals"]]}
    assert {one["anchor"] for one in payload["sentences"]} <= anchors
    assert len(payload["sentences"]) >= len(QUESTIONS)


def test_what_changed_since_the_last_time_has_its_reasons(world, cast):
    found = begun(world, cast, organisations=3)
    first, second, third = (request.items.get().commitment for request in found.requests[1:])
    for commitment in (first, second, third):
        told_last_year(commitment, grade=Grade.HALF_OR_MORE)
    lowered, given_up, risen = found.requests[1:]
    answer_with_reason(lowered, grade=Grade.STARTED, reason="Pengarna tog slut.")
    answer(given_up, grade=Grade.DISCONTINUED)
    answer(risen, grade=Grade.COMPLETED)
    make.end_move(third, to="2031")
    type(found.round).objects.filter(pk=found.round.pk).update(
        period_start=timezone.localdate(), period_end=timezone.localdate()
    )
    found.round.refresh_from_db()
    payload = payload_of(closed(found).round)
    assert payload["changes"] == {
        "lowered": [first.public_id],
        "moved": [third.public_id],
        "discontinued": [second.public_id],
    }
    by_id = {one["id"]: one for one in payload["commitments"]}
    assert by_id[first.public_id]["reason"] == "Pengarna tog slut."
    assert by_id[first.public_id]["grade_before"] == Grade.HALF_OR_MORE
    assert by_id[third.public_id]["moves"][0]["reason"].startswith("Upphandlingen")
    assert by_id[third.public_id]["reason"] == ""
    assert payload["sentences"][-1]["text"] == (
        "Sedan förra gången: 1 åtagande har fått en lägre grad, 1 slut har flyttats och "
        "1 åtagande utgår eller är inte längre relevant."
    )


def answer_with_reason(request, *, grade, reason) -> None:
    tell_commitments(request, by=superuser(), grade=grade, reason=reason)
    item = request.items.select_related("report").get()
    receive_report(report=item.report, seen=1, by=superuser())


# ---------------------------------------------------------------- what is left out


def test_report_that_is_not_published_is_left_out_and_counted(world, cast):
    type(world.strategy).objects.filter(pk=world.strategy.pk).update(report_publishing="later")
    found = begun(world, cast, organisations=2)
    tell_commitments(found.requests[1], by=superuser(), done=MARKER, reason=MARKER)
    payload = payload_of(closed(found).round)
    assert MARKER not in canonical_json(payload)
    assert payload["reports_not_shown"] == 1
    assert payload["grades"] == {"": 2, "not_shown": 1}


def test_commitment_that_is_not_public_is_left_out_and_counted(world, cast):
    found = begun(world, cast, organisations=2)
    answer(found.requests[1])
    commitment = found.requests[1].items.get().commitment
    type(commitment).objects.filter(pk=commitment.pk).update(title=MARKER)
    withdraw(record=commitment)
    payload = payload_of(closed(found).round)
    assert MARKER not in canonical_json(payload)
    assert payload["commitments_not_shown"] == 1


def test_hidden_report_is_left_out(found):
    report = found.requests[1].items.get().report
    before = payload_of(found.round)
    hide_report(report=report, by=found.malin)
    now = payload_of(found.round)
    assert report.public_id not in canonical_json(now)
    assert now == without_report(before, report.public_id)


def test_report_taken_out_makes_nothing_newly_given_up(world, cast):
    found = begun(world, cast, organisations=1)
    request = found.requests[1]
    commitment = request.items.get().commitment
    told_last_year(commitment, grade=Grade.DISCONTINUED)
    answer(request, grade=Grade.DISCONTINUED)
    payload = payload_of(closed(found).round)
    assert payload["changes"]["discontinued"] == []
    less = without_report(payload, commitment.reports.earliest("as_of").public_id)
    for one in (less, without_answer(less, request.actor.slug, "")):
        assert one["changes"]["discontinued"] == []
        assert one["sentences"][-1] == payload["sentences"][-1]


def test_report_taken_out_keeps_what_was_newly_given_up(world, cast):
    found = begun(world, cast, organisations=1)
    request = found.requests[1]
    commitment = request.items.get().commitment
    told_last_year(commitment, grade=Grade.STARTED)
    answer(request, grade=Grade.DISCONTINUED)
    payload = payload_of(closed(found).round)
    less = without_report(payload, commitment.reports.earliest("as_of").public_id)
    assert less["changes"]["discontinued"] == [commitment.public_id]


def test_text_taken_out_leaves_the_rest(found):
    payload = payload_of(found.round)
    asked = question(payload, "behöver")
    agency, other = found.requests[:2]
    # Who has another address by now is still found.
    Actor.objects.filter(pk=other.actor_id).update(slug="nytt-ord")
    less = without_answer(payload, other.public_id, asked["id"])
    assert [one["value"] for one in question(less, "behöver")["answers"]] == [
        None, "Mer tid.", "Mer tid.", "Mer tid.",
    ]  # fmt: skip
    assert question(less, "behöver")["answered"] == 4
    abstains = without_answer(payload, agency.public_id, "")
    assert abstains["organisations"][0]["explanation"] == ""
    assert payload["organisations"][0]["explanation"] == "Vi hinner inte i år."


def test_no_person_is_named(found, cast):
    text = canonical_json(payload_of(found.round))
    assert not [user.name for user in cast.people.values() if user and user.name in text]


@pytest.mark.once
def test_payload_costs_the_same_queries_with_3_and_12_organisations(
    world, cast, django_assert_num_queries
):
    found = begun(world, cast, organisations=12)
    for request in found.requests[:3]:
        answer(request)
    with django_assert_num_queries(12):
        payload_of(found.round)
    for request in found.requests[3:]:
        answer(request)
    with django_assert_num_queries(12):
        payload_of(found.round)
