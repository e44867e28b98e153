"""Who reads what of networks and meetings, and who changes it.

A network is edited by coordinators of its maintainer, and by its chair, convener and secretary: the
one right here that comes from a seat and not from a membership. Its own read it all: those who sit
in it, readers and up of the organisation where a seat names only an office, and those of its
maintainer. A meeting without a network is its convener's. An organisation's coordinators know of
its seats, and propose whom it sends; who edits the network answers.
"""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from actors.access import Access, valid_on_q
from coordination.choices import Audience, NotesState, SeatProposalState
from records.rules import is_published, published_q

if TYPE_CHECKING:
    from coordination.models import (
        AgendaItem,
        Attendance,
        Challenge,
        Invitee,
        ItemDocument,
        ItemProposal,
        Meeting,
        Network,
        NotesComment,
        Seat,
        SeatProposal,
    )


# ---------------------------------------------------------------- what everybody reads


def public_network_q(prefix: str = "") -> Q:
    """A network under another is public only while that one is; there are no two steps."""
    stands_alone = Q(**{f"{prefix}parent__isnull": True})
    under_one_alone = Q(**{f"{prefix}parent__parent__isnull": True})
    return published_q(prefix) & (
        stands_alone | (under_one_alone & published_q(f"{prefix}parent__"))
    )


def public_meeting_q(prefix: str = "") -> Q:
    """A meeting hangs on its network; one without hangs on nothing."""
    alone = Q(**{f"{prefix}network__isnull": True})
    return published_q(prefix) & (alone | public_network_q(f"{prefix}network__"))


def public_at_meeting_q(prefix: str = "") -> Q:
    """An item, or that somebody took part: only where it is marked."""
    is_for_all = Q(**{f"{prefix}audience": Audience.PUBLIC})
    return is_for_all & public_meeting_q(f"{prefix}meeting__")


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


# ---------------------------------------------------------------- seats


def held_on_q(on: date, prefix: str = "") -> Q:
    """Seats that are held on that day, both ends included; an end that is not known is none."""
    begun = Q(**{f"{prefix}since__isnull": True}) | Q(**{f"{prefix}since__lte": on})
    still = Q(**{f"{prefix}until__isnull": True}) | Q(**{f"{prefix}until__gte": on})
    return begun & still


# ---------------------------------------------------------------- for lists


def own_network_q(access: Access, prefix: str = "") -> Q:
    """What one reads from its first draft: where one sits, what one's organisation maintains."""
    return Q(**{f"{prefix}pk__in": access.sits_in}) | Q(
        **{f"{prefix}maintained_by__in": access.reads}
    )


def own_meeting_q(access: Access, prefix: str = "") -> Q:
    is_convener = Q(
        **{f"{prefix}network__isnull": True, f"{prefix}convener__in": access.reads},
    )
    return own_network_q(access, f"{prefix}network__") | is_convener


def editable_network_q(access: Access, prefix: str = "") -> Q:
    return Q(**{f"{prefix}pk__in": access.runs_networks}) | Q(
        **{f"{prefix}maintained_by__in": access.coordinates}
    )


def editable_meeting_q(access: Access, prefix: str = "") -> Q:
    is_convener = Q(
        **{f"{prefix}network__isnull": True, f"{prefix}convener__in": access.coordinates},
    )
    return editable_network_q(access, f"{prefix}network__") | is_convener


def seatable_q(access: Access) -> Q:
    """Whom one may give a seat: people of the organisations that one coordinates. Others are not
    even named to choose among."""
    return people_of_q(access.coordinates)


def people_of_q(actors: Collection[int]) -> Q:
    """Who acts for one of these organisations today; all of one membership, so in one filter."""
    theirs = Q(memberships__actor__in=actors)
    return theirs & valid_on_q(timezone.localdate(), "memberships__") & Q(is_active=True)


def visible_seat_q(access: Access) -> Q:
    """A vacant seat lets nobody in, and yet the organisation is to name somebody for it."""
    of_own_organisation = Q(actor__in=access.coordinates)
    return public_network_q("network__") | own_network_q(access, "network__") | of_own_organisation


