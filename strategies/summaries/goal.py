from collections.abc import Sequence
from dataclasses import dataclass

from records.models import Sourced
from records.summaries import Provenance
from strategies.models import Commitment, Contribution, Goal
from strategies.models.commitment import CommitmentQuerySet
from strategies.summaries.progress import Progress, progress_of
from strategies.summaries.provenance import provenance_of
from strategies.summaries.rows import Excerpt, excerpt


@dataclass(frozen=True)
class GoalPage:
    """A goal, what it is part of, what serves it."""

    goal: Goal
    sub_goals: Sequence[Goal]
    contributes_to: Sequence[Goal]
    contributed_to_by: Sequence[Goal]
    commitments: Excerpt
    # Of all that serves the goal and its sub-goals.
    progress: Progress | None
    provenance: Provenance


def goal_page(goal: Goal) -> GoalPage:
    """The public read model, in a constant number of queries."""
    commitments = excerpt(serving([goal]))
    sub_goals = list(goal.sub_goals.public().select_related("strategy"))
    contributes_to = list(goal.contributes_to.public().select_related("strategy"))
    contributed_to_by = list(goal.contributed_to_by.public().select_related("strategy"))
    shown: list[Sourced] = [
        goal,
        *sub_goals,
        *contributes_to,
        *contributed_to_by,
        *commitments.rows,
    ]
    return GoalPage(
        goal=goal,
        sub_goals=sub_goals,
        contributes_to=contributes_to,
        contributed_to_by=contributed_to_by,
        commitments=commitments,
        progress=progress_of(serving([goal, *sub_goals])),
        provenance=provenance_of(goal, contact=goal.strategy.maintained_by, shown=shown),
    )


def serving(goals: Sequence[Goal]) -> CommitmentQuerySet:
    """Each public commitment that serves one of the goals, once."""
    contributed = Contribution.objects.public().filter(goal__in=goals)
    return Commitment.objects.public().filter(pk__in=contributed.values("commitment"))
