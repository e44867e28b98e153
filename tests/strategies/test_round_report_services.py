"""The report of a round from draft to correction, and each step that is refused."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from records.mail.days import is_day_off, working_days_after
from records.models import OutgoingMail
from records.services import withdraw
from strategies.models import HiddenAnswer, RoundReport, RoundReportVersion
from strategies.round_reports.frozen import canonical_json, checksum_of
from strategies.services import NotThereError, hide_report
from strategies.services.round_reports import (
    answer_remark,
    begin_fact_check,
    correct_round_report,
    hide_answer,
    publish_round_report,
    renew_draft,
    say_remark,
    withdraw_round_report,
)
from strategies.services.rounds import reopen_round
from tests.people import KINDS, superuser
from tests.strategies.round_reports import answered, begun, checked, published, seen_of

OTHERS = sorted(set(KINDS) - {"signed out", "maintainer", "superuser"})


@pytest.fixture
def found(world, cast):
    return answered(world, cast)


def letters_about(occasion: str) -> int:
    return OutgoingMail.objects.filter(key__startswith="rapport/", key__contains=occasion).count()


def text_question(found):
    return found.round.questions.get(kind="text").public_id


# ---------------------------------------------------------------- the fact check


@pytest.mark.parametrize("kind", OTHERS)
def test_who_does_not_coordinate_makes_no_report(found, cast, kind):
    who, seen = cast.people[kind], seen_of(found)
    for act, more in (
        (begin_fact_check, {"seen": seen}),
        (renew_draft, {"seen": seen}),
        (publish_round_report, {"seen": seen}),
        (correct_round_report, {"seen": seen, "reason": "Fel."}),
        (withdraw_round_report, {}),
    ):
        with pytest.raises(PermissionDenied):
            act(round=found.round, by=who, **more)
    assert not RoundReport.objects.filter(round=found.round).exists()


def test_round_that_is_open_has_no_report(world, cast):
    found = begun(world, cast, organisations=1)
    with pytest.raises(NotThereError):
        begin_fact_check(round=found.round, seen="", by=found.malin)


def test_draft_that_was_not_read_is_not_sent(found):
    with pytest.raises(NotThereError, match="Läs igenom"):
        begin_fact_check(round=found.round, seen="annan", by=found.malin)


def test_fact_check_asks_everybody_once_within_ten_working_days(found):
    report = checked(found)
    checked(found)
    assert letters_about("faktagranska") == len(found.requests)
    days = (report.fact_check_until - timezone.localdate()).days
    assert days >= 12
    assert not is_day_off(report.fact_check_until)
    assert report.draft["round"]["title"] == found.round.title


def test_ten_working_days_leave_out_holidays():
    day = timezone.localdate().replace(year=2026, month=12, day=18)
    assert working_days_after(day, 1).isoformat() == "2026-12-21"
    assert working_days_after(day, 4).isoformat() == "2026-12-28"


def test_remark_is_said_by_a_reporter_and_answered_once(found, cast):
    report, request, uno = checked(found), found.requests[0], cast.people["reporter"]
    for kind in ("reader", "other agency", "maintainer", "parent"):
        with pytest.raises(PermissionDenied):
            say_remark(request=request, text="Fel.", by=cast.people[kind])
    with pytest.raises(ValidationError):
        say_remark(request=request, text=" ", by=uno)
    with pytest.raises(ValidationError):
        say_remark(request=request, text="Ring 19121212-1212.", by=uno)
    remark = say_remark(request=request, text="Vi avstod inte.", by=uno)
    assert say_remark(request=request, text="Vi avstod inte.", by=uno) == remark
    assert (remark.office, remark.organisation) == ("uppgiftslämnare", "Myndigheten")
    with pytest.raises(PermissionDenied):
        answer_remark(remark=remark, text="Jo.", by=uno)
    with pytest.raises(ValidationError):
        answer_remark(remark=remark, text="", by=found.malin)
    done = answer_remark(remark=remark, text="Rättat.", by=found.malin)
    answer_remark(remark=remark, text="Rättat.", by=found.malin)
    with pytest.raises(NotThereError):
        answer_remark(remark=remark, text="Annat.", by=found.malin)
    assert done.answer_signed.endswith("Länsstyrelsen i Kalmar län")
    assert letters_about("svar/") == 1
    assert report.remarks.count() == 1


def test_draft_is_renewed_without_a_letter_and_with_the_same_day(found):
    report = checked(found)
    request = found.requests[0]
    HiddenAnswer.objects.create(
        request=request, reason="Fel.", hidden_at=timezone.now(), question=""
    )
    renewed = renew_draft(round=found.round, seen=seen_of(found), by=found.malin)
    assert renewed.draft != report.draft
    assert renewed.fact_check_until == report.fact_check_until
    assert letters_about("faktagranska") == len(found.requests)


# ---------------------------------------------------------------- publishing


def test_report_is_not_published_before_the_facts_are_checked(found):
    with pytest.raises(NotThereError, match="inte faktagranskats"):
        publish_round_report(round=found.round, seen=seen_of(found), by=found.malin)
    checked(found)
    with pytest.raises(NotThereError, match="pågår"):
        publish_round_report(round=found.round, seen=seen_of(found), by=found.malin)


def test_report_of_a_strategy_that_is_not_public_is_not_published(found):
    withdraw(record=found.round.strategy)
    with pytest.raises(NotThereError, match="strategin"):
        published(found)
    assert not RoundReportVersion.objects.filter(report__round=found.round).exists()


def test_published_report_is_frozen_with_its_checksum(found):
    report = published(found)
    version = report.versions.get()
    assert version.checksum == checksum_of(version.payload)
    assert RoundReport.objects.public().get(round=found.round) == report
    assert letters_about("publicerad") == len(found.requests)
    again = publish_round_report(round=found.round, seen="", by=found.malin)
    assert again == version
    with pytest.raises(NotThereError):
        begin_fact_check(round=found.round, seen=seen_of(found), by=found.malin)
    for act in (version.save, version.delete, RoundReportVersion.objects.all().delete):
        with pytest.raises(ValidationError):
            act()
    with pytest.raises(DatabaseError), transaction.atomic():
        QuerySet(RoundReportVersion).filter(pk=version.pk).update(checksum="x")


def test_checksum_that_looks_like_an_identity_number_is_no_free_text(found):
    version = published(found).versions.get()
    version.checksum = "191212121212".ljust(64, "a")
    version.full_clean(validate_unique=False, validate_constraints=False)


def test_address_is_given_once(found):
    slug = published(found).slug
    assert slug == f"lanets-strategi-{found.round.period_end.year}"


def test_correction_says_why_and_keeps_what_was(found):
    report = published(found)
    with pytest.raises(ValidationError):
        correct_round_report(round=found.round, seen=seen_of(found), reason=" ", by=found.malin)
    with pytest.raises(NotThereError, match="Inget är ändrat"):
        correct_round_report(round=found.round, seen=seen_of(found), reason="Fel.", by=found.malin)
    found.round.questions.filter(kind="choice").update(text="Vad är svårast?")
    version = correct_round_report(
        round=found.round, seen=seen_of(found), reason="Frågan hette fel.", by=found.malin
    )
    assert (version.number, version.reason) == (2, "Frågan hette fel.")
    assert not version.hides_earlier
    assert report.versions.count() == 2


def test_round_that_is_open_again_is_not_published(found):
    checked(found)
    reopen_round(round=found.round, why="Fel.", by=found.malin)
    with pytest.raises(NotThereError):
        publish_round_report(round=found.round, seen="", by=found.malin)


# ---------------------------------------------------------------- hiding


def test_text_is_hidden_by_its_organisation_or_by_who_makes_the_report(found, cast):
    question = text_question(found)
    request = found.requests[1]
    for kind in ("reporter", "coordinator", "other agency", "parent"):
        with pytest.raises(PermissionDenied):
            hide_answer(request=request, question=question, reason="Fel.", by=cast.people[kind])
    own = found.requests[0]
    hidden = hide_answer(request=own, question="", reason="Fel.", by=cast.people["coordinator"])
    assert hidden.signed.endswith("Myndigheten")
    with pytest.raises(ValidationError):
        hide_answer(request=request, question=question, reason="", by=found.malin)
    number = found.round.questions.filter(kind="number").first().public_id
    with pytest.raises(ValidationError):
        hide_answer(request=request, question=number, reason="Fel.", by=found.malin)


def test_hidden_text_makes_a_version_without_it(found):
    report = published(found)
    before = report.versions.get().payload
    for _twice in range(2):
        hide_answer(
            request=found.requests[1],
            question=text_question(found),
            reason="Pekar ut någon.",
            by=found.malin,
        )
    version = report.versions.order_by("-number").first()
    assert (version.number, version.hides_earlier) == (2, True)
    assert "Pekar ut" not in canonical_json(version.payload) + version.reason
    assert canonical_json(before).count("Mer tid.") == 4
    assert canonical_json(version.payload).count("Mer tid.") == 3
    report.refresh_from_db()
    assert canonical_json(report.draft).count("Mer tid.") == 3


def test_hidden_progress_report_makes_a_version_without_it(found):
    report = published(found)
    progress = found.requests[1].items.get().report
    hide_report(report=progress, by=superuser())
    version = report.versions.order_by("-number").first()
    assert (version.number, version.hides_earlier) == (2, True)
    assert progress.public_id not in canonical_json(version.payload)
    assert version.payload["reports_not_shown"] == 1


def test_withdrawn_report_is_not_public_until_it_is_corrected(found):
    published(found)
    assert withdraw_round_report(round=found.round, by=found.malin)
    assert not RoundReport.objects.public().filter(round=found.round).exists()
    correct_round_report(round=found.round, seen=seen_of(found), reason="Igen.", by=found.malin)
    assert RoundReport.objects.public().filter(round=found.round).exists()


def test_correction_shows_no_other_sum_of_people(found):
    report = published(found)
    shown = report.versions.get().payload["questions"][2]["sum"]
    assert shown["total"] == 160
    # What an organisation submitted is never changed by hand; another version of it counts.
    request = found.requests[1]
    last = request.versions.latest("number")
    answers = [
        one | ({"value": 41} if one["text"] == "Hur många besökte er?" else {})
        for one in last.answers
    ]
    request.versions.create(
        number=2,
        answer=last.answer,
        answers=answers,
        submitted_at=last.submitted_at + timedelta(days=1),
        organisation=last.organisation,
    )
    version = correct_round_report(
        round=found.round, seen=seen_of(found), reason="En siffra var fel.", by=found.malin
    )
    assert version.payload["questions"][2]["sum"] == {
        "total": None, "women": None, "men": None, "withheld": "changed",
    }  # fmt: skip
