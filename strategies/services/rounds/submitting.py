"""An organisation submits its answer in a round, and one who may signs it off."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from actors.access import access_of
from actors.models import User
from records.history import told_as
from strategies.answers import frozen, unanswered
from strategies.choices import AnswerKind
from strategies.models import (
    ReportVersion,
    RequestSignature,
    RequestVersion,
    RoundRequest,
)
from strategies.models.round_request import untold
from strategies.rules.rounds import can_sign_request
from strategies.services.reports.holding import NotThereError, office_of, require
from strategies.services.rounds import letters
from strategies.services.rounds.holding import (
    held_request,
    require_answerable,
    require_seen_version,
)
from strategies.services.writers import Writer, may_answer, require_stated, told_why


@transaction.atomic
def submit_request(
    *,
    request: RoundRequest,
    answer: AnswerKind,
    seen: int,
    by: Writer,
    explanation: str = "",
) -> RequestVersion:
    """Submit what the organisation says, in the version of the draft that was read, with a letter
    as a receipt. Who abstains says why; who answers has answered all.

    Pressed twice it answers as the first time. Raises PermissionDenied; NotThereError;
    ValidationError with what is missing.
    """
    kept = held_request(request)
    require(may=may_answer(by, kept))
    if kept.version != seen and (pressed := submitted_already(kept, answer, explanation)):
        return pressed
    require_answerable(kept)
    if kept.version != seen:
        raise NotThereError(_("En kollega har ändrat något sedan sidan visades. Läs igen."))
    require_stated(by)
    require_whole(kept, answer, explanation)
    with override("sv"):
        office, organisation = office_of(by, kept.actor), str(kept.actor.name_with_kind)
    version = write_version(kept, answer, explanation, office, organisation)
    mark_submitted(kept, version, by)
    letters.write_receipt(version=version, to=by)
    return version


def require_whole(
    request: RoundRequest, answer: AnswerKind, explanation: str, *, with_commitments: bool = True
) -> None:
    """Raise ValidationError with all that is missing."""
    if answer == AnswerKind.ABSTAINS and not explanation.strip():
        raise ValidationError({"explanation": _("Skriv varför ni avstår.")})
    if answer != AnswerKind.ANSWERS:
        return
    missing = [
        _("Svara på frågan ”%(text)s”.") % {"text": one.text}
        for one in unanswered(request.round.questions.all(), request.draft)
    ]
    items = request.items.select_related("commitment", "report") if with_commitments else []
    missing += [
        _("Redovisa ”%(title)s”.") % {"title": one.commitment.title} for one in untold(items)
    ]
    if missing:
        raise ValidationError(missing)


def said_now(request: RoundRequest, answer: AnswerKind, explanation: str) -> dict[str, Any]:
    """What a submission would say."""
    answers_now = answer == AnswerKind.ANSWERS
    return {
        "answer": answer,
        "explanation": explanation.strip(),
        "answers": frozen(request.round.questions.all(), request.draft) if answers_now else [],
        "reports": report_versions(request) if answers_now else [],
    }


def submitted_already(
    request: RoundRequest, answer: AnswerKind, explanation: str
) -> RequestVersion | None:
    """What a second press of the same button submitted the first time: the very same words."""
    last = request.versions.order_by("-number").first()
    if last is None or request.completion_asked_at is not None:
        return None
    says = said_now(request, answer, explanation)
    return last if all(getattr(last, name) == says[name] for name in says) else None


def write_version(
    request: RoundRequest,
    answer: AnswerKind,
    explanation: str,
    office: str,
    organisation: str,
    *,
    by_telephone: bool = False,
) -> RequestVersion:
    now = timezone.now()
    last = request.versions.order_by("-number").first()
    # Completing what came in time is not late; a first answer after a no is.
    continues = last is not None and last.answer == answer
    version = RequestVersion(
        request=request,
        number=last.number + 1 if last else 1,
        submitted_at=now,
        is_late=last.is_late if last and continues else request.is_late_at(now),
        by_telephone=by_telephone,
        office=office,
        organisation=organisation,
        **said_now(request, answer, explanation),
    )
    version.full_clean()
    version.save()
    return version


def report_versions(request: RoundRequest) -> list[str]:
    """The public ids of the versions that belong to the answer, in the order of the commitments."""
    items = request.items.filter(report__as_of__isnull=False).order_by("pk")
    last = ReportVersion.objects.filter(report=OuterRef("report")).order_by("-number")
    return list(items.values_list(Subquery(last.values("public_id")[:1]), flat=True))


def mark_submitted(request: RoundRequest, version: RequestVersion, by: Writer) -> None:
    request.answer = version.answer
    request.submitted_at = version.submitted_at
    request.completion_asked_at = request.prepared_until = None
    request.preparation = ""
    request.full_clean()
    with told_as(by=by, for_actor=request.actor_id, why=told_why(by)):
        request.save()


@transaction.atomic
def sign_request(
    *,
    request: RoundRequest,
    seen: int,
    decision: str,
    decided_on: date,
    by: User,
    paragraph: str = "",
    registry_number: str = "",
) -> RequestSignature:
    """Sign off what was submitted (fastställa), by one who may sign for the organisation today.
    `seen` is the number of the version that was read. Signed already, it stays as it was.

    Raises PermissionDenied; NotThereError; ValidationError for a day that lies ahead.
    """
    kept = held_request(request)
    require(may=can_sign_request(access_of(by), kept))
    require_seen_version(kept, seen)
    version = kept.versions.latest("number")
    if version.is_signed:
        return version.signature
    if decided_on > timezone.localdate():
        raise ValidationError({"decided_on": _("Dagen ligger framåt.")})
    with override("sv"):
        organisation = str(kept.actor.name_with_kind)
    signature = RequestSignature(
        version=version,
        decision=decision,
        decided_on=decided_on,
        paragraph=paragraph.strip(),
        registry_number=registry_number.strip(),
        office=office_of(by, kept.actor),
        organisation=organisation,
        signed_at=timezone.now(),
    )
    signature.full_clean()
    signature.save()
    return signature
