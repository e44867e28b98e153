"""What an organisation writes in a round before it submits: drafts, reports used again, who answers
and when."""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.access import access_of
from actors.models import User
from records.history import told_as
from strategies.answers import Value, digest_of, is_value_of
from strategies.models import (
    LinkHolder,
    ProgressReport,
    RequestItem,
    RoundRequest,
)
from strategies.models.progress_report import submitted_q
from strategies.models.round_request import untold
from strategies.rules.rounds import can_answer_request, holder_can_answer
from strategies.services.reports.holding import NotThereError, require
from strategies.services.rounds.holding import (
    held_request,
    require_answerable,
)
from strategies.services.writers import Writer, may_answer, told_why


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
    """What was already told of the commitments since the period of the round began, by the key of
    the commitment: one confirmation, and it need not be told again. So with what is submitted and
    waits to be received, however old: until then nothing else can be told. One query."""
    is_new = Q(as_of__gte=request.round.period_start)
    told = ProgressReport.objects.filter(
        is_new | submitted_q(),
        commitment__request_items__request=request,
        as_of__isnull=False,
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
