"""Holding the report of a round while it changes, and refusing what cannot be done."""

from itertools import chain, count

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from actors.access import access_of
from actors.models import User
from records.services import hold
from strategies.models import FollowUpRound, RoundReport
from strategies.round_reports.frozen import Payload, checksum_of
from strategies.round_reports.payload import payload_of, payloads_of_round
from strategies.rules.rounds import can_run_round
from strategies.services.reports.holding import NotThereError, require
from strategies.services.rounds.holding import held_round

# Leaves room for a number behind it.
SLUG_LENGTH = 100


def held_report(round: FollowUpRound, *, by: User) -> RoundReport:
    """The report of a round, held with its round until the transaction ends; made where there is
    none and the round is closed. Raises PermissionDenied, NotThereError."""
    kept = held_round(round)
    require(may=can_run_round(access_of(by), kept))
    report = hold(RoundReport.objects.filter(round=kept)).first()
    if report is None:
        require_closed(kept)
        report = RoundReport(round=kept, slug=free_slug(kept))
        report.full_clean()
        report.save()
    report.round = kept
    return report


def require_closed(round: FollowUpRound) -> None:
    """Raise NotThereError while answers still come in: nothing is made of them then."""
    if not round.is_closed:
        raise NotThereError(_("Rapporten görs när uppföljningen är stängd."))


def free_slug(round: FollowUpRound) -> str:
    """The strategy's word in addresses and the year that the round is about."""
    wanted = slugify(f"{round.strategy.slug[: SLUG_LENGTH - 5]}-{round.period_end.year}")
    taken = set(RoundReport.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    numbered = (f"{wanted}-{place}" for place in count(2))
    return next(slug for slug in chain([wanted], numbered) if slug not in taken)


def payload_as_seen(report: RoundReport, seen: str) -> tuple[Payload, str]:
    """What the report says now, with its checksum. Raises NotThereError while the round is open,
    or where that is not what was read."""
    require_closed(report.round)
    payload = payload_of(report.round, earlier=payloads_of_round(report.round))
    checksum = checksum_of(payload)
    if checksum != seen:
        raise NotThereError(_("Något har ändrats sedan sidan visades. Läs igenom rapporten igen."))
    return payload, checksum


def require_unpublished(report: RoundReport) -> None:
    if report.published_at is not None:
        raise NotThereError(_("Det går inte längre: rapporten är publicerad."))


def require_words(field: str, text: str, refusal: object) -> str:
    if not text.strip():
        raise ValidationError({field: refusal})
    return text.strip()
