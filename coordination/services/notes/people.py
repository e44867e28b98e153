"""Whom the notes of a meeting concern: who is written to, who may approve, as whom one signs."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import override

from actors.models import Actor, User
from coordination.choices import SeatRole
from coordination.models import Meeting, Seat
from coordination.models.seat import SeatQuerySet
from coordination.services.reached import reader_of, reader_of_person
from strategies.services.joining.letters import Reader, coordinators_of
from strategies.services.reports.holding import PROTECTED_OFFICE, signed_by


def seats_of(meeting: Meeting) -> SeatQuerySet:
    """The seats of its network that are held today; none where it has no network."""
    held = Seat.objects.held_on(timezone.localdate())
    return held.filter(network=meeting.network_id, network__isnull=False)


def approvers_of(meeting: Meeting) -> SeatQuerySet:
    """The seats whose person may be named to approve the minutes."""
    seats = seats_of(meeting).filter(person__is_active=True)
    return seats.select_related("person", "actor", "network")


def seated_readers(meeting: Meeting, *, but: User | None) -> list[Reader]:
    """Each that has a seat once, as `reader_of` says. Who attended without a seat could not open
    the page that a letter leads to.
    """
    found: dict[str, Reader] = {}
    for seat in seats_of(meeting).select_related("person", "actor"):
        reader = reader_of(seat)
        if reader is not None and seat.person != but:
            found.setdefault(reader.address.casefold(), reader)
    return list(found.values())


def running_readers(meeting: Meeting) -> Iterator[Reader]:
    """Who is to write the notes: the secretary; where the network has none, the coordinators of
    its maintainer."""
    secretaries = seats_of(meeting).filter(role=SeatRole.SECRETARY, person__is_active=True)
    people = [seat.person for seat in secretaries.select_related("person") if seat.person]
    yield from filter(None, map(reader_of_person, people))
    if not people:
        yield from coordinators_of(meeting.maintained_by, but=None)


def signing_as(person: User, meeting: Meeting) -> dict[Actor, str]:
    """The organisations for which one speaks of a meeting, with the office in which one does: of
    one's seats in its network first, then of one's memberships. Two queries."""
    found: dict[Actor, str] = {}
    seats = seats_of(meeting).filter(person=person, actor__isnull=False)
    with override("sv"):
        for seat in seats.select_related("actor"):
            assert seat.actor is not None
            found.setdefault(seat.actor, office_in(seat))
        for membership in person.memberships.valid().select_related("actor"):
            found.setdefault(membership.actor, membership.office)
    return dict.fromkeys(found, PROTECTED_OFFICE) if person.protected else found


def office_in(seat: Seat) -> str:
    """In Swedish, as all content is."""
    with override("sv"):
        return seat.office or str(SeatRole(seat.role).label).capitalize()


def said_by(person: User, meeting: Meeting) -> str:
    """Office and organisation of who makes notes final, never a name: of the seat by which minutes
    are approved; else of one's own seat, or of whose the meeting is."""
    seat = meeting.approver if meeting.needs_approver else None
    if seat is not None and seat.actor is not None:
        office = PROTECTED_OFFICE if person.protected else office_in(seat)
        return f"{office}, {seat.actor.name_with_kind}"
    for actor, office in signing_as(person, meeting).items():
        if office:
            return f"{office}, {actor.name_with_kind}"
    return signed_by(person, meeting.maintained_by)
