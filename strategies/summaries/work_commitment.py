from collections.abc import Sequence
from dataclasses import dataclass

from actors.access import Access
from actors.models import Actor
from strategies.models import (
    Commitment,
    Contribution,
    EndMove,
    ProgressReport,
    ReportVersion,
    Strategy,
)
from strategies.rules.editing import can_edit_commitment
from strategies.rules.reading import is_public_commitment
from strategies.rules.reporting import can_report
from strategies.summaries.beside import Beside, beside


@dataclass(frozen=True)
class WorkCommitment:
    """A commitment for those who work with it: only what the person may read, unpublished reports
    and proposals included, and what they may do."""

    commitment: Commitment
    is_public: bool
    contributors: Sequence[Actor]
    # The latest first; each with its versions.
    reports: Sequence[ProgressReport]
    end_moves: Sequence[EndMove]
    contributions: Sequence[Contribution]
    # Where it came from, and what else other rooms know of it.
    beside: Sequence[Beside]
    can_edit: bool
    can_report: bool

    @property
    def strategy_of_reports(self) -> Strategy:
        """The strategy on whose page it is reported."""
        return self.commitment.home.under or self.commitment.home


def work_commitment(commitment: Commitment, access: Access) -> WorkCommitment:
    """Six queries and one of each room that adds to it, whatever the number of reports, moves and
    contributions."""
    reports = ProgressReport.objects.visible_to(access).filter(commitment=commitment)
    contributions = Contribution.objects.visible_to(access).filter(commitment=commitment)
    return WorkCommitment(
        commitment=commitment,
        is_public=is_public_commitment(commitment),
        contributors=list(commitment.contributors.all()),
        reports=list(reports.with_versions().order_by("-pk")),
        end_moves=list(commitment.end_moves.all()),
        contributions=list(
            contributions.select_related("strategy", "goal").order_by("state_since", "pk")
        ),
        beside=beside(commitment, access),
        can_edit=can_edit_commitment(access, commitment),
        can_report=can_report(access, commitment),
    )


def latest_public_version(commitment: Commitment) -> ReportVersion | None:
    """What everybody reads of how it goes: the last version of the last public report."""
    public = ProgressReport.objects.public().filter(commitment=commitment)
    latest = public.told().with_versions().first()
    return latest.told_versions[0] if latest else None
