"""Which organisations have to decide for themselves what their network decided."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.choices import AgencyDecisionState
from coordination.models import AgencyDecision, Decision, Invitee, Meeting, Seat

ANSWERED = _("En organisation har redan svarat på om den beslutar. Beslutet måste stå kvar.")


def ask_agencies(decision: Decision) -> None:
    """One row for each organisation with a seat, that waits for its own decision; who has one
    keeps it. Sends no letter."""
    asked = set(decision.agency_decisions.values_list("actor", flat=True))
    for key in sorted(set(deciding_agencies(decision)) - asked):
        AgencyDecision.objects.create(decision=decision, actor_id=key)


def stop_asking(decision: Decision) -> None:
    """Nobody has to decide any more. Raises ValidationError where one has."""
    rows = list(decision.agency_decisions.all())
    if any(row.state != AgencyDecisionState.WAITING for row in rows):
        raise ValidationError(ANSWERED)
    for row in rows:
        row.delete()


def deciding_agencies(decision: Decision) -> Iterable[int]:
    """Whose seats the network has today; at a meeting without one, those invited."""
    if decision.network is not None:
        seats = Seat.objects.filter(network=decision.network, actor__isnull=False)
        return seats.held_on(timezone.localdate()).order_by().values_list("actor", flat=True)
    return invited_to(decision.meeting)


def invited_to(meeting: Meeting | None) -> Iterable[int]:
    rows = Invitee.objects.filter(meeting=meeting, actor__isnull=False).invited()
    return rows.order_by().values_list("actor", flat=True)
