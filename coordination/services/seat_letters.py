"""What we write about seats: to who runs the network, who proposed, and who sits there."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from actors.models import User
from coordination.choices import SeatProposalState, SeatRole
from coordination.models import Network, Seat, SeatProposal
from coordination.services.reached import reader_of_person
from records.mail import link_to, queue_mail
from strategies.services.joining.letters import Reader, coordinators_of

# Who sits in a seat is told so long before it ends.
DAYS_AHEAD = 30


def write_proposed(*, proposal: SeatProposal, by: User) -> None:
    """To the secretaries; where there is none, to who coordinates the maintainer."""
    network = proposal.seat.network
    for reader in runners_of(network, but=by):
        said = about(proposal.seat, reader) | {
            "link": link_to(
                "seat_proposal", network.slug, proposal.public_id, language=reader.language
            )
        }
        send(reader, said, f"{proposal.public_id}/{proposal.version}", template="seat_proposed")


def write_proposal_answered(*, proposal: SeatProposal, by: User) -> None:
    """To who proposed; to the organisation's coordinators where that one has left."""
    proposer, actor = proposal.proposed_by, proposal.seat.actor
    reader = reader_of_person(proposer)
    readers = [reader] if reader is not None and proposer != by else []
    if not proposer.is_active and actor is not None:
        readers = list(coordinators_of(actor, but=by))
    for reader in readers:
        said = about(proposal.seat, reader) | {
            "is_confirmed": proposal.state == SeatProposalState.CONFIRMED,
            "answer": proposal.answer,
            "link": link_to(
                "seat_proposal",
                proposal.seat.network.slug,
                proposal.public_id,
                language=reader.language,
            ),
        }
        send(reader, said, proposal.public_id, template="seat_proposal_answered")


def write_given(*, seat: Seat, by: User) -> None:
    """To the person who got the seat, unless they took it themselves."""
    reader = reader_of_person(seat.person) if seat.person is not None else None
    if seat.person is None or reader is None or seat.person == by:
        return
    said = about(seat, reader) | {"since": in_words(seat.since, reader)}
    send(reader, said, f"{seat.public_id}/{seat.person.pk}", template="seat_given")


def write_ending(*, seat: Seat, today: date) -> None:
    """To the person who sits there: when the last day is set, and, where that is far off, again
    when it comes near. Once for each day that is set."""
    reader = reader_of_person(seat.person) if seat.person is not None else None
    if reader is None or seat.until is None:
        return
    said = about(seat, reader) | {"day": in_words(seat.until, reader)}
    send(reader, said, ending_step(seat, today), template="seat_ending")


def ending_key(seat: Seat, today: date) -> str:
    """The key of the letter that `write_ending` writes that day."""
    address = seat.person.email if seat.person else ""
    return key_of("seat_ending", ending_step(seat, today), address)


def ending_step(seat: Seat, today: date) -> str:
    is_near = seat.until is not None and seat.until <= today + timedelta(days=DAYS_AHEAD)
    return f"{seat.public_id}/{seat.until}/{'snart' if is_near else 'bestamt'}"


# ---------------------------------------------------------------- to whom, and how


def runners_of(network: Network, *, but: User) -> Iterator[Reader]:
    seats = network.seats.held_on(timezone.localdate()).filter(
        role=SeatRole.SECRETARY, person__is_active=True
    )
    people = {seat.person for seat in seats.select_related("person") if seat.person}
    if not people:
        yield from coordinators_of(network.maintained_by, but=but)
    yield from filter(None, map(reader_of_person, people - {but}))


def about(seat: Seat, reader: Reader) -> dict:
    """In the letter alone: the subject names no network."""
    with override(reader.language):
        role = seat.get_role_display()
    return {
        "name": reader.name,
        "network": seat.network.title,
        "role": role,
        "organisation": seat.actor.name_with_kind if seat.actor else "",
        "link": link_to("work_network", seat.network.slug, language=reader.language),
    }


def in_words(day: date | None, reader: Reader) -> str:
    with override(reader.language):
        return date_format(day) if day else ""


def key_of(template: str, step: str, address: str) -> str:
    return f"plats/{template}/{step}/{address}"


def send(reader: Reader, said: dict, step: str, *, template: str) -> None:
    queue_mail(
        to=reader.address,
        template=template,
        context=said,
        language=reader.language,
        key=key_of(template, step, reader.address),
    )
