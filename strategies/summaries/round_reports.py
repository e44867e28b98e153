"""The report of a round for all who read it: from what is frozen, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from records.summaries import Provenance
from strategies.models import (
    Commitment,
    FactRemark,
    FollowUpRound,
    ProgressReport,
    RoundReport,
    RoundReportVersion,
    RoundRequest,
)
from strategies.round_reports.document import Document, document_of
from strategies.round_reports.facts import requests_with_answers
from strategies.round_reports.frozen import Payload, checksum_of
from strategies.round_reports.payload import (
    commitments_in,
    payload_of,
    reports_in,
)
from strategies.round_reports.texts import shown_payloads, still_shown, texts_in
from strategies.summaries.provenance import contact_of


@dataclass(frozen=True)
class RoundReportPage:
    """One version of a report. `document` is None where it is shown no more."""

    report: RoundReport
    version: RoundReportVersion
    versions: Sequence[RoundReportVersion]
    document: Document | None
    provenance: Provenance

    @property
    def newest(self) -> RoundReportVersion:
        return self.versions[0]

    @property
    def is_newest(self) -> bool:
        return self.version.number == self.newest.number


def round_report_page(report: RoundReport, number: int | None = None) -> RoundReportPage | None:
    """The newest version, or the one with that number; None where there is none. `report` has its
    versions (`with_versions`). Three queries more."""
    found = [one for one in report.told_versions if number in (None, one.number)]
    if not found:
        return None
    version = found[0]
    is_shown = version in still_shown(report.told_versions)
    document = None
    if is_shown and is_still_public(version.payload):
        document = document_of(version.payload)
    return RoundReportPage(
        report=report,
        version=version,
        versions=report.told_versions,
        document=document,
        provenance=Provenance(
            published_at=report.published_at,
            updated_at=report.told_versions[0].published_at,
            contact=contact_of(report.round.strategy.maintained_by),
        ),
    )


def is_still_public(payload: Payload) -> bool:
    """Whether all that it tells of is public today. What was hidden by another way than by its own
    button makes no new version: then this one is shown no more. Two queries."""
    commitments, reports = commitments_in(payload), reports_in(payload)
    return Commitment.objects.public().filter(public_id__in=commitments).count() == len(
        commitments
    ) and ProgressReport.objects.public().filter(public_id__in=reports).count() == len(reports)


@dataclass(frozen=True)
class MakingPage:
    """The report for those who make it: as it reads now, which is nothing while the round is open,
    and what is shown of it."""

    report: RoundReport | None
    payload: Payload | None
    # Answers that are submitted and not received.
    not_received: Sequence[RoundRequest]
    remarks: Sequence[FactRemark]
    versions: Sequence[RoundReportVersion]

    @cached_property
    def checksum(self) -> str:
        return checksum_of(self.payload) if self.payload else ""

    @cached_property
    def document(self) -> Document | None:
        return document_of(self.payload) if self.payload else None

    @property
    def texts(self) -> list[tuple[str, str]]:
        """Those that can be hidden."""
        now = [self.payload] if self.payload else []
        return texts_in([*now, *shown_payloads(self.report, self.versions)])

    @property
    def is_published(self) -> bool:
        return bool(self.versions)

    @property
    def differs_from_draft(self) -> bool:
        """Whether those who check the facts see something else."""
        report = self.report
        return report is not None and report.draft is not None and report.draft != self.payload

    @property
    def differs_from_newest(self) -> bool:
        return self.is_published and self.versions[0].checksum != self.checksum


def making_page(round: FollowUpRound) -> MakingPage:
    """Fifteen queries, whatever the number of organisations; three while the round is open."""
    report = RoundReport.objects.filter(round=round).first()
    versions = list(report.versions.order_by("-number")) if report else []
    remarks = list(report.remarks.select_related("request")) if report else []
    if report is not None:
        report.round = round
    requests = requests_with_answers(round) if round.is_closed else []
    earlier = [one.payload for one in reversed(versions)]
    return MakingPage(
        report=report,
        payload=payload_of(round, earlier=earlier, requests=requests) if round.is_closed else None,
        not_received=[one for one in requests if one.answer and one.received_at is None],
        remarks=remarks,
        versions=versions,
    )
