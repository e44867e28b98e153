from collections.abc import Iterable

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from strategies.models import Commitment, ProgressReport, ReportVersion


def refresh_latest_public(commitments: Iterable[Commitment]) -> None:
    """Copy grade and day of each commitment's latest public report to the commitment. One query.

    Whoever publishes, hides or corrects a report calls this in the same transaction, the
    commitments locked.
    """
    latest = ProgressReport.objects.published().filter(commitment=OuterRef("pk"))
    last_version = ReportVersion.objects.filter(report=OuterRef("pk")).order_by("-number")
    grade = latest.annotate(last_grade=Subquery(last_version.values("grade")[:1]))
    Commitment.objects.filter(pk__in=[one.pk for one in commitments]).update(
        latest_public_grade=Coalesce(Subquery(grade.values("last_grade")[:1]), Value("")),
        latest_public_on=Subquery(latest.values("as_of")[:1]),
    )
