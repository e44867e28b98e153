"""An organisation says whom it sends to its seat; who runs the network confirms or declines."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.access import access_of
from actors.models import Actor, User
from coordination.choices import SeatProposalState
from coordination.models import Seat, SeatProposal
from coordination.rules.seats import can_answer_proposal, can_propose_for, people_of_q
from coordination.services import seat_letters as letters
from coordination.services.seats import IS_OVER, end
from records.history import told_as
from records.services import date_content, lock
from strategies.services import NotThereError

CHANGED = _("Förslaget har ändrats sedan du öppnade sidan. Läs det nya och svara igen.")
NOT_THEIRS = _("Personen arbetar inte för organisationen längre.")


@transaction.atomic
def propose_representative(*, proposal: SeatProposal, by: User) -> SeatProposal:
    """Send a proposal that a form has cleaned, new or changed while it waits. Who runs the network
    gets a letter.

    Raises PermissionDenied for who does not coordinate the organisation of the seat, NotThereError
    for one that is answered, and ValidationError for a seat that is over or a person of others.
    """
    seat = held(proposal.seat)
    if not can_propose_for(access_of(by), seat):
        raise PermissionDenied
    before = seat.proposals.filter(pk=proposal.pk).first()
    if before is not None:
        require_waiting(before)
    require_open(seat)
    require_of_organisation(proposal.person, seat.actor)
    proposal.seat, proposal.proposed_by, proposal.proposed_at = seat, by, timezone.now()
    proposal.full_clean()
    with told_as(by=by, for_actor=seat.actor_id):
        proposal.save()
    letters.write_proposed(proposal=proposal, by=by)
    return proposal


@transaction.atomic
def confirm_proposal(
    *, proposal: SeatProposal, answer: str = "", by: User, seen: int | None = None
) -> SeatProposal:
    """Let the proposed one sit from the day that was asked for, today at the earliest. A vacant
    seat is filled; else who sat there has that day as their last, and the new one gets a seat of
    their own. All three get a letter.

    Confirmed already, it stays as it is. Raises PermissionDenied; NotThereError for one that was
    declined or has changed since `seen`; ValidationError for a seat that is over, or a person who
    has left the organisation.
    """
    kept = answerable(proposal, by, SeatProposalState.CONFIRMED, seen)
    if kept is None:
        return proposal
    seat = kept.seat
    require_open(seat)
    require_of_organisation(kept.person, seat.actor)
    with told_as(by=by, for_actor=seat.network.maintained_by_id):
        given = succeed(seat, kept)
        date_content(record=seat.network)
        close(kept, SeatProposalState.CONFIRMED, answer)
    letters.write_given(seat=given, by=by)
    letters.write_proposal_answered(proposal=kept, by=by)
    return kept


@transaction.atomic
def decline_proposal(
    *, proposal: SeatProposal, answer: str = "", by: User, seen: int | None = None
) -> SeatProposal:
    """Say no, with a word why where there is one: who proposed gets it in a letter, and may propose
    another. Raises as `confirm_proposal`."""
    kept = answerable(proposal, by, SeatProposalState.DECLINED, seen)
    if kept is None:
        return proposal
    with told_as(by=by, for_actor=kept.seat.network.maintained_by_id):
        close(kept, SeatProposalState.DECLINED, answer)
    letters.write_proposal_answered(proposal=kept, by=by)
    return kept


# ---------------------------------------------------------------- what they share


def held(seat: Seat) -> Seat:
    """The seat as it stands now, its network held before it."""
    network = lock(seat.network)
    kept = lock(seat)
    kept.network = network
    return kept


def answerable(
    proposal: SeatProposal, by: User, state: SeatProposalState, seen: int | None
) -> SeatProposal | None:
    """The proposal as it stands now, held; None where it was answered so already."""
    seat = held(proposal.seat)
    kept = lock(proposal)
    kept.seat = seat
    if not can_answer_proposal(access_of(by), kept):
        raise PermissionDenied
    if kept.state == state:
        return None
    require_waiting(kept)
    if seen not in (None, kept.version):
        raise NotThereError(CHANGED)
    return kept


def close(proposal: SeatProposal, state: SeatProposalState, answer: str) -> None:
    proposal.state, proposal.answer = state, answer.strip()
    proposal.answered_at = timezone.now()
    proposal.full_clean()
    proposal.save()


def succeed(seat: Seat, proposal: SeatProposal) -> Seat:
    """The seat that the proposed one gets: as long as the one before it was to last."""
    begins = first_day_of(proposal)
    if seat.is_vacant and begins in (timezone.localdate(), seat.since):
        given = seat
    else:
        given = Seat(network=seat.network, role=seat.role, actor=seat.actor)
        if seat.until is None or seat.until > begins:
            # The day is of the seat, and not only of who leaves it.
            given.until = seat.until
            end(seat, begins)
    given.person, given.office, given.since = proposal.person, proposal.office, begins
    given.full_clean()
    given.save()
    return given


def first_day_of(proposal: SeatProposal) -> date:
    """As asked for; nobody sat there before it was confirmed, nor before the seat begins."""
    days = (proposal.since, proposal.seat.since, timezone.localdate())
    return max(day for day in days if day is not None)


def require_waiting(proposal: SeatProposal) -> None:
    if not proposal.is_waiting:
        now = _("Det går inte längre: förslaget är nu %(state)s.")
        raise NotThereError(now, params={"state": proposal.get_state_display()})


def require_open(seat: Seat) -> None:
    if seat.is_over:
        raise ValidationError(IS_OVER)


def require_of_organisation(person: User | None, actor: Actor | None) -> None:
    if person is None or actor is None:
        return
    if not User.objects.filter(people_of_q([actor.pk]), pk=person.pk).exists():
        raise ValidationError({"person": NOT_THEIRS})
