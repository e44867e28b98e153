"""The report of the closed round of Exempel län: checked for facts, and published."""

from typing import Any

from records.mail.days import working_days_after
from strategies.models import FactRemark, FollowUpRound, RoundReport, RoundReportVersion
from strategies.round_reports.frozen import checksum_of
from strategies.round_reports.payload import payload_of
from strategies.services.round_reports.checking import WORKING_DAYS
from strategies.services.round_reports.holding import free_slug
from website.cases.fields import public_id_for
from website.demo.checking import checked
from website.demo.days import morning_of, workday

Told = dict[str, Any]


def publish_report(round: FollowUpRound, told: Told) -> None:
    checked_on = workday(told["checked"])
    published_at = morning_of(workday(told["published"]))
    payload = payload_of(round)
    report = RoundReport(
        public_id=public_id_for(f"round_report.{round.public_id}"),
        round=round,
        slug=free_slug(round),
        draft=payload,
        drafted_at=morning_of(checked_on),
        fact_check_until=working_days_after(checked_on, WORKING_DAYS),
        published_at=published_at,
        content_updated_at=published_at,
    )
    checked(report).save()
    version = RoundReportVersion(
        public_id=public_id_for(f"round_report_version.{round.public_id}.1"),
        report=report,
        number=1,
        payload=payload,
        checksum=checksum_of(payload),
        published_at=published_at,
    )
    checked(version).save()
    for row in told["remark"]:
        remark(report, row)


def remark(report: RoundReport, row: Told) -> None:
    """What an organisation said of the draft, and what it was answered."""
    request = report.round.requests.select_related("actor").get(actor__key=row["actor"])
    maintainer = report.round.strategy.maintained_by.name_with_kind
    said = FactRemark(
        public_id=public_id_for(f"remark.{request.public_id}"),
        report=report,
        request=request,
        text=row["text"],
        office=row["office"],
        organisation=request.actor.name_with_kind,
        said_at=morning_of(workday(row["days_ago"])),
        answer=row["answer"],
        answer_signed=f"Utvecklingsledare, {maintainer}",
        answered_at=morning_of(workday(row["answered"])),
    )
    checked(said).save()
