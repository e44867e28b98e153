"""What an organisation writes in a round: drafts, reports used again, its answer, its signature."""

from collections.abc import Collection
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
from strategies.answers import Value, digest_of, frozen, is_value_of, unanswered
from strategies.choices import AnswerKind
from strategies.models import (
    LinkHolder,
    ProgressReport,
    ReportVersion,
    RequestItem,
    RequestSignature,
    RequestVersion,
    RoundRequest,
)
from strategies.models.round_request import untold
from strategies.rules.rounds import can_answer_request, can_sign_request, holder_can_answer
from strategies.services.reports.holding import NotThereError, office_of, require
from strategies.services.rounds import letters
from strategies.services.rounds.holding import (
    held_request,
    require_answerable,
    require_seen_version,
)
from strategies.services.writers import Writer, may_answer, require_stated, told_why


class ColleagueWroteError(ValidationError):
    """Somebody answered a question meanwhile, otherwise than it is answered now."""

    def __init__(self, stored: dict[str, Value | None]) -> None:
        super().__init__(_("En kollega har ändrat svaret medan du skrev. Läs och spara igen."))
        self.stored = stored


@transaction.atomic
def note_opened(*, request: RoundRequest, by: Writer) -> None:
    """Keep when the organisation first opened what it is asked; a look of who runs the round or
    the installation is none of its own. By a link nothing is opened before something is sent: mail
    filters look at every page."""
    if request.first_opened_at is None and is_of_its_own(by, request):
        kept = held_request(request)
        kept.first_opened_at = request.first_opened_at = timezone.now()
        kept.save(update_fields=["first_opened_at"])


def is_of_its_own(by: Writer, request: RoundRequest) -> bool:
    if isinstance(by, LinkHolder):
        return holder_can_answer(by.link, request)
    return request.actor_id in by.access.reports


@transaction.atomic
def save_answers(
    *, request: RoundRequest, answers: dict[str, Value | None], shown: dict[str, str], by: Writer
) -> RoundRequest:
    """Keep what has been answered so far, whole or not. `answers` holds the questions that were
    written in, None for an answer that was taken away; `shown` the sums of what stood there before
    (`digests_of`).

    Raises PermissionDenied; NotThereError where nothing can be written any more;
    ColleagueWroteError with the answers that another gave meanwhile, and then saves nothing.
    """
    kept = held_request(request)
    require(may=may_answer(by, kept))
    require_answerable(kept)
    overtaken = {
        key: kept.draft.get(key)
        for key, value in answers.items()
        if digest_of(kept.draft.get(key)) not in (shown.get(key, ""), digest_of(value))
    }
    if overtaken:
        raise ColleagueWroteError(overtaken)
    questions = {one.public_id: one for one in kept.round.questions.all()}
    draft = dict(kept.draft)
    for key, value in answers.items():
        if value is None:
            draft.pop(key, None)
        elif key in questions and is_value_of(questions[key], value):
            draft[key] = value
        else:
            raise ValidationError(_("Ett av svaren passar inte till frågan."))
    if draft != kept.draft:
        kept.draft = draft
        kept.saved_at = timezone.now()
        with told_as(by=by, for_actor=kept.actor_id, why=told_why(by)):
            kept.save()
    return kept


def reusable_reports(request: RoundRequest) -> dict[int, ProgressReport]:
    """What was already told of the commitments within the period that the round is about, by the
    key of the commitment: one confirmation, and it need not be told again. One query."""
    told = ProgressReport.objects.filter(
        commitment__request_items__request=request,
        as_of__range=(request.round.period_start, request.round.period_end),
        withdrawn_at__isnull=True,
    )
    return {one.commitment_id: one for one in told.order_by("as_of", "pk").with_versions()}


@transaction.atomic
def reuse_reports(*, request: RoundRequest, items: Collection[RequestItem], by: Writer) -> int:
    """Answer these commitments by what was told of them before, and say how many. One that has been
    told of meanwhile keeps that. Raises PermissionDenied, NotThereError."""
    kept = held_request(request)
    require(may=may_answer(by, kept))
    require_answerable(kept)
    found, done = reusable_reports(kept), 0
    chosen = kept.items.filter(pk__in=[one.pk for one in items])
    for item in untold(chosen.select_related("commitment", "report")):
        report = found.get(item.commitment_id)
        if report is not None:
            item.report = report
            item.save()
            done += 1
    return done


@transaction.atomic
def tell_preparation(
    *, request: RoundRequest, until: date | None, what: str, by: Writer
) -> RoundRequest:
    """Say that the answer waits for a board's day, or no longer does (`until` None).

    Raises PermissionDenied; NotThereError; ValidationError for a day that has passed.
    """
    kept = held_request(request)
    require(may=may_answer(by, kept))
    require_answerable(kept)
    if kept.answer and kept.completion_asked_at is None:
        raise NotThereError(_("Svaret är redan inlämnat."))
    if until is not None and until < timezone.localdate():
        raise ValidationError({"prepared_until": _("Dagen har passerat.")})
    kept.prepared_until = until
    kept.preparation = what.strip() if until else ""
    kept.full_clean()
    with told_as(by=by, for_actor=kept.actor_id, why=told_why(by)):
        kept.save()
    return kept


@transaction.atomic
def name_contact(*, request: RoundRequest, contact: User | None, by: User) -> RoundRequest:
    """Say who answers for the organisation: reminders go there too.

    Raises PermissionDenied; ValidationError for one who does not report for it.
    """
    kept = held_request(request)
    require(may=can_answer_request(access_of(by), kept))
    if contact is not None and kept.actor_id not in access_of(contact).reports:
        raise ValidationError({"contact": _("Välj en av era uppgiftslämnare.")})
    kept.contact = contact
    with told_as(by=by, for_actor=kept.actor_id):
        kept.save()
    return kept


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


def require_whole(request: RoundRequest, answer: AnswerKind, explanation: str) -> None:
    """Raise ValidationError with all that is missing."""
    if answer == AnswerKind.ABSTAINS and not explanation.strip():
        raise ValidationError({"explanation": _("Skriv varför ni avstår.")})
    if answer != AnswerKind.ANSWERS:
        return
    missing = [
        _("Svara på frågan ”%(text)s”.") % {"text": one.text}
        for one in unanswered(request.round.questions.all(), request.draft)
    ]
    items = request.items.select_related("commitment", "report")
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
