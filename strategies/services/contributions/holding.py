"""Holding a contribution while its state changes."""

from collections.abc import Collection

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.models import User
from records.history import told_as
from records.services import date_content, lock
from strategies.choices import ContributionState
from strategies.models import Contribution
from strategies.services.reports.holding import NotThereError, lock_commitment


def held_contribution(contribution: Contribution) -> Contribution:
    """The contribution as it stands now, held with its commitment until the transaction ends."""
    commitment = lock_commitment(contribution.commitment)
    kept = lock(contribution)
    kept.commitment = commitment
    return kept


def require_contribution_state(contribution: Contribution, states: Collection[str]) -> None:
    """Raise NotThereError, which says where the contribution is now."""
    if contribution.state not in states:
        now = _("Det går inte längre: bidraget är nu %(state)s.")
        raise NotThereError(now, params={"state": contribution.get_state_display()})


def enter(
    state: ContributionState, contribution: Contribution, *, by: User, for_actor: int
) -> None:
    """Save the contribution in a new state, and date its commitment where its page shows that."""
    was_public = contribution.state == ContributionState.ACCEPTED
    contribution.state = state
    contribution.state_since = timezone.now()
    contribution.full_clean()
    with told_as(by=by, for_actor=for_actor):
        contribution.save()
    if was_public != (contribution.state == ContributionState.ACCEPTED):
        date_content(record=contribution.commitment)
