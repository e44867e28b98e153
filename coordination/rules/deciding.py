"""Who reads and writes decisions, action points and what agencies decide by themselves.

What is decided at a meeting belongs to its network, or to the meeting where there is none. It is
written by those who run that; it is public where it is marked, once the notes of its meeting stand.
"""

from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from django.db.models import Q

from actors.access import Access
from coordination.choices import Audience, NotesState
from coordination.rules.meetings import (
    can_edit_meeting,
    editable_meeting_q,
    is_own_meeting,
    is_public_meeting,
    own_meeting_q,
    public_meeting_q,
)
from coordination.rules.networks import (
    can_edit_network,
    editable_network_q,
    is_own_network,
    is_public_network,
    own_network_q,
    public_network_q,
)

if TYPE_CHECKING:
    from coordination.models import ActionPoint, AgencyDecision, Decision


def of_meeting_alone_q(prefix: str) -> Q:
    return Q(**{f"{prefix}network__isnull": True})


def public_decision_q(prefix: str = "") -> Q:
    """Marked for all, of a public network and, where a meeting took it, of a public meeting whose
    notes are final."""
    is_for_all = Q(**{f"{prefix}audience": Audience.PUBLIC})
    without_network = Q(**{f"{prefix}network__isnull": True})
    between_meetings = Q(**{f"{prefix}meeting__isnull": True})
    is_final = Q(**{f"{prefix}meeting__notes_state": NotesState.FINAL})
    return (
        is_for_all
        & (without_network | public_network_q(f"{prefix}network__"))
        & (between_meetings | (is_final & public_meeting_q(f"{prefix}meeting__")))
    )


def own_deciding_q(access: Access, prefix: str = "") -> Q:
    of_meeting = of_meeting_alone_q(prefix) & own_meeting_q(access, f"{prefix}meeting__")
    return own_network_q(access, f"{prefix}network__") | of_meeting


def run_deciding_q(access: Access, prefix: str = "") -> Q:
    of_meeting = of_meeting_alone_q(prefix) & editable_meeting_q(access, f"{prefix}meeting__")
    return editable_network_q(access, f"{prefix}network__") | of_meeting


def is_sent_q(prefix: str = "") -> Q:
    """What is not being written any more: taken between meetings, or the notes are sent."""
    between_meetings = Q(**{f"{prefix}meeting__isnull": True})
    return between_meetings | ~Q(**{f"{prefix}meeting__notes_state": NotesState.DRAFT})


def shown_to_own_q(prefix: str = "") -> Q:
    """What the network's own read: what is not being written any more."""
    is_for_members = ~Q(**{f"{prefix}audience": Audience.AT_MEETING})
    return is_for_members & is_sent_q(prefix)


def readable_decision_q(access: Access, prefix: str = "") -> Q:
    """While the notes of its meeting are a draft, only those who run it read it."""
    for_own = shown_to_own_q(prefix) & own_deciding_q(access, prefix)
    return public_decision_q(prefix) | for_own | run_deciding_q(access, prefix)


def editable_decision_q(access: Access) -> Q:
    return run_deciding_q(access)


def asked_agency_q(organisations: AbstractSet[int]) -> Q:
    """What these organisations are asked to decide by themselves, once others than those who run
    the network may know of it."""
    return Q(actor__in=organisations) & is_sent_q("decision__")


def readable_agency_decision_q(access: Access) -> Q:
    return readable_decision_q(access, "decision__") | asked_agency_q(access.reads)


def answerable_decision_q(access: Access) -> Q:
    """What an organisation has decided is told by its coordinators, or by who runs the network."""
    return asked_agency_q(access.coordinates) | run_deciding_q(access, "decision__")


def readable_action_point_q(access: Access) -> Q:
    """The network's own, and the organisation that promised, wherever it sits; while the notes of
    its meeting are a draft only those who run it."""
    is_own = own_deciding_q(access) | Q(actor__in=access.reads)
    return (is_sent_q() & is_own) | run_deciding_q(access)


def editable_action_point_q(access: Access) -> Q:
    return run_deciding_q(access)


def closable_action_point_q(access: Access) -> Q:
    """Who promised says what was done: reporters and up; or who runs the network."""
    return promised_q(access.reports) | run_deciding_q(access)


def promised_q(organisations: AbstractSet[int]) -> Q:
    """What these organisations have promised to do, once they are told of it."""
    return Q(actor__in=organisations) & is_sent_q()


# ---------------------------------------------------------------- for one object


def can_run_deciding(access: Access, row: "Decision | ActionPoint") -> bool:
    if row.network is not None:
        return can_edit_network(access, row.network)
    return row.meeting is not None and can_edit_meeting(access, row.meeting)


def is_own_deciding(access: Access, row: "Decision | ActionPoint") -> bool:
    if row.network is not None:
        return is_own_network(access, row.network)
    return row.meeting is not None and is_own_meeting(access, row.meeting)


def is_being_written(row: "Decision | ActionPoint") -> bool:
    return row.meeting is not None and row.meeting.notes_state == NotesState.DRAFT


def is_public_decision(decision: "Decision") -> bool:
    network, meeting = decision.network, decision.meeting
    return (
        decision.audience == Audience.PUBLIC
        and (network is None or is_public_network(network))
        and (meeting is None or (meeting.has_final_notes and is_public_meeting(meeting)))
    )


def can_read_decision(access: Access, decision: "Decision") -> bool:
    for_own = decision.audience != Audience.AT_MEETING and not is_being_written(decision)
    return (
        is_public_decision(decision)
        or (for_own and is_own_deciding(access, decision))
        or can_run_deciding(access, decision)
    )


def can_answer_agency_decision(access: Access, row: "AgencyDecision") -> bool:
    is_told = not is_being_written(row.decision)
    own = is_told and access.can_coordinate(row.actor_id)
    return own or can_run_deciding(access, row.decision)


def can_read_agency_decision(access: Access, row: "AgencyDecision") -> bool:
    is_told = not is_being_written(row.decision)
    own = is_told and row.actor_id in access.reads
    return own or can_read_decision(access, row.decision)


def can_read_action_point(access: Access, point: "ActionPoint") -> bool:
    is_of_own = point.actor_id in access.reads or is_own_deciding(access, point)
    return (not is_being_written(point) and is_of_own) or can_run_deciding(access, point)


def can_promise_from(access: Access, point: "ActionPoint") -> bool:
    """Make a commitment of it: coordinators of who promised, or of a strategy that keeps it; in
    which strategies is asked of each (`strategies.rules.editing.can_add_commitment`)."""
    return access.is_editor and can_read_action_point(access, point)


def can_close_action_point(access: Access, point: "ActionPoint") -> bool:
    own = not is_being_written(point) and point.actor_id in access.reports
    return own or can_run_deciding(access, point)
