"""Publishing a report, and publishing it anew where something was wrong."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.models import User
from records.history import told_as
from records.rules import is_published
from records.services import publish
from strategies.models import FollowUpRound, RoundReport, RoundReportVersion, Strategy
from strategies.round_reports.frozen import Payload, checksum_of
from strategies.services.reports.holding import NotThereError
from strategies.services.round_reports import letters
from strategies.services.round_reports.checking import require_checked
from strategies.services.round_reports.holding import (
    held_report,
    payload_as_seen,
    require_words,
)
from strategies.services.rounds.opening import requests_of


@transaction.atomic
def publish_round_report(*, round: FollowUpRound, seen: str, by: User) -> RoundReportVersion:
    """Show the report to all as it was read (`seen`: its checksum), and tell all that were asked,
    by a letter. It publishes nothing else: what is not public by itself is not in it.

    Pressed twice it stays as it was. Raises PermissionDenied; NotThereError before the facts are
    checked, where the strategy is not public, or where it reads otherwise by now.
    """
    report = held_report(round, by=by)
    if known := report.versions.order_by("number").first():
        return known
    require_checked(report)
    require_public(report.round.strategy)
    payload, _checksum = payload_as_seen(report, seen)
    version = write_version(report, payload)
    with told_as(by=by, for_actor=report.round.strategy.maintained_by_id):
        publish(record=report)
    for request in requests_of(report.round):
        letters.write_published(report=report, request=request)
    return version


def require_public(strategy: Strategy) -> None:
    if not Strategy.objects.public().filter(pk=strategy.pk).exists():
        raise NotThereError(_("Rapporten kan inte publiceras: strategin är inte publicerad."))


@transaction.atomic
def correct_round_report(
    *, round: FollowUpRound, seen: str, reason: str, by: User
) -> RoundReportVersion:
    """Publish another version with what is changed and why, which all may read; versions before it
    stay, and say that there is a newer. A report that was taken away is shown again,
    in this version alone.

    Raises PermissionDenied; NotThereError for one that is not published, or that reads otherwise
    by now; ValidationError without a reason.
    """
    report = held_report(round, by=by)
    last = report.versions.order_by("-number").first()
    if last is None:
        raise NotThereError(_("Rapporten är inte publicerad."))
    words = require_words("reason", reason, _("Skriv vad som är ändrat och varför."))
    require_public(report.round.strategy)
    payload, checksum = payload_as_seen(report, seen)
    is_shown = is_published(report, at=timezone.now())
    if checksum == last.checksum and is_shown:
        raise NotThereError(_("Inget är ändrat sedan den senaste versionen."))
    # What was taken away does not come back beside what took its place.
    version = write_version(report, payload, reason=words, hides_earlier=not is_shown)
    with told_as(by=by, for_actor=report.round.strategy.maintained_by_id, why=words):
        publish(record=report)
    return version


def write_version(
    report: RoundReport,
    payload: Payload,
    *,
    reason: str = "",
    hides_earlier: bool = False,
    at: datetime | None = None,
) -> RoundReportVersion:
    version = RoundReportVersion(
        report=report,
        number=report.versions.count() + 1,
        payload=payload,
        checksum=checksum_of(payload),
        published_at=at or timezone.now(),
        reason=reason,
        hides_earlier=hides_earlier,
    )
    version.full_clean()
    version.save()
    return version
