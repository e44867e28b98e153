"""What who runs a round does with each organisation: helps, gives time, receives, asks back."""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.access import access_of
from actors.models import User
from records.history import told_as
from strategies.answers import Value
from strategies.choices import AnswerKind, RequestState
from strategies.models import FollowUpRound, RequestVersion, RoundNote, RoundRequest
from strategies.models.follow_up_round import require_near
from strategies.rules.rounds import can_run_request, can_run_round
from strategies.services.reports.holding import NotThereError, require, signed_by
from strategies.services.rounds import letters
from strategies.services.rounds.holding import (
    held_request,
    held_round,
    require_answerable,
    require_open,
    require_seen_version,
)
from strategies.services.rounds.opening import requests_of
from strategies.services.rounds.submitting import (
    mark_submitted,
    require_whole,
    submitted_already,
    write_version,
)


@transaction.atomic
def remind_missing(
    *, round: FollowUpRound, by: User, only: Collection[str] | None = None
) -> list[RoundRequest]:
    """Write to those who are still waited for and to nobody else, and return them. Who has said
    that a board decides on a day to come is left in peace until then, and who was reminded today
    until tomorrow; `only` names requests by their public ids.

    Raises PermissionDenied, and NotThereError for a round that is not open.
    """
    kept = held_round(round)
    require(may=can_run_round(access_of(by), kept))
    require_open(kept)
    written_to = letters.reminded_on(timezone.localdate())
    reminded = [
        request
        for request in requests_of(kept)
        if is_missing(request)
        and request.public_id not in written_to
        and (only is None or request.public_id in only)
    ]
    for request in reminded:
        letters.write_reminder(request=request)
    return reminded


def is_missing(request: RoundRequest, today: date | None = None) -> bool:
    """Whether somebody is to remind its organisation."""
    waits_for_board = (
        request.state == RequestState.UNDER_PREPARATION
        and request.prepared_until is not None
        and request.prepared_until >= (today or timezone.localdate())
    )
    return request.is_waited_for and not waits_for_board


@transaction.atomic
def extend_request(*, request: RoundRequest, to: date, by: User) -> RoundRequest:
    """Give one organisation more time, and tell it by a letter; also after the round is closed.

    Raises PermissionDenied; NotThereError for an answer that is received; ValidationError for a
    day that has passed or gives no more time.
    """
    kept = held_request(request)
    require(may=can_run_request(access_of(by), kept))
    if kept.round.is_prepared:
        require_open(kept.round)
    if kept.received_at is not None:
        raise NotThereError(_("Svaret är redan mottaget."))
    if kept.extended_to == to:
        return kept
    if to < timezone.localdate() or (kept.due_on and to <= kept.due_on):
        raise ValidationError(
            {"extended_to": _("Ange en dag efter svarsdagen, från och med i dag.")}
        )
    require_near("extended_to", to)
    kept.extended_to = to
    with told_as(by=by, for_actor=kept.round.strategy.maintained_by_id):
        kept.save()
    letters.write_extended(request=kept)
    return kept


@transaction.atomic
def note_help(*, request: RoundRequest, kind: str, done_on: date, text: str, by: User) -> RoundNote:
    """Keep a dated note of what was done to help. Raises PermissionDenied, ValidationError."""
    require(may=can_run_request(access_of(by), request))
    if done_on > timezone.localdate():
        raise ValidationError({"done_on": _("Dagen ligger framåt.")})
    note = RoundNote(
        request=request,
        kind=kind,
        done_on=done_on,
        text=text.strip(),
        signed=signed_by(by, request.round.strategy.maintained_by),
    )
    note.full_clean()
    with told_as(by=by, for_actor=request.round.strategy.maintained_by_id):
        note.save()
    return note


@transaction.atomic
def receive_request(*, request: RoundRequest, seen: int, by: User) -> RoundRequest:
    """Take what was submitted as it is. `seen` is the number of the version that was read. Received
    already, it stays as it was. Raises PermissionDenied, NotThereError."""
    kept = held_request(request)
    require(may=can_run_request(access_of(by), kept))
    if kept.received_at is not None:
        return kept
    require_submitted(kept, seen)
    kept.received_at = timezone.now()
    with told_as(by=by, for_actor=kept.round.strategy.maintained_by_id):
        kept.save()
    return kept


@transaction.atomic
def ask_request_completion(
    *, request: RoundRequest, seen: int, reason: str, by: User
) -> RoundRequest:
    """Give an answer back with what is missing, by a letter, also when the round is closed. Only
    this one opens again, and what came in time stays in time.

    Raises PermissionDenied; NotThereError; ValidationError without a reason.
    """
    kept = held_request(request)
    require(may=can_run_request(access_of(by), kept))
    require_submitted(kept, seen)
    if kept.received_at is not None:
        raise NotThereError(_("Svaret är redan mottaget."))
    if not reason.strip():
        raise ValidationError({"reason": _("Skriv vad som behöver kompletteras.")})
    kept.completion_asked_at = timezone.now()
    kept.request_for_completion = reason.strip()
    kept.full_clean()
    with told_as(by=by, for_actor=kept.round.strategy.maintained_by_id):
        kept.save()
    letters.write_completion_asked(request=kept)
    return kept


def require_submitted(request: RoundRequest, seen: int) -> None:
    if not request.answer or request.completion_asked_at is not None:
        raise NotThereError(_("Det går inte: svaret är inte inlämnat."))
    require_seen_version(request, seen)


@transaction.atomic
def answer_by_telephone(
    *,
    request: RoundRequest,
    answer: AnswerKind,
    answers: dict[str, Value],
    by: User,
    explanation: str = "",
) -> RequestVersion:
    """Enter what an organisation said by telephone, so marked, with a copy for it to confirm; only
    where nothing has been written by itself. How its commitments go is told by itself alone: those
    that are not told of stay so. Pressed twice it answers as the first time.

    Raises PermissionDenied; NotThereError; ValidationError with what is missing.
    """
    kept = held_request(request)
    require(may=can_run_request(access_of(by), kept))
    is_begun = bool(kept.draft or kept.answer)
    kept.draft = answers
    pressed = submitted_already(kept, answer, explanation)
    if pressed is not None and pressed.by_telephone:
        return pressed
    require_answerable(kept)
    if is_begun:
        raise NotThereError(why_begun(kept))
    if answer == AnswerKind.ANSWERS and not answers:
        raise ValidationError(_("Skriv vad de svarade. Åtagandena redovisar de själva."))
    require_whole(kept, answer, explanation, with_commitments=False)
    maintainer = kept.round.strategy.maintained_by
    version = write_version(
        kept,
        answer,
        explanation,
        office=signed_by(by, maintainer)[:150],
        organisation=str(kept.actor.name_with_kind),
        by_telephone=True,
    )
    mark_submitted(kept, version, by)
    letters.write_entered_for_them(version=version)
    return version


def why_begun(request: RoundRequest) -> str:
    last = request.versions.order_by("-number").first()
    if last is not None and last.by_telephone:
        text = _("Ett svar per telefon är redan inskrivet. Organisationen kan själv rätta det.")
    else:
        text = _("Organisationen har själv börjat svara. Låt den lämna in.")
    return str(text)
