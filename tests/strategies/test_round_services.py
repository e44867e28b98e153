"""A follow-up round from hand to hand, and each step that is refused."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from records.models import OutgoingMail
from strategies.choices import AnswerKind, Grade, RequestState
from strategies.models import ProgressReport, RequestVersion, RoundRequest
from strategies.services import NotThereError, receive_report
from strategies.services.rounds import (
    ColleagueWroteError,
    answer_by_telephone,
    ask_also,
    ask_request_completion,
    begin_round,
    choose_asked,
    close_round,
    extend_request,
    name_contact,
    note_help,
    open_round,
    proposed_actors,
    receive_request,
    remind_missing,
    reopen_round,
    reuse_reports,
    save_answers,
    sign_request,
    submit_request,
    tell_preparation,
)
from tests import builders as make
from tests.people import KINDS
from tests.strategies.rounds import (
    QUESTIONS,
    answer_all,
    opened,
    prepared,
    submit,
    submitted,
    tell_commitments,
)


@pytest.fixture
def asked(world, cast):
    return opened(world, cast)


def letters_about(request: RoundRequest, occasion: str) -> int:
    return OutgoingMail.objects.filter(
        key__startswith=f"omgang/{request.public_id}/{occasion}"
    ).count()


def again(request: RoundRequest) -> RoundRequest:
    return RoundRequest.objects.select_related("round__strategy", "actor").get(pk=request.pk)


# ---------------------------------------------------------------- preparing and opening


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"signed out", "maintainer", "superuser"}))
def test_who_does_not_coordinate_the_strategy_begins_no_round(world, cast, kind):
    with pytest.raises(PermissionDenied):
        begin_round(strategy=world.strategy, by=cast.people[kind])


def test_actor_with_several_roles_is_asked_once(world, cast):
    round = prepared(world, cast)
    assert round.requests.filter(actor=cast.agency).count() == 1
    assert set(proposed_actors(world.strategy)) == {cast.agency, world.board}


def test_second_round_waits_until_the_first_is_closed(world, cast):
    round = prepared(world, cast)
    assert begin_round(strategy=world.strategy, by=cast.people["maintainer"]) == round


def test_next_round_copies_questions_and_follows_the_period(asked, world):
    close_round(round=asked.round, by=asked.malin)
    following = begin_round(strategy=world.strategy, by=asked.malin)
    assert [one.text for one in following.questions.all()] == [one["text"] for one in QUESTIONS]
    assert following.period_start == asked.round.period_end + timedelta(days=1)
    assert following.due_on is None


@pytest.mark.parametrize("due_on", [None, date(2020, 1, 1)])
def test_round_without_day_ahead_is_not_opened(world, cast, due_on):
    round = prepared(world, cast, due_on=due_on)
    with pytest.raises(ValidationError):
        open_round(round=round, by=cast.people["maintainer"])
    assert not OutgoingMail.objects.exists()


def test_round_that_asks_nobody_is_not_opened(world, cast):
    malin = cast.people["maintainer"]
    round = prepared(world, cast)
    choose_asked(round=round, actors=[], by=malin)
    with pytest.raises(ValidationError):
        open_round(round=round, by=malin)


def test_open_round_writes_once_to_each(asked):
    open_round(round=asked.round, by=asked.malin)
    assert letters_about(asked.request, "oppnad") == 1
    assert asked.request.items.get().commitment == asked.commitment


def test_commitment_that_was_given_up_is_not_asked_about(world, cast):
    round = prepared(world, cast)
    one = world.strategy.commitments.get(responsible=cast.agency)
    report = make.draft_report(
        one, by=cast.people["reporter"], grade=Grade.DISCONTINUED, reason="Uppdraget upphörde."
    )
    make.submitted(report, by=cast.people["reporter"])
    receive_report(report=report, seen=1, by=cast.people["maintainer"])
    round = open_round(round=round, by=cast.people["maintainer"])
    assert not round.requests.get(actor=cast.agency).items.exists()


def test_asked_are_not_dropped_once_the_round_is_open(asked):
    with pytest.raises(NotThereError):
        choose_asked(round=asked.round, actors=[], by=asked.malin)


def test_one_more_is_asked_once(asked, cast):
    one = ask_also(round=asked.round, actor=cast.other, by=asked.malin)
    assert ask_also(round=asked.round, actor=cast.other, by=asked.malin) == one
    assert letters_about(one, "oppnad") == 1


# ---------------------------------------------------------------- answering


@pytest.mark.parametrize("kind", ["other agency", "reader", "maintainer", "parent", "ended"])
def test_who_does_not_report_for_it_answers_nothing(asked, cast, kind):
    for act in (
        lambda by: save_answers(request=asked.request, answers={}, shown={}, by=by),
        lambda by: submit_request(request=asked.request, answer="abstains", seen=1,
                                  explanation="Nej.", by=by),
        lambda by: tell_preparation(request=asked.request, until=None, what="", by=by),
        lambda by: reuse_reports(request=asked.request, items=[], by=by),
        lambda by: name_contact(request=asked.request, contact=None, by=by),
    ):  # fmt: skip
        with pytest.raises(PermissionDenied):
            act(cast.people[kind])


@pytest.mark.parametrize(
    ("place", "value"),
    [(0, "kanske"), (0, 1), (1, {"women": 1}), (1, {"women": -1, "men": 2}), (1, 3),
     (1, {"women": True, "men": 2}), (2, 7)],
)  # fmt: skip
def test_answer_of_another_shape_is_refused(asked, place, value):
    question = list(asked.round.questions.all())[place]
    with pytest.raises(ValidationError):
        save_answers(
            request=asked.request, answers={question.public_id: value}, shown={}, by=asked.uno
        )
    assert again(asked.request).draft == {}


def test_what_a_colleague_wrote_meanwhile_is_not_overwritten(asked):
    first = asked.round.questions.first().public_id
    save_answers(request=asked.request, answers={first: "yes"}, shown={}, by=asked.uno)
    with pytest.raises(ColleagueWroteError) as told:
        save_answers(request=asked.request, answers={first: "no"}, shown={}, by=asked.signe)
    assert told.value.stored == {first: "yes"}
    assert again(asked.request).draft == {first: "yes"}


def test_answer_that_is_not_whole_says_what_is_missing(asked):
    with pytest.raises(ValidationError) as told:
        submit(asked.request, by=asked.uno)
    text = " ".join(told.value.messages)
    assert "Har ni en handlingsplan?" in text
    assert "Utbilda alla" in text
    assert "Vad behöver ni?" not in text


def test_answer_is_frozen_with_its_questions_and_reports(asked):
    version = submitted(asked.request, by=asked.uno)
    request = again(asked.request)
    assert request.state == RequestState.SUBMITTED
    assert [one["value"] for one in version.answers] == ["yes", {"women": 12, "men": 7}, "Mer tid."]
    assert version.reports == [asked.commitment.reports.get().versions.get().public_id]
    assert version.office == "uppgiftslämnare"
    assert letters_about(request, "kvitto") == 1


def test_answer_pressed_twice_is_one_version(asked):
    answer_all(asked.request, by=asked.uno)
    tell_commitments(asked.request, by=asked.uno)
    seen = again(asked.request).version
    for _press in range(2):
        submit_request(request=asked.request, answer=AnswerKind.ANSWERS, seen=seen, by=asked.uno)
    assert asked.request.versions.count() == 1
    assert letters_about(asked.request, "kvitto") == 1


def test_answer_that_changed_since_it_was_shown_is_not_submitted(asked):
    answer_all(asked.request, by=asked.uno)
    tell_commitments(asked.request, by=asked.uno)
    with pytest.raises(NotThereError):
        submit_request(request=asked.request, answer=AnswerKind.ANSWERS, seen=1, by=asked.uno)


def test_what_was_submitted_is_never_changed(asked):
    version = submitted(asked.request, by=asked.uno)
    with pytest.raises(ValidationError):
        version.save()
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        QuerySet(RequestVersion).filter(pk=version.pk).update(explanation="x")


def test_who_abstains_says_why(asked):
    with pytest.raises(ValidationError):
        submit(asked.request, answer=AnswerKind.ABSTAINS, by=asked.uno)
    submit(asked.request, answer=AnswerKind.ABSTAINS, explanation="Vi hinner inte.", by=asked.uno)
    assert again(asked.request).state == RequestState.ABSTAINS


def test_who_is_not_concerned_needs_no_reason(asked):
    submit(asked.request, answer=AnswerKind.NOT_CONCERNED, by=asked.uno)
    assert again(asked.request).state == RequestState.NOT_CONCERNED


def test_report_of_the_period_is_used_again(world, cast):
    round = prepared(world, cast)
    uno, malin = cast.people["reporter"], cast.people["maintainer"]
    one = world.strategy.commitments.get(responsible=cast.agency)
    report = make.draft_report(one, by=uno)
    make.submitted(report, by=uno)
    receive_report(report=report, seen=1, by=malin)
    request = open_round(round=round, by=malin).requests.get(actor=cast.agency)
    assert not request.items.get().is_told
    assert reuse_reports(request=request, items=request.items.all(), by=uno) == 1
    assert request.items.get().report == report
    answer_all(request, by=uno)
    assert submit(request, by=uno).reports == [report.versions.get().public_id]


def told_on(asked, day: date) -> ProgressReport:
    """A report of that day, which answers nothing in the round yet."""
    tell_commitments(asked.request, by=asked.uno)
    asked.commitment.reports.update(as_of=day)
    asked.request.items.update(report=None)
    return asked.commitment.reports.get()


def test_report_from_before_the_period_is_not_used_again(asked):
    report = told_on(asked, asked.round.period_start - timedelta(days=1))
    receive_report(report=report, seen=1, by=asked.malin)
    items = asked.request.items.all()
    assert reuse_reports(request=asked.request, items=items, by=asked.uno) == 0


def test_report_that_waits_to_be_received_is_used_again_however_old(asked):
    told_on(asked, asked.round.period_start - timedelta(days=1))
    items = asked.request.items.all()
    assert reuse_reports(request=asked.request, items=items, by=asked.uno) == 1


def test_report_given_after_the_period_is_used_again(asked):
    report = told_on(asked, asked.round.period_end + timedelta(days=9))
    receive_report(report=report, seen=1, by=asked.malin)
    items = asked.request.items.all()
    assert reuse_reports(request=asked.request, items=items, by=asked.uno) == 1


def test_board_day_that_has_passed_is_refused(asked):
    with pytest.raises(ValidationError):
        tell_preparation(request=asked.request, until=date(2020, 1, 1), what="", by=asked.uno)


def test_contact_reports_for_the_organisation(asked, cast):
    with pytest.raises(ValidationError):
        name_contact(request=asked.request, contact=cast.people["reader"], by=asked.uno)
    name_contact(request=asked.request, contact=asked.uno, by=asked.uno)
    assert again(asked.request).contact == asked.uno


# ---------------------------------------------------------------- signing


def sign(asked, *, by, seen=1, **more):
    said = {"decision": "board", "decided_on": timezone.localdate(), "paragraph": "§ 47"} | more
    return sign_request(request=asked.request, seen=seen, by=by, **said)


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"signed out", "signer"}))
def test_who_may_not_sign_signs_nothing(asked, cast, kind):
    submitted(asked.request, by=asked.uno)
    with pytest.raises(PermissionDenied):
        sign(asked, by=cast.people[kind])


def test_signer_whose_membership_has_ended_signs_nothing(asked):
    submitted(asked.request, by=asked.uno)
    yesterday = timezone.localdate() - timedelta(days=1)
    asked.signe.memberships.update(valid_from=yesterday, valid_to=yesterday)
    signe = type(asked.signe).objects.get(pk=asked.signe.pk)
    with pytest.raises(PermissionDenied):
        sign(asked, by=signe)


def test_signature_states_office_and_decision_once(asked):
    submitted(asked.request, by=asked.uno)
    signature = sign(asked, by=asked.signe, registry_number="SN 2026/12")
    assert sign(asked, by=asked.signe, decision="official_reply") == signature
    assert (signature.decision, signature.paragraph) == ("board", "§ 47")
    assert signature.office == "uppgiftslämnare"


def test_signature_on_something_else_is_refused(asked):
    submitted(asked.request, by=asked.uno)
    tomorrow = timezone.localdate() + timedelta(days=1)
    for more in ({"seen": 2}, {"decided_on": tomorrow}):
        with pytest.raises(ValidationError):
            sign(asked, by=asked.signe, **more)


# ---------------------------------------------------------------- looking after it


def test_only_those_missing_are_reminded_once_a_day(asked, world, cast):
    board = asked.round.requests.get(actor=world.board)
    submit(board, answer=AnswerKind.NOT_CONCERNED, by=asked.malin)
    for expected in ([cast.agency], []):
        reminded = remind_missing(round=asked.round, by=asked.malin)
        assert [request.actor for request in reminded] == expected
    assert letters_about(asked.request, "paminnelse") == 1
    assert letters_about(board, "paminnelse") == 0


def test_who_waits_for_a_board_is_not_reminded_before_its_day(asked, cast):
    day = timezone.localdate() + timedelta(days=3)
    tell_preparation(request=asked.request, until=day, what="nämnden", by=asked.uno)
    assert again(asked.request).state == RequestState.UNDER_PREPARATION
    reminded = remind_missing(round=asked.round, by=asked.malin)
    assert cast.agency not in [request.actor for request in reminded]


def test_more_time_is_never_less_and_never_for_what_is_received(asked):
    later = asked.round.due_on + timedelta(days=20)
    extend_request(request=asked.request, to=later, by=asked.malin)
    with pytest.raises(ValidationError):
        extend_request(request=asked.request, to=later - timedelta(days=1), by=asked.malin)
    submit(asked.request, answer=AnswerKind.NOT_CONCERNED, by=asked.uno)
    receive_request(request=asked.request, seen=1, by=asked.malin)
    with pytest.raises(NotThereError):
        extend_request(request=asked.request, to=later + timedelta(days=1), by=asked.malin)
    assert letters_about(asked.request, "forlangd") == 1


def test_more_time_is_given_after_the_due_date_alone(asked):
    with pytest.raises(ValidationError):
        extend_request(request=asked.request, to=asked.round.due_on, by=asked.malin)
    with pytest.raises(PermissionDenied):
        extend_request(request=asked.request, to=asked.round.due_on, by=asked.uno)
    later = asked.round.due_on + timedelta(days=7)
    extend_request(request=asked.request, to=later, by=asked.malin)
    assert again(asked.request).due_on == later
    assert letters_about(asked.request, "forlangd") == 1


def test_note_is_signed_by_office_and_dated(asked):
    with pytest.raises(PermissionDenied):
        note_help(request=asked.request, kind="call", done_on=timezone.localdate(), text="Ringde.",
                  by=asked.uno)  # fmt: skip
    note = note_help(
        request=asked.request, kind="call", done_on=timezone.localdate(), text="Ringde.",
        by=asked.malin,
    )  # fmt: skip
    assert note.signed == "organisationsansvarig, Länsstyrelsen i Kalmar län"


def test_note_with_an_identity_number_is_refused(asked):
    with pytest.raises(ValidationError):
        note_help(request=asked.request, kind="call", done_on=timezone.localdate(),
                  text="Gällde 19121212-1212.", by=asked.malin)  # fmt: skip


def test_answer_is_received_in_the_version_that_was_read(asked):
    submitted(asked.request, by=asked.uno)
    with pytest.raises(NotThereError):
        receive_request(request=asked.request, seen=2, by=asked.malin)
    receive_request(request=asked.request, seen=1, by=asked.malin)
    assert again(asked.request).state == RequestState.RECEIVED
    with pytest.raises(NotThereError):
        answer_all(asked.request, by=asked.uno, yes_no="no")


def test_completion_opens_this_answer_alone_and_keeps_the_first(asked):
    submitted(asked.request, by=asked.uno)
    with pytest.raises(ValidationError):
        ask_request_completion(request=asked.request, seen=1, reason=" ", by=asked.malin)
    ask_request_completion(request=asked.request, seen=1, reason="Antal saknas.", by=asked.malin)
    assert again(asked.request).state == RequestState.COMPLETION_ASKED
    assert submit(asked.request, by=asked.uno).number == 2
    assert again(asked.request).state == RequestState.SUBMITTED


def test_telephone_answer_is_marked_and_copied(asked, world):
    board = asked.round.requests.get(actor=world.board)
    board.items.all().delete()
    answers = {one.public_id: said_by_kind(one.kind) for one in asked.round.questions.all()}
    version = answer_by_telephone(
        request=board, answer=AnswerKind.ANSWERS, answers=answers, by=asked.malin
    )
    assert version.by_telephone
    assert version.office == "organisationsansvarig, Länsstyrelsen i Kalmar län"
    assert letters_about(board, "telefon") == 1


def test_telephone_answer_leaves_commitments_to_their_organisation(asked):
    answers = {one.public_id: said_by_kind(one.kind) for one in asked.round.questions.all()}
    version = answer_by_telephone(
        request=asked.request, answer=AnswerKind.ANSWERS, answers=answers, by=asked.malin
    )
    assert (version.by_telephone, version.reports) == (True, [])
    letter = OutgoingMail.objects.get(key__contains=f"{asked.request.public_id}/telefon")
    assert "Utbilda alla" in letter.text
    # What is told of them later belongs to the answer, also when that has been received.
    receive_request(request=asked.request, seen=1, by=asked.malin)
    tell_commitments(asked.request, by=asked.uno)
    assert asked.request.items.get().is_told


def test_telephone_answer_of_nothing_is_refused(asked):
    asked.round.questions.all().delete()
    with pytest.raises(ValidationError, match="Skriv vad de svarade"):
        by_telephone(asked.request, asked, answer=AnswerKind.ANSWERS, explanation="")
    assert not asked.request.versions.exists()


def said_by_kind(kind: str):
    return {"yes_no": "no", "number_by_sex": {"women": 0, "men": 0}}.get(kind, "–")


def by_telephone(request, asked, **said):
    given = {"answer": AnswerKind.ABSTAINS, "answers": {}, "explanation": "De hinner inte."}
    return answer_by_telephone(request=request, by=asked.malin, **(given | said))


def test_another_telephone_answer_says_that_there_is_one(asked, world):
    board = asked.round.requests.get(actor=world.board)
    by_telephone(board, asked)
    for said in ({"explanation": "De vill inte."}, {"answer": AnswerKind.NOT_CONCERNED}):
        with pytest.raises(NotThereError, match="per telefon"):
            by_telephone(board, asked, **said)
    assert board.versions.count() == letters_about(board, "telefon") == 1


def test_telephone_answer_that_an_organisation_itself_took_over_is_not_entered_again(asked, world):
    by_telephone(asked.request, asked)
    submit(asked.request, by=asked.uno, answer=AnswerKind.ABSTAINS, explanation="De hinner inte.")
    submit(asked.request, by=asked.uno, answer=AnswerKind.NOT_CONCERNED)
    for said in ({}, {"answer": AnswerKind.NOT_CONCERNED, "explanation": ""}):
        with pytest.raises(NotThereError, match="själv"):
            by_telephone(asked.request, asked, **said)


@pytest.mark.parametrize("is_received", [False, True])
def test_telephone_answer_that_is_entered_twice_is_one(asked, world, is_received):
    board = asked.round.requests.get(actor=world.board)
    first = by_telephone(board, asked)
    if is_received:
        receive_request(request=board, seen=1, by=asked.malin)
    assert by_telephone(board, asked) == first
    assert board.versions.count() == letters_about(board, "telefon") == 1


def test_telephone_answer_over_a_draft_is_refused(asked):
    answer_all(asked.request, by=asked.uno)
    with pytest.raises(NotThereError):
        answer_by_telephone(
            request=asked.request, answer=AnswerKind.NOT_CONCERNED, answers={}, by=asked.malin
        )


def test_closed_round_takes_no_answer_and_opens_again_with_a_reason(asked):
    close_round(round=asked.round, by=asked.malin)
    with pytest.raises(NotThereError):
        submit(asked.request, answer=AnswerKind.NOT_CONCERNED, by=asked.uno)
    with pytest.raises(ValidationError):
        reopen_round(round=asked.round, why=" ", by=asked.malin)
    reopen_round(round=asked.round, why="Tre nämnder möttes sent.", by=asked.malin)
    submit(asked.request, answer=AnswerKind.NOT_CONCERNED, by=asked.uno)


def test_round_is_not_reopened_beside_another(asked, world):
    close_round(round=asked.round, by=asked.malin)
    begin_round(strategy=world.strategy, by=asked.malin)
    with pytest.raises(ValidationError):
        reopen_round(round=asked.round, why="Vi ångrar oss.", by=asked.malin)
