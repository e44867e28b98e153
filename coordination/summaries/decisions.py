"""What is decided, for everybody and for a network's own: its register, and one decision."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Prefetch, Q

from actors.access import Access
from coordination.choices import AgencyDecisionState
from coordination.models import AgencyDecision, Decision, Network
from coordination.models.decision import DecisionQuerySet
from coordination.rules.deciding import can_run_deciding
from coordination.summaries.readable import readable


def register_of(network: Network, access: Access | None = None) -> DecisionQuerySet:
    """The decisions of a network that everybody reads, or with an `access` that person: the latest
    first, each with what replaced it. Two queries when it is read."""
    return told(network.decisions, access)


def told(decisions: Any, access: Access | None) -> DecisionQuerySet:
    """Each as a list shows it. Two queries when they are read."""
    newer = readable(Decision.objects.select_related("network", "meeting"), access)
    rows = readable(decisions, access).with_paragraphs().select_related("network", "meeting")
    return rows.prefetch_related(Prefetch("replaced_by", newer, to_attr="shown_replacements"))


@dataclass(frozen=True)
class YearOfDecisions:
    # Empty where the day is not known.
    year: str
    decisions: Sequence[Decision]


def by_year(decisions: Iterable[Decision]) -> list[YearOfDecisions]:
    """Decisions that are sorted by day, under their years."""
    years = groupby(decisions, key=lambda one: one.decided_on[:4])
    return [YearOfDecisions(year, list(rows)) for year, rows in years]


@dataclass(frozen=True)
class WorkDecision:
    """A decision, with how far each organisation has come that has to decide for itself."""

    decision: Decision
    # What it replaces, where the person may read that.
    replaced: Decision | None
    # What replaces it, where the person may read that.
    replacements: Sequence[Decision]
    agencies: Sequence[AgencyDecision]
    # Those of them that the person may fill in (their keys).
    answerable: frozenset[int]
    can_edit: bool

    @property
    def decided(self) -> int:
        return sum(one.state == AgencyDecisionState.DECIDED for one in self.agencies)


def work_decision(decision: Decision, access: Access) -> WorkDecision:
    """Two queries, whatever the number of organisations."""
    rows = decision.agency_decisions.visible_to(access).select_related("actor")
    agencies = list(rows)
    can_edit = can_run_deciding(access, decision)
    around = Decision.objects.visible_to(access).filter(
        Q(pk=decision.replaces_id) | Q(replaces=decision)
    )
    chain = list(around)
    return WorkDecision(
        decision=decision,
        replaced=next((one for one in chain if one.pk == decision.replaces_id), None),
        replacements=[one for one in chain if one.replaces_id == decision.pk],
        agencies=agencies,
        answerable=frozenset(
            one.pk for one in agencies if can_edit or access.can_coordinate(one.actor_id)
        ),
        can_edit=can_edit,
    )
