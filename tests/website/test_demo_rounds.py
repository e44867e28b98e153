"""Exempel län follows up its strategy: a round that is closed, with its report, and an open one."""

import json
from datetime import timedelta
from hashlib import sha256

import pytest
from django.test import Client
from django.utils import timezone

from actors.models import User
from records.models import OutgoingMail
from strategies.answers import is_value_of, unanswered
from strategies.choices import AnswerKind, DecisionKind, NoteKind, RequestState
from strategies.models import (
    FactRemark,
    FollowUpRound,
    RequestItem,
    RequestSignature,
    RequestVersion,
    RoundNote,
    RoundQuestion,
    RoundReport,
    RoundReportVersion,
    RoundRequest,
)
from strategies.models.round_request import untold
from strategies.round_reports.frozen import canonical_json
from strategies.summaries.round_reports import making_page
from strategies.summaries.rounds import cockpit_of, doubts_about
from tests.clock import Clock
from website.demo.days import day_without_doubts
from website.demo.loading import load_demo

pytestmark = pytest.mark.once

AGENCY = "exempel-myndigheten"

WRITTEN = (
    FollowUpRound, RoundQuestion, RoundRequest, RequestItem, RequestVersion, RequestSignature,
    RoundNote, RoundReport, RoundReportVersion, FactRemark,
)  # fmt: skip


def closed() -> FollowUpRound:
    return FollowUpRound.objects.get(closed_at__isnull=False)


def opened() -> FollowUpRound:
    return FollowUpRound.objects.running().get()


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(email=f"{name}@exempel.example"))
    return client


# ---------------------------------------------------------------- who is where


def test_rounds_have_answers_and_silences_of_every_kind(demo):
    assert dict(cockpit_of(closed()).counts) == {
        RequestState.NOT_OPENED: 1,
        RequestState.STARTED: 1,
        RequestState.SUBMITTED: 1,
        RequestState.RECEIVED: 29,
        RequestState.ABSTAINS: 1,
        RequestState.NOT_CONCERNED: 1,
    }
    assert dict(cockpit_of(opened()).counts) == {
        RequestState.NOT_OPENED: 25,
        RequestState.STARTED: 5,
        RequestState.UNDER_PREPARATION: 1,
        RequestState.COMPLETION_ASKED: 1,
        RequestState.SUBMITTED: 1,
        RequestState.RECEIVED: 1,
    }


def test_closed_round_tells_who_was_late_who_telephoned_and_who_decided(demo):
    versions = RequestVersion.objects.filter(request__round=closed())
    late, telephone = versions.get(is_late=True), versions.get(by_telephone=True)
    assert late.request.actor.key == "exempel-tranbarskarr"
    assert telephone.request.actor.key == "exempel-uddmarkso"
    assert RoundNote.objects.filter(request=telephone.request, kind=NoteKind.CALL).exists()

    signatures = RequestSignature.objects.filter(version__request__round=closed())
    assert {one.decision for one in signatures} == set(DecisionKind.values)
    for one in signatures.filter(decision=DecisionKind.BOARD):
        assert one.paragraph.startswith("§ "), one
        assert one.registry_number, one


def test_rows_of_the_rounds_are_as_forms_would_have_made_them(demo):
    for model in WRITTEN:
        rows = list(model.objects.all())
        assert rows, model
        for row in rows:
            row.full_clean()
    for request in RoundRequest.objects.filter(answer=AnswerKind.ANSWERS):
        assert unanswered(request.round.questions.all(), request.draft) == [], request
        assert untold(request.items.all()) == [], request
    for request in RoundRequest.objects.exclude(draft={}):
        for question in request.round.questions.filter(public_id__in=request.draft):
            assert is_value_of(question, request.draft[question.public_id]), (request, question)


# ---------------------------------------------------------------- when


