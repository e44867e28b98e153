"""Holding a report while it changes hands, and refusing those who may not."""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from actors.models import Actor, User
from records.services import lock
from strategies.models import Commitment, LinkHolder, ProgressReport

# Of a person with protected personal data, whatever the office is.
PROTECTED_OFFICE = "Handläggare"


class NotThereError(ValidationError):
    """The report has gone on meanwhile: what was asked for cannot be done where it is now."""


def held(report: ProgressReport) -> ProgressReport:
    """The report as it stands now, with its commitment, both held until the transaction ends."""
    commitment = lock_commitment(report.commitment)
    kept = lock(report)
    kept.commitment = commitment
    return kept


def lock_commitment(commitment: Commitment) -> Commitment:
    rows = Commitment.objects.select_related(
        "home__maintained_by", "home__under", "home__county", "responsible"
    )
    return rows.select_for_update(of=("self",)).get(pk=commitment.pk)


def require(*, may: bool) -> None:
    if not may:
        raise PermissionDenied


def require_state(report: ProgressReport, states: Collection[str]) -> None:
    """Raise NotThereError, which says where the report is now."""
    if report.state not in states:
        now = _("Det går inte längre: uppföljningen är nu %(state)s.")
        raise NotThereError(now, params={"state": report.get_state_display()})


def require_seen(report: ProgressReport, number: int) -> None:
    """Raise NotThereError where another version was submitted than the one that was read."""
    if report.versions.latest("number").number != number:
        raise NotThereError(_("Uppföljningen har lämnats in på nytt. Läs den nya först."))


def office_of(person: User | LinkHolder, actor: Actor) -> str:
    """The office in which a person acts for an organisation today, else the role; empty for one
    who has none there. In Swedish, as all content is. An office can point out who holds it, so
    with protected personal data it is never told. Who holds a personal link has stated theirs."""
    if isinstance(person, LinkHolder):
        return person.office
    membership = person.memberships.valid().filter(actor=actor).first()
    if membership is None:
        return ""
    with override("sv"):
        office = membership.office or str(membership.get_role_display())
    return PROTECTED_OFFICE if person.protected else office


def signed_by(person: User, actor: Actor) -> str:
    """Office and organisation, in Swedish as all content is; never a name."""
    return ", ".join(part for part in (office_of(person, actor), actor.name_with_kind) if part)
