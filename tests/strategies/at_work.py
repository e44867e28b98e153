"""Where the pages of one commitment are, and a joint effort that is told."""

from strategies.choices import CommitmentKind
from strategies.models import Commitment, Contribution, ProgressReport
from tests import builders as make


def at(row, more: str = "") -> str:
    places = {Commitment: "ataganden", Contribution: "bidrag", ProgressReport: "uppfoljningar"}
    return f"/arbete/{places[type(row)]}/{row.public_id}/{more}"


def tell_effort(world, cast) -> ProgressReport:
    """The other agency is responsible and has submitted; the agency of the cast contributes."""
    effort = make.commitment(
        world.strategy, kind=CommitmentKind.JOINT_EFFORT, responsible=cast.other, title="Satsningen"
    )
    effort.contributors.add(cast.agency)
    otto = cast.people["other agency"]
    version = make.submitted(make.draft_report(effort, by=otto), by=otto)
    return ProgressReport.objects.get(pk=version.report_id)
