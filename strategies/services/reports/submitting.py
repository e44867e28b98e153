from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from records.history import told_as
from strategies.choices import IN_DRAFT, ReportState
from strategies.completeness import missing_in
from strategies.models import ProgressReport, ReportVersion
from strategies.models.report_content import CONTENT
from strategies.services.reports import letters
from strategies.services.reports.filing import file_version
from strategies.services.reports.holding import held, office_of, require
from strategies.services.reports.rounds import answer_in_rounds
from strategies.services.writers import (
    Writer,
    hold_writer,
    may_report,
    require_stated,
    sign_as_author,
    told_why,
)


class SeenOtherwiseError(ValidationError):
    """Somebody wrote in a draft after the page was made on which its answers were checked."""


@transaction.atomic
def submit_reports(
    *, seen: Sequence[tuple[ProgressReport, int]], by: Writer
) -> list[ReportVersion]:
    """Submit drafts, each in the version that was seen when the answers were checked, all or none,
    with one letter as a receipt, and one of each to the registrars of both sides.

    Pressed twice it answers as the first time: a report that is submitted already gives the version
    that is there, no second paper and no second letter. Raises PermissionDenied for who may not;
    SeenOtherwiseError; ValidationError where something is missing.
    """
    hold_writer(by)
    require_stated(by)
    # In one order, so that two who submit some of the same do not wait for each other.
    in_order = sorted(seen, key=lambda pair: pair[0].commitment_id)
    outcomes = [submit(report, version, by) for report, version in in_order]
    written = [version for version, is_new in outcomes if is_new]
    if written:
        letters.write_receipt(versions=written, to=by)
        answer_in_rounds(written)
    for version in written:
        file_version(version)
    return [version for version, _is_new in outcomes]


def submit(report: ProgressReport, seen: int, by: Writer) -> tuple[ReportVersion, bool]:
    """The version, and whether it was written now."""
    kept = held(report)
    require(may=may_report(by, kept.commitment))
    if kept.state not in IN_DRAFT:
        return kept.versions.latest("number"), False
    if kept.version != seen:
        raise SeenOtherwiseError(kept.commitment.title)
    last = last_told(kept)
    own_last = kept.versions.order_by("-number").first()
    if missing := missing_in(kept, last=last, own_last=own_last):
        raise ValidationError(missing)
    version = write_version(kept, last, own_last, by)
    kept.state = ReportState.SUBMITTED
    kept.as_of = version.as_of
    sign_as_author(kept, by)
    kept.saved_at = version.submitted_at
    kept.full_clean()
    with told_as(by=by, for_actor=kept.commitment.responsible_id, why=told_why(by)):
        kept.save()
    return version, True


def write_version(
    report: ProgressReport, last: ReportVersion | None, own_last: ReportVersion | None, by: Writer
) -> ReportVersion:
    """A dated confirmation repeats the last report word for word."""
    says = last if report.repeats and last else report
    actor = report.commitment.responsible
    with override("sv"):
        office, organisation = office_of(by, actor), str(actor.name_with_kind)
    version = ReportVersion(
        report=report,
        number=own_last.number + 1 if own_last else 1,
        as_of=timezone.localdate(),
        submitted_at=timezone.now(),
        office=office,
        organisation=organisation,
        repeats=report.repeats,
        stands_by=report.stands_by,
        **{name: getattr(says, name) for name in CONTENT},
    )
    version.full_clean()
    version.save()
    return version


def last_told(report: ProgressReport) -> ReportVersion | None:
    """What was last submitted of the commitment before this report."""
    before = report.commitment.reports.told().exclude(pk=report.pk).first()
    return before.versions.latest("number") if before else None