def visible_proposal_q(access: Access) -> Q:
    """It names a person: only coordinators of the organisation and who edits the network."""
    return answerable_proposal_q(access) | Q(seat__actor__in=access.coordinates)


def editable_proposal_q(access: Access) -> Q:
    """While it waits, by the organisation's coordinators."""
    return Q(seat__actor__in=access.coordinates, state=SeatProposalState.WAITING)


def answerable_proposal_q(access: Access) -> Q:
    return editable_network_q(access, "seat__network__")


def readable_at_meeting_q(access: Access) -> Q:
    """What is only for the meeting itself is read by those who run it."""
    is_for_members = ~Q(audience=Audience.AT_MEETING)
    return (
        public_at_meeting_q()
        | (is_for_members & own_meeting_q(access, "meeting__"))
        | editable_meeting_q(access, "meeting__")
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


def is_public_network(network: "Network") -> bool:
    now, above = timezone.now(), network.parent
    if above is None:
        return is_published(network, at=now)
    return is_published(network, at=now) and above.parent_id is None and is_published(above, at=now)


def is_public_meeting(meeting: "Meeting") -> bool:
    is_up = is_published(meeting, at=timezone.now())
    return is_up and (meeting.network is None or is_public_network(meeting.network))


def takes_part_in(access: Access, network: "Network") -> bool:
    """Whether a seat or a membership opens the network, whatever else does."""
    return network.pk in access.sits_in or network.maintained_by_id in access.reads


def takes_part_in_meeting(access: Access, meeting: "Meeting") -> bool:
    if meeting.network is not None:
        return takes_part_in(access, meeting.network)
    return meeting.convener_id in access.reads


def is_own_network(access: Access, network: "Network") -> bool:
    return access.is_superuser or takes_part_in(access, network)


def is_own_meeting(access: Access, meeting: "Meeting") -> bool:
    return access.is_superuser or takes_part_in_meeting(access, meeting)


def can_read_network(access: Access, network: "Network") -> bool:
    return is_public_network(network) or is_own_network(access, network)


def can_read_meeting(access: Access, meeting: "Meeting") -> bool:
    return is_public_meeting(meeting) or is_own_meeting(access, meeting)


def can_read_seat(access: Access, seat: "Seat") -> bool:
    return can_read_network(access, seat.network) or seat.actor_id in access.coordinates


def can_edit_network(access: Access, network: "Network") -> bool:
    return network.pk in access.runs_networks or access.can_coordinate(network.maintained_by_id)


def can_hang_under(access: Access, network: "Network") -> bool:
    """A group is put under a network by those who edit that one too: it shows on its page."""
    return network.parent is None or can_edit_network(access, network.parent)


def can_edit_seat(access: Access, seat: "Seat") -> bool:
    return can_edit_network(access, seat.network)


def can_propose_for(access: Access, seat: "Seat") -> bool:
    """Whom an organisation sends is its own coordinators' to say."""
    return seat.actor_id is not None and access.can_coordinate(seat.actor_id)


def can_read_proposal(access: Access, proposal: "SeatProposal") -> bool:
    return can_answer_proposal(access, proposal) or can_propose_for(access, proposal.seat)


def can_edit_proposal(access: Access, proposal: "SeatProposal") -> bool:
    is_open = access.is_superuser or proposal.state == SeatProposalState.WAITING
    return is_open and can_propose_for(access, proposal.seat)


def can_answer_proposal(access: Access, proposal: "SeatProposal") -> bool:
    return can_edit_network(access, proposal.seat.network)


def can_hand_over_network(access: Access) -> bool:
    """Another organisation maintains it from then on: an administrator's to decide."""
    return access.is_superuser


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


def can_read_of_network(access: Access, row: "ItemProposal") -> bool:
    return is_own_network(access, row.network)


def can_edit_of_network(access: Access, row: "ItemProposal") -> bool:
    return can_edit_network(access, row.network)


def can_read_at_meeting(access: Access, row: "AgendaItem | Attendance") -> bool:
    if row.audience == Audience.PUBLIC and is_public_meeting(row.meeting):
        return True
    is_for_members = row.audience != Audience.AT_MEETING
    is_own = is_for_members and is_own_meeting(access, row.meeting)
    return is_own or can_edit_at_meeting(access, row)


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
