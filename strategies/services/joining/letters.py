"""What we write about joining a strategy: to the organisation that asks, and to the maintainer."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import override

from actors.models import Actor, User
from actors.models.answer_link import LIFETIME
from records.mail import link_to, queue_mail
from records.partial_dates import in_words
from strategies.choices import JoinState
from strategies.models import JoinRequest, Party


@dataclass(frozen=True)
class Reader:
    address: str
    language: str = "sv"
    name: str = ""


def write_confirm(*, request: JoinRequest, token: str) -> None:
    """To the organisation's mailbox, or to the address that was given."""
    to = Reader(request.confirmed_by_address)
    said = about(request, to) | {
        "link": link_to("answer", token, language=to.language),
        "days": LIFETIME.days,
    }
    send(to, said, request.public_id, template="join_confirm")


def write_sent(*, request: JoinRequest, by: User | None) -> None:
    """To those who are to answer it; and a receipt to who sent it."""
    step = f"{request.public_id}/{request.version}"
    for reader in coordinators_of(request.strategy.maintained_by, but=by):
        link = link_to("join_request", request.public_id, language=reader.language)
        given = request.confirmed_by_address if request.by_address_given else ""
        said = about(request, reader) | {"link": link, "address_given": given}
        send(reader, said, f"{step}/in", template="join_received")
    for reader in senders_of(request, by):
        said = about(request, reader) | {"aims": [aim.text for aim in request.aims.all()]}
        send(reader, said, f"{step}/kvitto", template="join_receipt")


def write_answered(*, request: JoinRequest, token: str, by: User) -> None:
    """To the organisation that asked: its coordinators, and the mailbox that confirmed it, with a
    new link where it was sent back."""
    step = f"{request.public_id}/{request.version}/svar"
    by_link = [Reader(request.confirmed_by_address)] if request.confirmed_by_address else []
    for reader in [*by_link, *coordinators_of(request.actor, but=by)]:
        said = about(request, reader) | {
            "state": request.state,
            "answer": request.answer,
            "is_asked_back": request.state == JoinState.ASKED_BACK,
            "link": link_for(request, reader, token),
        }
        send(reader, said, step, template="join_answered")


def write_left(*, party: Party, by: User) -> None:
    """To both sides, but who did it."""
    strategy = party.strategy
    sides = (strategy.maintained_by, party.actor)
    readers = {one.address: one for side in sides for one in coordinators_of(side, but=by)}
    for reader in readers.values():
        with override(reader.language):
            day = in_words(party.until)
        said = {
            "name": reader.name,
            "organisation": party.actor.name_with_kind,
            "strategy": strategy.title,
            "day": day,
            "link": link_to("strategy", strategy.slug, language=reader.language),
        }
        send(reader, said, f"{party.public_id}/{party.version}/lamnat", template="join_left")


def link_for(request: JoinRequest, reader: Reader, token: str) -> str:
    """Who has an account answers there, the mailbox by its link; what is over shows on the page of
    the strategy."""
    is_mailbox = reader.address == request.confirmed_by_address
    if is_mailbox and token:
        return link_to("answer", token, language=reader.language)
    if is_mailbox:
        return link_to("strategy", request.strategy.slug, language=reader.language)
    return link_to("join_request", request.public_id, language=reader.language)


def coordinators_of(actor: Actor, *, but: User | None) -> Iterator[Reader]:
    """Each of an organisation's coordinators; its mailbox where it has none."""
    people = [one.user for one in actor.memberships.coordinating().select_related("user")]
    for person in people:
        if person != but:
            yield Reader(person.email, person.language, person.name)
    if not people and actor.function_mailbox:
        yield Reader(actor.function_mailbox)


def senders_of(request: JoinRequest, by: User | None) -> Iterator[Reader]:
    """Who sent it signed in. Else the mailbox that confirmed it, and the organisation's own
    coordinators, who may not know of it."""
    if by is not None:
        yield Reader(by.email, by.language, by.name)
        return
    readers = {request.confirmed_by_address: Reader(request.confirmed_by_address)}
    for reader in coordinators_of(request.actor, but=None):
        readers.setdefault(reader.address, reader)
    yield from readers.values()


def about(request: JoinRequest, reader: Reader) -> dict:
    with override(reader.language):
        decided_on, kind = date_format(request.decided_on), request.get_decision_kind_display()
    return {
        "name": reader.name,
        "organisation": request.actor.name_with_kind,
        "strategy": request.strategy.title,
        "maintainer": request.strategy.maintained_by.name_with_kind,
        "decision": f"{kind} {decided_on}, {request.registry_number}",
        "office": request.office,
    }


def send(reader: Reader, said: dict, step: str, *, template: str) -> None:
    queue_mail(
        to=reader.address,
        template=template,
        context=said,
        language=reader.language,
        key=f"anslutning/{template}/{step}/{reader.address}",
    )
