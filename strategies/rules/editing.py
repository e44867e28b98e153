"""Who may change what: coordinators of the organisation that answers for it.

A strategy, its goals, parties and passages are its maintainer's (`maintained_by`). A commitment is
the responsible organisation's too. Superusers are asked about by the caller of a `Q`
(`RuledQuerySet`); the bool asks itself.
"""

from typing import TYPE_CHECKING

from django.db.models import F, Q

from actors.access import Access
from actors.rules import can_edit_county, county_of_boards_q
from strategies.choices import StrategyKind
from strategies.rules.reading import (
    can_read_commitment,
    can_read_contribution,
    takes_part,
    takes_part_in_commitment,
)

if TYPE_CHECKING:
    from strategies.models import (
        Commitment,
        Contribution,
        EndMove,
        Goal,
        Milestone,
        Party,
        Passage,
        Strategy,
    )


def editable_strategy_q(access: Access, prefix: str = "") -> Q:
    return Q(**{f"{prefix}maintained_by__in": access.coordinates})


def can_edit_strategy(access: Access, strategy: "Strategy") -> bool:
    return access.can_coordinate(strategy.maintained_by_id)


def can_hang_under(access: Access, strategy: "Strategy") -> bool:
    """A plan is put under a strategy by those who maintain that one too: it shows on its page, and
    what it promises counts there."""
    return strategy.under is None or can_edit_strategy(access, strategy.under)


def can_begin_period(access: Access, strategy: "Strategy") -> bool:
    """Let another replace it: its maintainer, and for a plan that of its strategy too, on whose
    page the next one shows. A framework is no period's."""
    if strategy.kind == StrategyKind.FRAMEWORK:
        return False
    return can_edit_strategy(access, strategy) and can_hang_under(access, strategy)


def can_edit_part(access: Access, row: "Goal | Party") -> bool:
    """A goal or a party: what belongs to a strategy alone is edited as the strategy is."""
    return can_edit_strategy(access, row.strategy)


def editable_passage_q(access: Access) -> Q:
    """A county's passages are its county board's."""
    of_county = county_of_boards_q(access.coordinates, "county__")
    return editable_strategy_q(access, "strategy__") | of_county


def can_edit_passage(access: Access, passage: "Passage") -> bool:
    if passage.county:
        return can_edit_county(access, passage.county)
    return passage.strategy is not None and can_edit_strategy(access, passage.strategy)


def editable_commitment_q(access: Access, prefix: str = "") -> Q:
    return Q(**{f"{prefix}responsible__in": access.coordinates}) | editable_strategy_q(
        access, f"{prefix}home__"
    )


def can_edit_commitment(access: Access, commitment: "Commitment") -> bool:
    """Also who may move its end."""
    return access.can_coordinate(commitment.responsible_id) or can_edit_strategy(
        access, commitment.home
    )


def can_add_commitment(access: Access, commitment: "Commitment") -> bool:
    """A new one, in a strategy that one's organisation takes part in: nobody hangs a promise on a
    strategy of strangers."""
    home = commitment.home
    is_at_home = can_edit_strategy(access, home) or takes_part(access, home)
    return is_at_home and can_edit_commitment(access, commitment)


def can_be_part_of(access: Access, commitment: "Commitment") -> bool:
    """A joint effort shows its parts: they are of those who take part in it."""
    return commitment.part_of is None or takes_part_in_commitment(access, commitment.part_of)


def editable_milestone_q(access: Access) -> Q:
    of_strategy = editable_strategy_q(access, "strategy__")
    return of_strategy | editable_commitment_q(access, "commitment__")


def can_edit_milestone(access: Access, milestone: "Milestone") -> bool:
    if milestone.commitment:
        return can_edit_commitment(access, milestone.commitment)
    return milestone.strategy is not None and can_edit_strategy(access, milestone.strategy)


def editable_contribution_q(access: Access) -> Q:
    """Proposed and taken back by the responsible organisation, accepted and taken away by the
    maintainer of the strategy that it serves; within its home also the home's maintainer's. Only
    what one may read in both ends: the list asks for that too (`ContributionQuerySet`)."""
    home = "commitment__home"
    within_home = Q(strategy=F(home)) | Q(strategy=F(f"{home}__under"))
    return (
        Q(commitment__responsible__in=access.coordinates)
        | editable_strategy_q(access, "strategy__")
        | (within_home & editable_strategy_q(access, f"{home}__"))
    )


def can_add_contribution(access: Access, contribution: "Contribution") -> bool:
    """Within its home as the commitment is edited; to another strategy it is the responsible
    organisation that proposes it."""
    commitment = contribution.commitment
    if not can_read_contribution(access, contribution):
        return False
    if contribution.is_within_home():
        return can_edit_commitment(access, commitment)
    return access.can_coordinate(commitment.responsible_id)


def can_offer_contribution(access: Access, contribution: "Contribution") -> bool:
    """Add one that whoever is to answer it may read: a draft is published first."""
    return can_add_contribution(access, contribution) and receiver_sees(contribution)


def can_edit_contribution(access: Access, contribution: "Contribution") -> bool:
    return can_read_contribution(access, contribution) and (
        access.can_coordinate(contribution.commitment.responsible_id)
        or can_edit_strategy(access, contribution.strategy)
        or (
            contribution.is_within_home()
            and can_edit_strategy(access, contribution.commitment.home)
        )
    )


def can_answer_contribution(access: Access, contribution: "Contribution") -> bool:
    """Accept, decline, or later take away: coordinators of the maintainer of the strategy that it
    serves."""
    reads = can_read_contribution(access, contribution)
    return reads and can_edit_strategy(access, contribution.strategy)


def can_take_back_contribution(access: Access, contribution: "Contribution") -> bool:
    """Who may propose it; within its home thus also the home's maintainer."""
    return can_add_contribution(access, contribution)


def receiver_sees(contribution: "Contribution") -> bool:
    """Whether the maintainer of the strategy may read the commitment: a draft of strangers is not
    shown to them, nor told of in a letter."""
    maintainer = contribution.strategy.maintained_by
    units = maintainer.units.values_list("pk", flat=True)
    receiver = Access(reads=frozenset({maintainer.pk, *units}))
    return can_read_commitment(receiver, contribution.commitment)


def can_move_end(access: Access, move: "EndMove") -> bool:
    """An end that was moved is only read; who may edit its commitment may move it again."""
    return can_edit_commitment(access, move.commitment)
