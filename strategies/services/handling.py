"""Who handles which commitment, within the organisation that answers for it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.access import access_of
from actors.models import Actor, User
from records.choices import Verb
from records.history import note, told_as
from records.mail import link_to, queue_mail
from records.services import hold
from strategies.choices import IN_DRAFT
from strategies.models import Commitment, ProgressReport
from strategies.models.commitment import CommitmentQuerySet
from strategies.rules.reporting import can_report, can_share_out


@dataclass(frozen=True)
class Shares:
    """Who is to handle commitments, and who is to step in; a person that is not named stays."""

    handler: User | None = None
    deputy: User | None = None
    changes_handler: bool = False
    changes_deputy: bool = False


@dataclass(frozen=True)
class Taken:
    """What came of taking over: whether anything changed, and whether somebody was told."""

    has_changed: bool
    is_told: bool = False


@transaction.atomic
def share_out(*, commitments: Iterable[Commitment], shares: Shares, by: User) -> int:
    """Give commitments of an organisation to those who handle them, and say how many changed.

    Raises PermissionDenied for who coordinates not all of the organisations, and ValidationError
    for a person who does not report for one of them, or who would step in for themselves.
    """
    kept = held(commitments)
    if not all(can_share_out(access_of(by), one) for one in kept):
        raise PermissionDenied
    for person in (shares.handler, shares.deputy):
        require_reporter(person, kept)
    for one in kept:
        handler = shares.handler if shares.changes_handler else one.handler
        if shares.changes_deputy and shares.deputy is not None and shares.deputy == handler:
            raise ValidationError(_("Ersättaren ska vara någon annan än handläggaren."))
    return sum(give(one, shares, by) for one in kept)


@transaction.atomic
def take_over(*, commitment: Commitment, by: User) -> Taken:
    """Handle a commitment from now on, in the place of whoever did, who is told by a letter while
    they are still there. Raises PermissionDenied for who may not, and ValidationError for who does
    not report for it."""
    [kept] = held([commitment])
    if not can_report(access_of(by), kept):
        raise PermissionDenied
    require_reporter(by, [kept])
    before = kept.handler
    has_changed = give(kept, Shares(handler=by, changes_handler=True), by)
    is_there = before is not None and before.is_active and can_report(before.access, kept)
    if has_changed and before is not None and is_there:
        write_taken_over(kept, before)
    return Taken(has_changed, has_changed and is_there)


@transaction.atomic
def hand_over(*, actor: Actor, leaver: User, successor: User, by: User) -> list[Commitment]:
    """Move all that a person handles for an organisation, steps in for, or has begun to tell of
    while nobody handles it, to a successor in one step, who gets a letter with what has come.
    Drafts go along as they are: they are the organisation's.

    Raises PermissionDenied for who does not coordinate the organisation, and ValidationError for a
    successor who does not report for it or is the same person.
    """
    if not access_of(by).can_coordinate(actor.pk):
        raise PermissionDenied
    if leaver == successor:
        raise ValidationError(_("Välj någon annan än den som lämnar över."))
    moved = held(left_in(actor, leaver))
    require_reporter(successor, moved)
    begun = begun_by(leaver, moved)
    for one in moved:
        is_handler = one.handler == leaver or (one.handler is None and one.pk in begun)
        is_deputy = one.deputy == leaver
        give(one, Shares(successor, successor, is_handler, is_deputy), by)
    if moved:
        note_handover(actor, leaver, successor, moved, by)
        write_handed_over(actor, successor, moved)
    return moved


def handled_in(actor: Actor, person: User) -> CommitmentQuerySet:
    """All that a person handles for an organisation or steps in for."""
    return Commitment.objects.promised_by(actor).handled_by(person.pk)


def left_in(actor: Actor, person: User) -> CommitmentQuerySet:
    """All of an organisation that needs somebody else when a person leaves."""
    return Commitment.objects.promised_by(actor).left_by(person.pk)


def begun_by(person: User, commitments: Iterable[Commitment]) -> set[int]:
    """The keys of those of which the person has begun to tell."""
    begun = ProgressReport.objects.filter(
        commitment__in=commitments, author=person, state__in=IN_DRAFT
    )
    return set(begun.values_list("commitment_id", flat=True))


def held(commitments: Iterable[Commitment]) -> list[Commitment]:
    """As they stand now, in one order, until the transaction ends."""
    rows = Commitment.objects.filter(pk__in=[one.pk for one in commitments])
    return list(hold(rows.select_related("responsible", "handler", "deputy").order_by("pk")))


def require_reporter(person: User | None, commitments: Iterable[Commitment]) -> None:
    """Raise ValidationError for one who does not report for all of the organisations. One query."""
    if person is None:
        return
    answering = {one.responsible_id for one in commitments}
    reporting = person.memberships.valid().reporting().filter(actor__in=answering)
    if not person.is_active or answering - set(reporting.values_list("actor", flat=True)):
        raise ValidationError(
            _("Bara en uppgiftslämnare eller organisationsansvarig hos er kan få ett åtagande.")
        )


def give(commitment: Commitment, shares: Shares, by: User) -> bool:
    before = (commitment.handler_id, commitment.deputy_id)
    if shares.changes_handler and commitment.handler != shares.handler:
        commitment.handler = shares.handler
        commitment.handler_since = timezone.localdate() if shares.handler else None
    if shares.changes_deputy:
        commitment.deputy = shares.deputy
    if commitment.deputy_id is not None and commitment.deputy_id == commitment.handler_id:
        commitment.deputy = None
    if (commitment.handler_id, commitment.deputy_id) == before:
        return False
    with told_as(by=by, for_actor=commitment.responsible_id):
        commitment.save(update_fields=["handler", "handler_since", "deputy"])
    return True


def note_handover(
    actor: Actor, leaver: User, successor: User, moved: Sequence[Commitment], by: User
) -> None:
    """In the history, where the organisation's coordinators read it: with both people, and which
    commitments."""
    titles = "; ".join(one.title for one in moved)
    for verb, person in ((Verb.HANDED_OVER, leaver), (Verb.TOOK_OVER, successor)):
        memberships = person.memberships.filter(actor=actor).order_by("-valid_from", "-pk")
        if membership := memberships.first():
            note(verb=verb, on=membership, by=by, for_actor=actor.pk, why=titles)


def write_taken_over(commitment: Commitment, to: User) -> None:
    queue_mail(
        to=to.email,
        template="taken_over",
        context={
            "name": to.name,
            "commitment": commitment.title,
            "link": link_to("my_work", language=to.language),
        },
        language=to.language,
        key=f"overtaget/{commitment.public_id}/{commitment.version}",
    )


def write_handed_over(actor: Actor, to: User, moved: Sequence[Commitment]) -> None:
    newest = max(one.version for one in moved)
    queue_mail(
        to=to.email,
        template="handed_over",
        context={
            "name": to.name,
            "organisation": actor.name_with_kind,
            "titles": [one.title for one in moved],
            "link": link_to("handover_history", actor.slug, language=to.language),
        },
        language=to.language,
        key=f"overlamnat/{moved[0].public_id}/{newest}/{timezone.now():%Y%m%d%H%M%S%f}",
    )
