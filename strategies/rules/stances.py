"""Who may say what a contributor thinks of what was told of a joint effort."""

from typing import TYPE_CHECKING

from django.db.models import F, Q

from actors.access import Access
from strategies.rules.reading import doers
from strategies.rules.reporting import can_read_every_version, can_read_report

if TYPE_CHECKING:
    from actors.models import Actor
    from strategies.models import ProgressReport, Stance


def editable_stance_q(access: Access) -> Q:
    """What holds now, of organisations that the person reports for and that still contribute."""
    return (
        Q(actor__in=access.reports, replaced_at__isnull=True)
        & Q(report__commitment__contributors=F("actor"))
        & ~Q(report__commitment__responsible=F("actor"))
        & Q(report__as_of__isnull=False)
    )


def can_state_stance(access: Access, report: "ProgressReport", actor: "Actor") -> bool:
    """Reporters and up of a contributor. The responsible organisation has said its own in the
    report, also where it stands among the contributors."""
    commitment = report.commitment
    contributes = actor.pk in doers(commitment) - {commitment.responsible_id}
    acts_for_it = access.is_superuser or actor.pk in access.reports
    return report.as_of is not None and contributes and acts_for_it


def can_read_stance(access: Access, stance: "Stance") -> bool:
    """As the report is read. What was said before is read by those who read it unpublished."""
    if stance.replaced_at is None:
        return can_read_report(access, stance.report)
    return can_read_every_version(access, stance.report)


def can_edit_stance(access: Access, stance: "Stance") -> bool:
    if access.is_superuser:
        return True
    return stance.replaced_at is None and can_state_stance(access, stance.report, stance.actor)
