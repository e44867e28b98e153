from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from actors.models import Document
from records.summaries import Provenance
from strategies.models import (
    Commitment,
    Goal,
    JoinAim,
    Milestone,
    Party,
    Passage,
    RoundReport,
    Strategy,
)
from strategies.models.goal import GoalQuerySet
from strategies.rules.public import public_contribution_q
from strategies.summaries.progress import Progress, progress_from, told_of
from strategies.summaries.provenance import provenance_of
from strategies.summaries.rows import Excerpt, PartyGroup, excerpt, group_parties


@dataclass(frozen=True)
class StrategyPage:
    """All that the page of a strategy, plan, assignment, programme or framework shows."""

    strategy: Strategy
    party_groups: Sequence[PartyGroup]
    goals: Sequence[Goal]
    plans: Sequence[Strategy]
    implements: Sequence[Strategy]
    replaces: Sequence[Strategy]
    commitments: Excerpt
    progress: Progress | None
    # The latest first.
    round_reports: Sequence[RoundReport]
    passages: Sequence[Passage]
    milestones: Sequence[Milestone]
    documents: Sequence[Document]
    provenance: Provenance


def strategy_page(strategy: Strategy) -> StrategyPage:
    """The public read model, in a constant number of queries."""
    parties = parties_with_aims(strategy)
    goals = list(goals_of(strategy))
    passages = list(strategy.passages.public())
    milestones = list(strategy.milestones.public())
    serving = Commitment.objects.public().serving(strategy)
    told = told_of(serving)
    commitments = excerpt(serving, total=len(told))
    tied = list(tied_to(strategy))
    plans = [one for one in tied if one.under_id == strategy.pk]
    shown = [strategy, *plans, *parties, *goals, *commitments.rows, *passages, *milestones]
    return StrategyPage(
        strategy=strategy,
        party_groups=group_parties(parties),
        goals=goals,
        plans=plans,
        implements=[one for one in tied if one.is_implemented],
        replaces=[one for one in tied if one.is_replaced],
        commitments=commitments,
        progress=progress_from(told),
        round_reports=list(
            RoundReport.objects.public().filter(round__strategy=strategy).for_links()
        ),
        passages=passages,
        milestones=milestones,
        documents=list(strategy.documents.public()),
        provenance=provenance_of(strategy, contact=strategy.maintained_by, shown=shown),
    )


def tied_to(strategy: Strategy) -> QuerySet[Any]:
    """The plans under it, and what it implements and replaces, as `is_implemented` and
    `is_replaced`: each once, in one query."""
    ties = {
        f"is_{tied}": Exists(
            through.objects.filter(from_strategy=strategy, to_strategy=OuterRef("pk"))
        )
        for tied, through in (
            ("implemented", Strategy.implements.through),
            ("replaced", Strategy.replaces.through),
        )
    }
    found = Q(under=strategy) | Q(is_implemented=True) | Q(is_replaced=True)
    return Strategy.objects.public().annotate(**ties).filter(found)


def parties_with_aims(strategy: Strategy) -> list[Party]:
    """Those who are in it and who have left, each with `own_aims`: two queries."""
    parties = list(strategy.parties.public().select_related("actor"))
    aims: dict[int | None, list[JoinAim]] = defaultdict(list)
    rows = JoinAim.objects.shown().filter(request__strategy=strategy)
    for aim in rows.with_public_goal().select_related("request", "goal__strategy").order_by("pk"):
        aims[aim.request.party_id].append(aim)
    for party in parties:
        party.own_aims = aims[party.pk]
    return parties


def goals_of(strategy: Strategy) -> GoalQuerySet:
    """Goals with `commitment_count` (public ones that serve them) and what they contribute to."""
    contributions = Q(contributions__isnull=False) & public_contribution_q("contributions__")
    contributes_to = Goal.objects.public().select_related("strategy")
    return (
        strategy.goals.public()
        .annotate(
            commitment_count=Count("contributions__commitment", filter=contributions, distinct=True)
        )
        # Counting groups, and a grouped query forgets the order of its model.
        .order_by("position", "pk")
        .prefetch_related(Prefetch("contributes_to", contributes_to, to_attr="public_targets"))
    )
