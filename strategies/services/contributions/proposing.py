from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.access import access_of
from actors.models import User
from strategies.choices import MEANT, ContributionState
from strategies.models import Commitment, Contribution, Goal, Strategy
from strategies.rules.editing import (
    can_add_contribution,
    can_take_back_contribution,
    receiver_sees,
)
from strategies.services.contributions import letters
from strategies.services.contributions.holding import (
    enter,
    held_contribution,
    require_contribution_state,
)
from strategies.services.reports.holding import lock_commitment, require

UNSEEN = _(
    "Åtagandet är ett utkast som den som förvaltar strategin inte ser. Publicera det först, så "
    "kan de ta ställning."
)


@transaction.atomic
def propose_contribution(
    *, commitment: Commitment, strategy: Strategy, goal: Goal | None = None, by: User
) -> Contribution:
    """Propose that a commitment serves a strategy, or one of its goals, and tell the strategy's
    maintainer by a letter. Within the commitment's own home it is accepted at once.

    What is proposed or accepted already stays as it is, without a second letter; what was declined
    or taken back is proposed again. Raises PermissionDenied; ValidationError where the maintainer
    may not read the commitment, or the goal is of another strategy.
    """
    kept = lock_commitment(commitment)
    wanted = Contribution(commitment=kept, strategy=strategy, goal=goal)
    require(may=can_add_contribution(access_of(by), wanted))
    known = kept.contributions.filter(strategy=strategy, goal=goal).first()
    if known and known.state in MEANT:
        return known
    if not receiver_sees(wanted):
        raise ValidationError(UNSEEN)
    contribution = known or wanted
    contribution.commitment = kept
    contribution.answer = contribution.answer_signed = ""
    enter(ContributionState.PROPOSED, contribution, by=by, for_actor=kept.responsible_id)
    if contribution.state == ContributionState.PROPOSED:
        letters.write_proposed(contribution=contribution, by=by)
    return contribution


@transaction.atomic
def announce_proposal(*, contribution: Contribution, by: User) -> None:
    """Date and tell of what an editor has just added in the admin, where it waits for an answer."""
    if contribution.waits_for_answer:
        contribution.state_since = timezone.now()
        contribution.save(update_fields=["state_since"])
        letters.write_proposed(contribution=contribution, by=by)


@transaction.atomic
def take_back_contribution(*, contribution: Contribution, by: User) -> Contribution:
    """Take back what was proposed, or accepted: the commitment serves the strategy no longer.

    Taken back already, it stays so. Raises PermissionDenied, and NotThereError for what was
    declined.
    """
    kept = held_contribution(contribution)
    require(may=can_take_back_contribution(access_of(by), kept))
    if kept.state == ContributionState.TAKEN_BACK:
        return kept
    require_contribution_state(kept, MEANT)
    enter(ContributionState.TAKEN_BACK, kept, by=by, for_actor=kept.commitment.responsible_id)
    return kept
