"""Opening a round, asking one more, and closing or opening it again."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.access import access_of
from actors.models import Actor, User
from records.history import told_as
from records.services import lock
from strategies.choices import Grade
from strategies.models import (
    Commitment,
    FollowUpRound,
    ReportVersion,
    RequestItem,
    RoundRequest,
)
from strategies.rules.rounds import can_run_round
from strategies.services.reports.holding import require
from strategies.services.rounds import letters
from strategies.services.rounds.holding import held_round, require_open, require_prepared
from strategies.services.rounds.links import revoke_links_of


@transaction.atomic
def open_round(*, round: FollowUpRound, by: User) -> FollowUpRound:
    """Ask everybody: each sees its questions and commitments, and gets a letter.

    Pressed twice it stays open, and no second letter leaves. Raises PermissionDenied;
    ValidationError with all that is missing.
    """
    kept = held_round(round)
    require(may=can_run_round(access_of(by), kept))
    if kept.is_open:
        return kept
    require_prepared(kept)
    if missing := missing_to_open(kept):
        raise ValidationError(missing)
    kept.opened_at = timezone.now()
    kept.full_clean()
    with told_as(by=by, for_actor=kept.strategy.maintained_by_id):
        kept.save()
    items = items_by_actor(kept)
    for request in requests_of(kept):
        add_items(request, items.get(request.actor_id, []))
        letters.write_opened(request=request)
    return kept


def missing_to_open(round: FollowUpRound) -> list[Any]:
    """What must be there before anybody is asked, in words."""
    missing = []
    if round.due_on is None:
        missing.append(_("Ange när svaren behövs."))
    elif round.due_on < timezone.localdate():
        missing.append(_("Dagen då svaren behövs har passerat. Ange en dag som ligger framåt."))
    if not round.requests.exists():
        missing.append(_("Välj minst en organisation att fråga."))
    has_commitments = Commitment.objects.in_work_of(round.strategy).exists()
    if not has_commitments and not round.questions.exists():
        missing.append(_("Det finns inget att svara på: inga åtaganden och inga frågor."))
    return missing


def requests_of(round: FollowUpRound) -> list[RoundRequest]:
    """In one order, with the round that is held."""
    requests = list(round.requests.select_related("actor", "contact").order_by("pk"))
    for request in requests:
        request.round = round
    return requests


def items_by_actor(round: FollowUpRound) -> dict[int, list[Commitment]]:
    """The commitments that each answers for, but those that it has given up. Two queries."""
    found = list(Commitment.objects.in_work_of(round.strategy).with_last_received().order_by("pk"))
    grades = ReportVersion.objects.filter(pk__in=[one.last_received for one in found])
    by_version: dict[int | None, str] = dict(grades.order_by().values_list("pk", "grade"))
    by_actor: dict[int, list[Commitment]] = {}
    for one in found:
        grade = by_version.get(one.last_received, "")
        if not (grade and Grade(grade).is_given_up):
            by_actor.setdefault(one.responsible_id, []).append(one)
    return by_actor


def add_items(request: RoundRequest, commitments: list[Commitment]) -> None:
    RequestItem.objects.bulk_create(
        [RequestItem(request=request, commitment=one) for one in commitments]
    )


@transaction.atomic
def ask_also(*, round: FollowUpRound, actor: Actor, by: User) -> RoundRequest:
    """Ask one more in a round that is open. Asked already, it is not asked twice.

    Raises PermissionDenied, and NotThereError for a round that is not open.
    """
    kept = held_round(round)
    require(may=can_run_round(access_of(by), kept))
    require_open(kept)
    if known := kept.requests.filter(actor=actor).first():
        return known
    request = RoundRequest(round=kept, actor=actor)
    request.full_clean()
    with told_as(by=by, for_actor=kept.strategy.maintained_by_id):
        request.save()
    add_items(request, items_by_actor(kept).get(actor.pk, []))
    letters.write_opened(request=request)
    return request


@transaction.atomic
def close_round(*, round: FollowUpRound, by: User) -> FollowUpRound:
    """Lock it: nobody answers any more but those who were given more time or are to complete
    something, and personal links open nothing any more. Closed already, it stays as it was.

    Raises PermissionDenied, NotThereError.
    """
    kept = held_round(round)
    require(may=can_run_round(access_of(by), kept))
    if kept.is_closed:
        return kept
    require_open(kept)
    kept.closed_at = timezone.now()
    kept.full_clean()
    with told_as(by=by, for_actor=kept.strategy.maintained_by_id):
        kept.save()
        revoke_links_of(kept)
    return kept


@transaction.atomic
def reopen_round(*, round: FollowUpRound, why: str, by: User) -> FollowUpRound:
    """Let everybody answer again, with a reason that the history keeps. What comes in after the day
    on which it was due is still marked late.

    Raises PermissionDenied; ValidationError without a reason, or where another round has begun.
    """
    # Before the round, as who begins another does: the later of two sees what the first did.
    lock(round.strategy)
    kept = held_round(round)
    require(may=can_run_round(access_of(by), kept))
    if kept.is_open:
        return kept
    if not kept.is_closed:
        require_open(kept)
    if not why.strip():
        raise ValidationError({"why": _("Skriv varför uppföljningen öppnas igen.")})
    kept.closed_at = None
    kept.full_clean()
    with told_as(by=by, for_actor=kept.strategy.maintained_by_id, why=why.strip()):
        kept.save()
    return kept


@transaction.atomic
def send_test_letter(*, round: FollowUpRound, by: User) -> None:
    """Write to oneself the letter that will ask, as it reads now. Raises PermissionDenied."""
    kept = held_round(round)
    require(may=can_run_round(access_of(by), kept))
    letters.write_test(round=kept, to=by)
