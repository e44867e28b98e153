"""Those who answered check the draft for facts, before it is published."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from actors.access import access_of
from actors.models import User
from records.history import told_as
from records.mail.days import working_days_after
from records.services import lock
from strategies.models import FactRemark, FollowUpRound, RoundReport, RoundRequest
from strategies.rules.round_reports import can_make_round_report, can_remark
from strategies.services.reports.holding import NotThereError, office_of, require, signed_by
from strategies.services.round_reports import letters
from strategies.services.round_reports.holding import (
    held_report,
    payload_as_seen,
    require_unpublished,
    require_words,
)
from strategies.services.rounds.opening import requests_of

WORKING_DAYS = 10


@transaction.atomic
def begin_fact_check(*, round: FollowUpRound, seen: str, by: User) -> RoundReport:
    """Freeze the draft that was read (`seen`: its checksum), and ask all that were asked in the
    round to check it within ten working days, by a letter.

    Pressed twice it goes on, and no second letter leaves. Raises PermissionDenied; NotThereError
    for a round that is not closed, or a draft that reads otherwise by now.
    """
    report = held_report(round, by=by)
    require_unpublished(report)
    if report.is_in_fact_check:
        return report
    report.draft, _checksum = payload_as_seen(report, seen)
    report.drafted_at = timezone.now()
    report.fact_check_until = working_days_after(timezone.localdate(), WORKING_DAYS)
    save(report, by)
    for request in requests_of(report.round):
        letters.write_fact_check(report=report, request=request)
    return report


@transaction.atomic
def renew_draft(*, round: FollowUpRound, seen: str, by: User) -> RoundReport:
    """Let those who check see the draft as it reads now; the time to check stays as it was.

    Raises PermissionDenied; NotThereError where nothing is checked, or it reads otherwise by now.
    """
    report = held_report(round, by=by)
    require_in_fact_check(report)
    report.draft, _checksum = payload_as_seen(report, seen)
    save(report, by)
    return report


def save(report: RoundReport, by: User) -> None:
    report.full_clean()
    with told_as(by=by, for_actor=report.round.strategy.maintained_by_id):
        report.save()


def require_in_fact_check(report: RoundReport) -> None:
    if not report.is_in_fact_check:
        raise NotThereError(_("Det går inte: rapporten faktagranskas inte nu."))


@transaction.atomic
def say_remark(*, request: RoundRequest, text: str, by: User) -> FactRemark:
    """Say what is not right in the draft, for an organisation that was asked. The same said twice
    is one remark.

    Raises PermissionDenied; NotThereError where nothing is checked; ValidationError without words.
    """
    require(may=can_remark(access_of(by), request))
    report = RoundReport.objects.filter(round=request.round).first()
    if report is None or not lock(report).is_in_fact_check:
        raise NotThereError(_("Det går inte: rapporten faktagranskas inte nu."))
    words = require_words("text", text, _("Skriv vad som inte stämmer."))
    said = report.remarks.filter(request=request, answer="")
    if known := next((one for one in said if one.text == words), None):
        return known
    with override("sv"):
        organisation = str(request.actor.name_with_kind)
    remark = FactRemark(
        report=report,
        request=request,
        text=words,
        office=office_of(by, request.actor),
        organisation=organisation,
        said_at=timezone.now(),
    )
    remark.full_clean()
    with told_as(by=by, for_actor=request.actor_id):
        remark.save()
    return remark


@transaction.atomic
def answer_remark(*, remark: FactRemark, text: str, by: User) -> FactRemark:
    """Answer what an organisation said of the draft, with a letter to it; once.

    Raises PermissionDenied; NotThereError for one that is answered; ValidationError without words.
    """
    require(may=can_make_round_report(access_of(by), remark.report))
    kept = lock(remark)
    kept.report, kept.request = remark.report, remark.request
    words = require_words("answer", text, _("Skriv ett svar."))
    if kept.answered_at is not None:
        if kept.answer == words:
            return kept
        raise NotThereError(_("Anmärkningen är redan besvarad."))
    maintainer = kept.report.round.strategy.maintained_by
    kept.answer, kept.answered_at = words, timezone.now()
    kept.answer_signed = signed_by(by, maintainer)[:300]
    kept.full_clean()
    with told_as(by=by, for_actor=maintainer.pk):
        kept.save()
    letters.write_remark_answered(remark=kept)
    return kept


def is_over(report: RoundReport) -> bool:
    """Whether the time to check the facts has passed."""
    until = report.fact_check_until
    return until is not None and until < timezone.localdate()


def require_checked(report: RoundReport) -> None:
    """Raise NotThereError where those who answered have not had their time to check."""
    if report.draft is None:
        raise NotThereError(_("Rapporten har inte faktagranskats än."))
    if not is_over(report):
        text = _("Faktagranskningen pågår till och med %(day)s. Publicera efter den dagen.")
        raise NotThereError(text, params={"day": report.fact_check_until})
