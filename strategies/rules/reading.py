"""Who may read what is not public: readers and up of every organisation that takes part.

That is the maintainer of a strategy, its current parties, and those that answer for its commitments
or contribute to them. A plan is read by those of its strategy too, for it carries the strategy out.
A list asks each tie by itself and joins the keys by a union (`records.models.any_of`).
"""

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from actors.access import Access
from actors.rules import reads_county
from records.rules import is_published
from strategies.choices import ContributionState
from strategies.rules.public import current_party_q

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


# ---------------------------------------------------------------- for lists


def organiser_ties(access: Access, prefix: str = "") -> list[Q]:
    """Ties by maintaining or being a party, of the strategy itself or of the one above a plan."""
    return [
        tie
        for strategy in (prefix, f"{prefix}under__")
        for tie in (
            Q(**{f"{strategy}maintained_by__in": access.reads}),
            Q(**{f"{strategy}parties__actor__in": access.reads})
            & current_party_q(f"{strategy}parties__"),
        )
    ]


def strategy_ties(access: Access) -> list[Q]:
    return [
        *organiser_ties(access),
        Q(commitments__responsible__in=access.reads),
        Q(commitments__contributors__in=access.reads),
    ]


def commitment_ties(access: Access) -> list[Q]:
    return [
        *organiser_ties(access, "home__"),
        Q(responsible__in=access.reads),
        Q(contributors__in=access.reads),
    ]


# ---------------------------------------------------------------- for one object


def organisers(strategy: "Strategy") -> set[int]:
    """The organisations that maintain the strategy (or the one above it) or are parties today."""
    both = [strategy, strategy.under] if strategy.under else [strategy]
    return {one.maintained_by_id for one in both} | {
        party.actor_id for one in both if one.pk for party in one.parties.all() if party.is_current
    }


def doers(commitment: "Commitment") -> set[int]:
    """The organisations that answer for the commitment or contribute to it."""
    contributors = commitment.contributors.all() if commitment.pk else []
    return {commitment.responsible_id} | {actor.pk for actor in contributors}


def takes_part(access: Access, strategy: "Strategy") -> bool:
    """Whether the person reads drafts of the strategy."""
    circle = organisers(strategy).union(*(doers(one) for one in strategy.commitments.all()))
    return access.is_superuser or not access.reads.isdisjoint(circle)


def takes_part_in_commitment(access: Access, commitment: "Commitment") -> bool:
    circle = organisers(commitment.home) | doers(commitment)
    return access.is_superuser or not access.reads.isdisjoint(circle)


def is_public_strategy(strategy: "Strategy") -> bool:
    now = timezone.now()
    above = strategy.under
    if above is None:
        return is_published(strategy, at=now)
    return is_published(strategy, at=now) and above.under_id is None and is_published(above, at=now)


def can_read_strategy(access: Access, strategy: "Strategy") -> bool:
    return is_public_strategy(strategy) or takes_part(access, strategy)


def can_read_goal(access: Access, goal: "Goal") -> bool:
    now = timezone.now()
    parents_are_up = goal.parent is None or (
        goal.parent.parent_id is None and is_published(goal.parent, at=now)
    )
    is_public = is_published(goal, at=now) and parents_are_up
    return (is_public and is_public_strategy(goal.strategy)) or takes_part(access, goal.strategy)


def can_read_party(access: Access, party: "Party") -> bool:
    return can_read_strategy(access, party.strategy)


def can_read_passage(access: Access, passage: "Passage") -> bool:
    is_up = is_published(passage, at=timezone.now())
    if passage.county:
        return is_up or reads_county(access, passage.county)
    strategy = passage.strategy
    if strategy is None:
        return False
    return (is_up and is_public_strategy(strategy)) or takes_part(access, strategy)


def is_public_commitment(commitment: "Commitment") -> bool:
    return is_published(commitment, at=timezone.now()) and is_public_strategy(commitment.home)


def can_read_commitment(access: Access, commitment: "Commitment") -> bool:
    return is_public_commitment(commitment) or takes_part_in_commitment(access, commitment)


def can_read_milestone(access: Access, milestone: "Milestone") -> bool:
    if milestone.commitment:
        return can_read_commitment(access, milestone.commitment)
    return milestone.strategy is not None and can_read_strategy(access, milestone.strategy)


def can_read_contribution(access: Access, contribution: "Contribution") -> bool:
    """Accepted and public in both ends: by all. Else by who takes part in one end and may read the
    other: those who propose it, and those who are to decide."""
    commitment, strategy = contribution.commitment, contribution.strategy
    reads_both = can_read_commitment(access, commitment) and can_read_strategy(access, strategy)
    if not reads_both or (contribution.goal and not can_read_goal(access, contribution.goal)):
        return False
    return (
        takes_part_in_commitment(access, commitment)
        or takes_part(access, strategy)
        or contribution.state == ContributionState.ACCEPTED
    )


def can_read_end_move(access: Access, move: "EndMove") -> bool:
    return can_read_commitment(access, move.commitment)