def test_open_round_is_due_on_a_good_day_whenever_it_is_loaded(monkeypatch):
    for place in range(366):
        now = Clock(monkeypatch).set("2027-01-01 10:00:00") + timedelta(days=place)
        Clock(monkeypatch).set(now)
        due_on = day_without_doubts(35)
        assert doubts_about(due_on) == [], due_on
        assert (due_on - timezone.localdate()).days >= 35


def test_rounds_are_in_order_when_they_are_loaded_among_days_off(db, passwords, monkeypatch):
    now = Clock(monkeypatch).set("2027-01-02 08:00:00")
    load_demo(passwords=passwords)
    before, after = closed(), opened()
    assert before.period_end < after.period_start < after.due_on
    assert before.title != after.title
    report = before.report
    assert before.opened_at < before.closed_at < report.drafted_at < report.published_at
    assert report.fact_check_until < timezone.localdate(report.published_at)
    for request in RoundRequest.objects.exclude(answer="").select_related("round"):
        handled_at = request.received_at or request.completion_asked_at or now
        first = request.first_opened_at or request.submitted_at
        assert request.round.opened_at <= first <= request.submitted_at <= handled_at <= now
    assert RequestVersion.objects.filter(is_late=True).count() == 1


# ---------------------------------------------------------------- the report


def test_report_of_the_closed_round_is_public_and_so_are_its_files(demo):
    report = closed().report
    page = Client().get(report.get_absolute_url())
    assert page.status_code == 200
    assert "30 av 34 tillfrågade organisationer har svarat, 1 av dem efter svarsdagen." in page.text
    for name, kind in (("rapport.pdf", "application/pdf"), ("export.csv", "text/csv"),
                       ("export.json", "application/json")):  # fmt: skip
        answer = Client().get(f"{report.get_absolute_url()}{name}")
        assert answer.status_code == 200, name
        assert answer.headers["Content-Type"].startswith(kind)
    told = json.loads(answer.text)
    assert told["checksum"] == sha256(canonical_json(told["payload"]).encode()).hexdigest()
    assert told["payload"]["is_example"]
    made = making_page(closed())
    assert made.is_published
    assert not made.differs_from_draft
    assert not made.differs_from_newest


def test_report_shows_people_withholds_people_and_tells_of_a_lowered_grade(demo):
    payload = closed().report.versions.get().payload
    shown, withheld = [one for one in payload["questions"] if one["about_people"]]
    given = [
        one["value"]
        for version in RequestVersion.objects.filter(request__round=closed())
        for one in version.answers
        if one["question"] == shown["id"]
    ]
    assert shown["sum"]["women"] == sum(one["women"] for one in given)
    assert shown["sum"]["total"] == sum(sum(one.values()) for one in given)
    assert withheld["sum"] == {"total": None, "women": None, "men": None, "withheld": "few"}
    assert withheld["answered"] == 30

    [lowered] = payload["changes"]["lowered"]
    [told] = [one for one in payload["commitments"] if one["id"] == lowered]
    assert "kontaktpersoner har slutat" in told["reason"]


# ---------------------------------------------------------------- at work


def test_rounds_of_the_demo_open_for_those_who_run_answer_and_sign_them(demo):
    officer, own = signed_in("uppgiftslamnare"), opened().requests.get(actor__key=AGENCY)
    other = opened().requests.get(actor__key="exempel-regionen")
    assert officer.get(other.get_answer_url()).status_code == 404
    assert officer.get(other.round.get_work_url()).status_code == 403
    assert 'value="13"' in officer.get(own.get_answer_url()).text
    assert own.get_answer_url() in officer.get("/arbete/").text

    coordinator = signed_in("strategisamordnare")
    for round in (closed(), opened()):
        assert coordinator.get(round.get_work_url()).status_code == 200
    for request in (other, closed().requests.get(actor__key="exempel-tranbarskarr")):
        assert coordinator.get(request.get_work_url()).status_code == 200

    unsigned = closed().requests.get(actor__key=AGENCY)
    assert not unsigned.versions.get().is_signed
    assert "Fastställ" in signed_in("faststaller").get(unsigned.get_answer_url()).text
    assert not OutgoingMail.objects.exists()
