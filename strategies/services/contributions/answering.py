from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from actors.access import access_of
from actors.models import User
from strategies.choices import MEANT, ContributionState
from strategies.models import Contribution
from strategies.rules.editing import can_answer_contribution
from strategies.services.contributions import letters
from strategies.services.contributions.holding import (
    enter,
    held_contribution,
    require_contribution_state,
)
from strategies.services.reports.holding import require, signed_by


@transaction.atomic
def accept_contribution(*, contribution: Contribution, by: User, answer: str = "") -> Contribution:
    """Let a proposed commitment serve the strategy: from now on it shows there with the reports
    that it has anyway. The responsible organisation is told by a letter.

    Accepted already, it stays as it is. Raises PermissionDenied, and NotThereError for what is not
    proposed.
    """
    return answered(
        contribution,
        ContributionState.ACCEPTED,
        out_of=[ContributionState.PROPOSED],
        answer=answer,
        by=by,
    )


@transaction.atomic
def decline_contribution(*, contribution: Contribution, answer: str, by: User) -> Contribution:
    """Say no to a proposal, or no longer to what was accepted, and why. The responsible
    organisation is told by a letter.

    Declined already, it stays as it is. Raises PermissionDenied; NotThereError for what was taken
    back; ValidationError without a sentence.
    """
    return answered(contribution, ContributionState.DECLINED, out_of=MEANT, answer=answer, by=by)


def answered(
    contribution: Contribution,
    state: ContributionState,
    *,
    out_of: Collection[str],
    answer: str,
    by: User,
) -> Contribution:
    kept = held_contribution(contribution)
    maintainer = kept.strategy.maintained_by
    require(may=can_answer_contribution(access_of(by), kept))
    if kept.state == state:
        return kept
    require_contribution_state(kept, out_of)
    if state == ContributionState.DECLINED and not answer.strip():
        raise ValidationError({"answer": _("Skriv med en mening varför det inte passar.")})
    kept.answer = answer.strip()
    kept.answer_signed = signed_by(by, maintainer)
    enter(state, kept, by=by, for_actor=maintainer.pk)
    letters.write_answered(contribution=kept, by=by)
    return kept
