from collections.abc import Sequence
from dataclasses import dataclass

from strategies.choices import ReportState
from strategies.models import ProgressReport, ReportVersion
from strategies.models.report_content import CONTENT


@dataclass(frozen=True)
class Side:
    """One field of two versions, set side by side."""

    label: str
    before: str
    now: str
    # A word of ours, in the reader's language; what was written is Swedish.
    is_grade: bool

    @property
    def is_changed(self) -> bool:
        return self.before != self.now


@dataclass(frozen=True)
class ReportPage:
    """A report for those who may read it before it is public: what was submitted, no draft."""

    report: ProgressReport
    # The latest first.
    versions: Sequence[ReportVersion]
    # What the latest stands against: the one before it, of this report or of the one before.
    before: ReportVersion | None
    sides: Sequence[Side]

    @property
    def now(self) -> ReportVersion | None:
        return self.versions[0] if self.versions else None

    @property
    def awaits_receipt(self) -> bool:
        return self.report.state == ReportState.SUBMITTED

    @property
    def is_received(self) -> bool:
        return self.report.state == ReportState.RECEIVED

    @property
    def is_shown(self) -> bool:
        return self.report.published_at is not None and self.report.withdrawn_at is None


def report_page(report: ProgressReport, *, in_full: bool) -> ReportPage:
    """Three queries at most. `in_full`: with what was said before, which may never have been
    public; else only what everybody reads."""
    versions = list(report.versions.with_paper())
    before = None
    if in_full:
        before = versions[1] if len(versions) > 1 else last_before(report)
    else:
        versions = versions[:1]
    sides = side_by_side(before, versions[0]) if versions else []
    return ReportPage(report=report, versions=versions, before=before, sides=sides)


def last_before(report: ProgressReport) -> ReportVersion | None:
    """What was told of the commitment before this report."""
    others = ReportVersion.objects.filter(report__commitment=report.commitment)
    earlier = others.exclude(report=report).order_by("-as_of", "-report_id", "-number")
    if report.as_of is not None:
        earlier = earlier.filter(as_of__lte=report.as_of)
    return earlier.first()


def side_by_side(before: ReportVersion | None, now: ReportVersion) -> list[Side]:
    """Each field that says something in either."""
    labels = {field.name: str(field.verbose_name) for field in now._meta.concrete_fields}
    sides = []
    for name in CONTENT:
        texts = [shown(version, name) for version in (before, now)]
        if any(texts):
            sides.append(Side(labels[name], texts[0], texts[1], name == "grade"))
    return sides


def shown(version: ReportVersion | None, name: str) -> str:
    if version is None:
        return ""
    return str(version.get_grade_display() if name == "grade" else getattr(version, name))
