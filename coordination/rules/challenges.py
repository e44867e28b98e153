"""Who reads what more cooperation has to take on, and who changes it: those who run its network, or
its meeting where it has none."""

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
    from coordination.models import Challenge


def public_challenge_q(prefix: str = "") -> Q:
    """Only where it is marked, and while all that it was raised in is public; what stands in notes
    once they are final."""
    is_for_all = Q(**{f"{prefix}audience": Audience.PUBLIC})
    without_network = Q(**{f"{prefix}network__isnull": True})
    without_meeting = Q(**{f"{prefix}meeting__isnull": True})
    stands_alone = Q(**{f"{prefix}is_noted": False})
    is_final = Q(**{f"{prefix}meeting__notes_state": NotesState.FINAL})
    return (
        is_for_all
        & (stands_alone | is_final)
        & (without_network | public_network_q(f"{prefix}network__"))
        & (without_meeting | public_meeting_q(f"{prefix}meeting__"))
    )


def readable_challenge_q(access: Access) -> Q:
    """While the notes that it stands in are a draft, only those who change it read it."""
    is_sent = Q(is_noted=False) | ~Q(meeting__notes_state=NotesState.DRAFT)
    is_for_members = ~Q(audience=Audience.AT_MEETING) & is_sent
    is_own = own_network_q(access, "network__") | own_meeting_q(access, "meeting__")
    return public_challenge_q() | (is_for_members & is_own) | editable_challenge_q(access)


def editable_challenge_q(access: Access) -> Q:
    """Of its network; of its meeting where it has none."""
    of_meeting = Q(network__isnull=True) & editable_meeting_q(access, "meeting__")
    return editable_network_q(access, "network__") | of_meeting


# ---------------------------------------------------------------- for one object


def can_edit_challenge(access: Access, challenge: "Challenge") -> bool:
    if challenge.network is not None:
        return can_edit_network(access, challenge.network)
    return challenge.meeting is not None and can_edit_meeting(access, challenge.meeting)


def can_raise_at_meeting(access: Access, challenge: "Challenge") -> bool:
    """A challenge shows on the page of its meeting, also where a network of others has it."""
    return challenge.meeting is None or can_edit_meeting(access, challenge.meeting)


def can_read_challenge(access: Access, challenge: "Challenge") -> bool:
    network, meeting = challenge.network, challenge.meeting
    is_public = (
        challenge.audience == Audience.PUBLIC
        and (network is None or is_public_network(network))
        and (meeting is None or is_public_meeting(meeting))
        and (not challenge.is_noted or (meeting is not None and meeting.has_final_notes))
    )
    is_own = (network is not None and is_own_network(access, network)) or (
        meeting is not None and is_own_meeting(access, meeting)
    )
    is_for_members = challenge.audience != Audience.AT_MEETING and not is_in_draft(challenge)
    return is_public or (is_for_members and is_own) or can_edit_challenge(access, challenge)


def is_in_draft(challenge: "Challenge") -> bool:
    meeting = challenge.meeting
    return challenge.is_noted and meeting is not None and meeting.notes_state == NotesState.DRAFT
