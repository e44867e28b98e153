from collections.abc import Sequence
from dataclasses import dataclass

from actors.models import Actor
from records.summaries import Provenance
from strategies.models import Commitment, Contribution, EndMove, Milestone, ProgressReport
from strategies.summaries.provenance import provenance_of


@dataclass(frozen=True)
class CommitmentPage:
    """A commitment: who, what, when, for which goals, and its history."""

    commitment: Commitment
    contributors: Sequence[Actor]
    contributions: Sequence[Contribution]
    joint_effort: Commitment | None
    parts: Sequence[Commitment]
    milestones: Sequence[Milestone]
    end_moves: Sequence[EndMove]
    # Public ones, the latest first, each with its versions.
    reports: Sequence[ProgressReport]
    provenance: Provenance


def commitment_page(commitment: Commitment) -> CommitmentPage:
    """The public read model, in a constant number of queries."""
    contributions = commitment.contributions.public().select_related("strategy", "goal__strategy")
    reports = commitment.reports.published().with_what_they_follow()
    contributed = list(contributions)
    joint_effort = Commitment.objects.public().filter(parts=commitment).first()
    parts = list(commitment.parts.public().select_related("responsible", "home"))
    milestones = list(commitment.milestones.public())
    goals = [contribution.goal for contribution in contributed if contribution.goal]
    above = [joint_effort] if joint_effort else []
    return CommitmentPage(
        commitment=commitment,
        contributors=list(commitment.contributors.all()),
        contributions=contributed,
        joint_effort=joint_effort,
        parts=parts,
        milestones=milestones,
        end_moves=list(commitment.end_moves.all()),
        reports=list(reports.with_versions().with_stances()),
        provenance=provenance_of(
            commitment,
            contact=commitment.home.maintained_by,
            shown=[commitment, *above, *parts, *goals, *milestones],
        ),
    )
