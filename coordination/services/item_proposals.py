"""What a network's own want taken up: it waits until who runs the network answers."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from actors.access import access_of
from actors.models import User
from coordination.choices import ProposalState
from coordination.models import AgendaItem, ItemProposal, Meeting
from coordination.rules.networks import can_edit_network, is_own_network
from coordination.services.agenda import add_item
from coordination.summaries.item_proposals import proposing_organisations
from records.history import told_as
from records.services import lock

ANSWERED = _("Förslaget är besvarat av en kollega. Så här står det nu.")
OF_ANOTHER_NETWORK = _("Förslaget hör till ett annat nätverk.")


class AnsweredError(ValidationError):
    """Another has answered the proposal meanwhile."""


@transaction.atomic
def propose_item(*, proposal: ItemProposal, by: User) -> ItemProposal:
    """Propose an item for an own organisation. Sent again in the same words, it returns the one
    that waits.

    Raises PermissionDenied for a network or an organisation that is not one's own, and
    ValidationError for what is malformed.
    """
    access, network = access_of(by), lock(proposal.network)
    if not is_own_network(access, network):
        raise PermissionDenied
    organisations = proposing_organisations(network, access)
    if proposal.actor and not organisations.filter(pk=proposal.actor_id).exists():
        raise PermissionDenied
    said = {name: getattr(proposal, name) for name in ("title", "text", "minutes", "actor")}
    if same := network.item_proposals.waiting().filter(**said).first():
        return same
    proposal.full_clean()
    with told_as(by=by, for_actor=proposal.actor_id):
        proposal.save()
    return proposal


@transaction.atomic
def take_up_proposal(*, proposal: ItemProposal, meeting: Meeting, by: User) -> AgendaItem:
    """Put what was proposed last on the agenda of a meeting, for its own. Pressed again, it returns
    that item.

    Raises as `add_item`, and AnsweredError where it is answered otherwise.
    """
    # The meeting first, as everywhere: in another order two would wait for each other.
    lock(meeting)
    held = lock(proposal)
    if held.network_id != meeting.network_id:
        raise ValidationError(OF_ANOTHER_NETWORK)
    if held.item is not None and held.item.meeting_id == meeting.pk:
        return held.item
    require_waiting(held)
    item = AgendaItem(meeting=meeting, title=held.title, text=held.text, minutes=held.minutes)
    add_item(item=item, by=by)
    held.state, held.item = ProposalState.TAKEN_UP, item
    answer(held, by=by)
    return item


@transaction.atomic
def leave_out_proposal(*, proposal: ItemProposal, why: str, by: User) -> None:
    """Say why something proposed is not taken up. Raises PermissionDenied, ValidationError without
    a sentence, and AnsweredError where it is answered already."""
    held = lock(proposal)
    if not can_edit_network(access_of(by), held.network):
        raise PermissionDenied
    require_waiting(held)
    held.state, held.answer = ProposalState.LEFT_OUT, why.strip()
    answer(held, by=by)


def require_waiting(held: ItemProposal) -> None:
    if held.state != ProposalState.WAITING:
        raise AnsweredError(ANSWERED)


def answer(held: ItemProposal, *, by: User) -> None:
    held.full_clean()
    with told_as(by=by, for_actor=held.network.maintained_by_id):
        held.save()
