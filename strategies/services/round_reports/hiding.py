"""Taking something out of a report at once: a text, what a progress report says, or all of it."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.access import access_of
from actors.models import User
from records.history import told_as
from records.services import hold, withdraw
from strategies.choices import QuestionKind
from strategies.models import (
    FollowUpRound,
    HiddenAnswer,
    ProgressReport,
    RoundReport,
    RoundRequest,
)
from strategies.round_reports.frozen import Payload
from strategies.round_reports.payload import without_answer, without_report
from strategies.round_reports.texts import still_shown
from strategies.rules.round_reports import can_hide_answer
from strategies.services.reports.holding import require, signed_by
from strategies.services.round_reports.holding import held_report, require_words
from strategies.services.round_reports.publishing import write_version
from strategies.services.rounds.holding import held_round

# In Swedish, as the report is: it says so in the new version.
TEXT_HIDDEN = "En text har dolts. Tidigare versioner visas därför inte längre."
REPORT_HIDDEN = "En uppföljning har dolts. Tidigare versioner visas därför inte längre."


@transaction.atomic
def withdraw_round_report(*, round: FollowUpRound, by: User) -> bool:
    """Take the whole report off every public page at once. Says whether anything changed. Raises
    PermissionDenied, NotThereError."""
    report = held_report(round, by=by)
    with told_as(by=by, for_actor=report.round.strategy.maintained_by_id):
        return withdraw(record=report)


@transaction.atomic
def hide_answer(*, request: RoundRequest, question: str, reason: str, by: User) -> HiddenAnswer:
    """Show a text that an organisation answered in no report any more: `question` is the public id
    of a question in free text, or empty for why it abstains. What is published becomes a new
    version without it, and no version before that is shown.

    Hidden already, it stays so. Raises PermissionDenied; ValidationError without a reason, or for
    what is no text.
    """
    held_round(request.round)
    require(may=can_hide_answer(access_of(by), request))
    texts = request.round.questions.filter(kind=QuestionKind.TEXT)
    if question and not texts.filter(public_id=question).exists():
        raise ValidationError(_("Välj en text."))
    if known := HiddenAnswer.objects.filter(request=request, question=question).first():
        return known
    hidden = HiddenAnswer(
        request=request,
        question=question,
        reason=require_words("reason", reason, _("Skriv varför texten döljs.")),
        signed=signature_of(request, by),
        hidden_at=timezone.now(),
    )
    hidden.full_clean()
    with told_as(by=by, for_actor=request.actor_id, why=hidden.reason):
        hidden.save()
    for report in hold(RoundReport.objects.filter(round=request.round)):
        take_out(
            report, TEXT_HIDDEN, lambda told: without_answer(told, request.public_id, question)
        )
    return hidden


def signature_of(request: RoundRequest, by: User) -> str:
    """Of the side that hides it."""
    maintainer = request.round.strategy.maintained_by
    is_of_maintainer = maintainer.pk in access_of(by).coordinates
    return signed_by(by, maintainer if is_of_maintainer else request.actor)[:300]


def take_out_report(report: ProgressReport) -> None:
    """Let no report of a round say anything of a progress report that was hidden just now, in the
    same transaction."""
    about = RoundReport.objects.filter(
        round__requests__items__commitment=report.commitment_id
    ).values("pk")
    for found in hold(RoundReport.objects.filter(pk__in=about).order_by("pk")):
        take_out(found, REPORT_HIDDEN, lambda told: without_report(told, report.public_id))


def take_out(report: RoundReport, reason: str, without: Callable[[Payload], Payload]) -> None:
    """From the draft that is checked, and from what is published."""
    if report.draft is not None:
        report.draft = without(report.draft)
        report.save(update_fields=["draft"])
    versions = list(report.versions.order_by("-number"))
    if versions and any(without(one.payload) != one.payload for one in still_shown(versions)):
        write_version(report, without(versions[0].payload), reason=reason, hides_earlier=True)
