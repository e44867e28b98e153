"""Where each commitment of an organisation is: what is owed, what is waited for, what is done."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from django.utils import timezone

from actors.models import Actor, Membership
from strategies.choices import Grade, ReportState
from strategies.models import Commitment, ProgressReport, ReportVersion, Strategy
from strategies.models.commitment import CommitmentQuerySet
from strategies.standing import Standing, standing_of

# Sorts after every partial date.
NO_END = "9999"


class Turn(IntEnum):
    """In the order in which they are worked through."""

    LATE = 1
    DUE = 2
    WAITING = 3
    DONE = 4


@dataclass(frozen=True)
class WorkRow:
    """One commitment as its own organisation sees it, unpublished reports included."""

    commitment: Commitment
    # The one that is not received yet.
    report: ProgressReport | None
    # What was last received before it.
    before: ReportVersion | None
    standing: Standing
    # Whether whoever handles it no longer reports for its organisation.
    handler_has_left: bool

    @property
    def needs_handler(self) -> bool:
        return self.commitment.handler_id is None or self.handler_has_left

    @property
    def turn(self) -> Turn:
        if self.report is not None and self.report.state == ReportState.SUBMITTED:
            return Turn.WAITING
        if self.is_returned or self.standing.is_late:
            return Turn.LATE
        if self.report is not None or self.standing.is_missing or self.standing.is_stale:
            return Turn.DUE
        return Turn.DONE

    @property
    def is_returned(self) -> bool:
        return self.report is not None and self.report.state == ReportState.COMPLETION_ASKED

    @property
    def has_draft(self) -> bool:
        return self.report is not None and self.report.state == ReportState.DRAFT

    @property
    def last(self) -> ReportVersion | None:
        """What was last submitted: of this report, or of the one before it."""
        own = self.report.told_versions if self.report else []
        return own[0] if own else self.before

    @property
    def can_repeat(self) -> bool:
        """Whether "unchanged" says something: not of what is hidden, and of what is to be completed
        only where it was said."""
        if self.before is None or self.before.is_hidden:
            return False
        return self.report is None or not self.is_returned or self.report.repeats

    @property
    def is_owed(self) -> bool:
        return self.turn in (Turn.LATE, Turn.DUE)

    @property
    def receiver(self) -> Actor:
        """Whose turn it is when it is submitted."""
        return self.commitment.home.maintained_by

    @property
    def strategy(self) -> Strategy:
        """The strategy on whose page it is reported."""
        return self.commitment.home.under or self.commitment.home

    @property
    def worse(self) -> list[Grade]:
        """The grades for which a reason is asked."""
        before = self.before.grade if self.before else ""
        return [grade for grade in Grade if grade.asks_for_reason(before)]


def work_rows(commitments: CommitmentQuerySet, *, today: date | None = None) -> list[WorkRow]:
    """Where these commitments are, those that are owed first, then by end. Five queries, whatever
    their number."""
    today = today or timezone.localdate()
    found = list(
        commitments.with_first_end()
        .with_last_received()
        .select_related(
            "home__maintained_by", "home__under", "home__county", "responsible", "handler", "deputy"
        )
    )
    keys = [one.pk for one in found]
    versions = ReportVersion.objects.select_related("report")
    before = versions.in_bulk([one.last_received for one in found])
    reports = ProgressReport.objects.open().filter(commitment__in=keys).with_versions()
    open_reports = {report.commitment_id: report for report in reports}
    reporting = Membership.objects.valid(today).reporting().filter(user__is_active=True)
    handlers = {one.handler_id for one in found if one.handler_id}
    there = set(reporting.filter(user__in=handlers).order_by().values_list("user", "actor"))
    rows = [
        work_row(
            one,
            open_reports.get(one.pk),
            before.get(one.last_received),
            today,
            has_left=bool(one.handler_id) and (one.handler_id, one.responsible_id) not in there,
        )
        for one in found
    ]
    return sorted(rows, key=lambda row: (row.turn, row.commitment.end or NO_END))


def work_row(
    commitment: Commitment,
    report: ProgressReport | None,
    before: ReportVersion | None,
    today: date,
    *,
    has_left: bool,
) -> WorkRow:
    if report is not None:
        report.commitment = commitment
    standing = standing_of(
        grade=before.grade if before else "",
        on=before.as_of if before else None,
        end=commitment.end,
        first_end=commitment.first_end,
        today=today,
    )
    return WorkRow(commitment, report, before, standing, has_left)
