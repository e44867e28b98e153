from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from actors.access import Access
from actors.models import Actor
from strategies.choices import OPEN_TO_STANCES, CommitmentKind
from strategies.models import ProgressReport, ReportVersion, Stance
from strategies.rules.reporting import can_read_every_version
from strategies.rules.stances import can_read_stance, can_state_stance


@dataclass(frozen=True)
class Confirming:
    """What contributors to a joint effort say of a report."""

    report: ProgressReport
    # The number of the version that stands.
    version: int
    stances: Sequence[Stance]
    # What was said before, the latest first; for those who may read it.
    earlier: Sequence[Stance]
    # Those who have said nothing of the words that stand; for those who may read every version.
    silent: Sequence[Actor]
    # Those for which the person may say something.
    own: Sequence[Actor]

    @property
    def is_open(self) -> bool:
        """Whether the words stand still, so that something can be said of them."""
        return self.report.state in OPEN_TO_STANCES

    @property
    def awaits_own(self) -> bool:
        return any(actor in self.silent for actor in self.own)


def confirming_of(
    report: ProgressReport, now: ReportVersion | None, access: Access
) -> Confirming | None:
    """None where nobody is to confirm: no joint effort, or nothing submitted. Two queries."""
    commitment = report.commitment
    if commitment.kind != CommitmentKind.JOINT_EFFORT or now is None:
        return None
    prefetch_related_objects([commitment], "contributors")
    stances = list(report.stances.order_by("agrees", "stated_at", "pk"))
    current = [stance for stance in stances if stance.replaced_at is None]
    earlier = [
        stance
        for stance in stances
        if stance.replaced_at is not None and can_read_stance(access, stance)
    ]
    have_said = {one.actor_id for one in current if one.about_version == now.number}
    others = [one for one in commitment.contributors.all() if one != commitment.responsible]
    is_concerned = can_read_every_version(access, report)
    silent = [actor for actor in others if is_concerned and actor.pk not in have_said]
    return Confirming(
        report=report,
        version=now.number,
        stances=current,
        earlier=sorted(earlier, key=lambda stance: stance.stated_at, reverse=True),
        silent=silent,
        own=[actor for actor in others if can_state_stance(access, report, actor)],
    )
