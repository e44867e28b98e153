"""What a network decides, between its meetings too, and what each agency then decides by itself."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.access import access_of
from actors.models import User
from coordination.choices import AgencyDecisionState, DecisionState
from coordination.models import AgencyDecision, Decision
from coordination.rules.deciding import can_answer_agency_decision, can_run_deciding
from coordination.services.agencies import ask_agencies, stop_asking
from coordination.services.holding import between_meetings, hold_with_meeting, told_for
from records.history import told_as
from records.services import lock

SAID = ("text", "kind", "decided_on", "needs_agency_decision", "audience", "replaces")


@transaction.atomic
def decide_between_meetings(*, decision: Decision, by: User) -> Decision:
    """Enter a decision that a network took per capsulam. What it replaces is replaced from then
    on, and the agencies are asked where each has to decide. Entered again in the same words, it
    returns the one that is there.

    Raises PermissionDenied; ValidationError where something is missing, or what it replaces is not
    in force, or is another network's.
    """
    if not can_run_deciding(access_of(by), decision):
        raise PermissionDenied
    if same := between_meetings(decision, *SAID).first():
        return same
    with told_for(decision, by=by):
        if decision.replaces is not None:
            replace(lock(decision.replaces), by=decision)
        decision.full_clean()
        decision.save()
        if decision.needs_agency_decision:
            ask_agencies(decision)
    return decision


def replace(older: Decision, *, by: Decision) -> None:
    if older.network_id != by.network_id:
        raise ValidationError({"replaces": _("Det beslutet är ett annat nätverks.")})
    if older.state != DecisionState.IN_FORCE:
        raise ValidationError({"replaces": _("Det beslutet gäller inte längre.")})
    older.state = DecisionState.REPLACED
    older.save()


@transaction.atomic
def change_decision(*, decision: Decision, by: User) -> Decision:
    """Save what was changed in a decision, at its meeting or later. The agencies are asked where it
    now needs them, and no longer where it does not.

    A decision is replaced by the one that replaces it, and by nothing else; the words of one that
    stands in final notes stay. Raises PermissionDenied, and ValidationError also where an agency
    that is not to be asked has answered.
    """
    kept = hold_with_meeting(decision)
    if not can_run_deciding(access_of(by), kept):
        raise PermissionDenied
    if DecisionState.REPLACED in (kept.state, decision.state) and kept.state != decision.state:
        raise ValidationError({"state": _("Ett beslut ersätts av det beslut som ersätter det.")})
    decision.full_clean()
    with told_for(kept, by=by):
        decision.save()
        if decision.needs_agency_decision:
            ask_agencies(decision)
        elif kept.needs_agency_decision:
            stop_asking(decision)
    return decision


@transaction.atomic
def answer_agency_decision(*, row: AgencyDecision, by: User) -> AgencyDecision:
    """Save whether an organisation has decided, on which day and under which number.

    Raises PermissionDenied; ValidationError for a decision without its day, or on a day to come.
    """
    kept = lock(row)
    if not can_answer_agency_decision(access_of(by), kept):
        raise PermissionDenied
    if row.state == AgencyDecisionState.DECIDED and row.decided_on is None:
        raise ValidationError({"decided_on": _("Ange dagen då ni beslutade.")})
    if row.decided_on is not None and row.decided_on > timezone.localdate():
        raise ValidationError({"decided_on": _("Den dagen har inte varit än.")})
    row.full_clean()
    with told_as(by=by, for_actor=row.actor_id):
        row.save()
    return row
