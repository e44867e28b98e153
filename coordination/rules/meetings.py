"""Who reads a meeting and what hangs on it, and who changes it: as its network, or as who convened
it where there is none."""

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from actors.access import Access
from coordination.choices import Audience
from coordination.rules.networks import (
    can_edit_network,
    editable_network_q,
    is_public_network,
    own_network_q,
    public_network_q,
    takes_part_in,
)
from records.rules import is_published, published_q

if TYPE_CHECKING:
    from coordination.models import (
        AgendaItem,
        Attendance,
        Invitee,
        ItemDocument,
        Meeting,
        NotesComment,
    )


def public_meeting_q(prefix: str = "") -> Q:
    """A meeting hangs on its network; one without hangs on nothing."""
    alone = Q(**{f"{prefix}network__isnull": True})
    return published_q(prefix) & (alone | public_network_q(f"{prefix}network__"))


def public_at_meeting_q(prefix: str = "") -> Q:
    """An item, or that somebody took part: only where it is marked."""
    is_for_all = Q(**{f"{prefix}audience": Audience.PUBLIC})
    return is_for_all & public_meeting_q(f"{prefix}meeting__")


def own_meeting_q(access: Access, prefix: str = "") -> Q:
    is_convener = Q(
        **{f"{prefix}network__isnull": True, f"{prefix}convener__in": access.reads},
    )
    return own_network_q(access, f"{prefix}network__") | is_convener


def editable_meeting_q(access: Access, prefix: str = "") -> Q:
    is_convener = Q(
        **{f"{prefix}network__isnull": True, f"{prefix}convener__in": access.coordinates},
    )
    return editable_network_q(access, f"{prefix}network__") | is_convener


def readable_at_meeting_q(access: Access) -> Q:
    """What is only for the meeting itself is read by those who run it."""
    is_for_members = ~Q(audience=Audience.AT_MEETING)
    return (
        public_at_meeting_q()
        | (is_for_members & own_meeting_q(access, "meeting__"))
        | editable_meeting_q(access, "meeting__")
    )


# ---------------------------------------------------------------- for one object


def is_public_meeting(meeting: "Meeting") -> bool:
    is_up = is_published(meeting, at=timezone.now())
    return is_up and (meeting.network is None or is_public_network(meeting.network))


def takes_part_in_meeting(access: Access, meeting: "Meeting") -> bool:
    if meeting.network is not None:
        return takes_part_in(access, meeting.network)
    return meeting.convener_id in access.reads


def is_own_meeting(access: Access, meeting: "Meeting") -> bool:
    return access.is_superuser or takes_part_in_meeting(access, meeting)


def can_read_meeting(access: Access, meeting: "Meeting") -> bool:
    return is_public_meeting(meeting) or is_own_meeting(access, meeting)


def can_edit_meeting(access: Access, meeting: "Meeting") -> bool:
    if meeting.network is not None:
        return can_edit_network(access, meeting.network)
    return access.can_coordinate(meeting.convener_id)


def can_edit_at_meeting(
    access: Access, row: "AgendaItem | Attendance | ItemDocument | Invitee | NotesComment"
) -> bool:
    return can_edit_meeting(access, row.meeting)


def can_read_of_meeting(access: Access, row: "Invitee | NotesComment") -> bool:
    """What is for the meeting's own alone."""
    return is_own_meeting(access, row.meeting)


def can_read_at_meeting(access: Access, row: "AgendaItem | Attendance") -> bool:
    if row.audience == Audience.PUBLIC and is_public_meeting(row.meeting):
        return True
    is_for_members = row.audience != Audience.AT_MEETING
    is_own = is_for_members and is_own_meeting(access, row.meeting)
    return is_own or can_edit_at_meeting(access, row)
