from collections.abc import Sequence
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.access import access_of
from actors.models import AnswerLink, User
from actors.services import LinkClosedError, LinkHolder, hold_link, make_link
from records.history import told_as
from strategies.choices import OPEN_TO_JOIN, JoinState
from strategies.models import JoinAim, JoinRequest
from strategies.rules.joining import can_ask_to_join
from strategies.services.joining import letters
from strategies.services.joining.holding import (
    JOIN,
    hold_request,
    hold_strategy,
    refuse_second,
    refuse_who_belongs,
    require_join_state,
    save_request,
    says_the_same,
)
from strategies.services.reports.holding import require

# What anybody may make us send to one mailbox.
MOST_LETTERS_A_DAY = 5
OPEN_TO_LINKS = (JoinState.UNCONFIRMED, *OPEN_TO_JOIN)
CLOSED = _("Strategin tar inte emot anslutningar just nu.")
TOO_MANY = _("Vi har redan skickat flera brev till brevlådan i dag. Öppna något av dem.")


@transaction.atomic
def ask_to_join(*, request: JoinRequest, aims: Sequence[JoinAim], by: User) -> JoinRequest:
    """Ask for an organisation that one coordinates. The strategy's maintainer is told by a letter,
    and who sent it gets a receipt.

    Sent again in the same words it returns the one that waits. Raises PermissionDenied, and
    ValidationError where the strategy takes none, or the organisation is in it or has asked.
    """
    request.strategy = hold_strategy(request.strategy)
    require(may=can_ask_to_join(access_of(by), request.actor))
    waiting = request.strategy.join_requests.waiting().filter(actor=request.actor).first()
    if waiting and says_the_same(waiting, request, aims):
        return waiting
    refuse_where_not_possible(request)
    enter_waiting(request)
    with told_as(by=by, for_actor=request.actor_id):
        save_request(request, aims)
    letters.write_sent(request=request, by=by)
    return request


@transaction.atomic
def ask_to_join_by_mail(*, request: JoinRequest, aims: Sequence[JoinAim]) -> JoinRequest:
    """Ask without an account: a letter to the organisation's mailbox, or to the address given where
    none is known, holds a link that confirms it. Nobody else is told before that.

    Sent again in the same words within an hour, no second letter goes. Raises ValidationError as
    `ask_to_join`, and where the mailbox has got many such letters today.
    """
    request.strategy = hold_strategy(request.strategy)
    refuse_where_not_possible(request)
    mailbox = request.actor.function_mailbox
    request.state = JoinState.UNCONFIRMED
    request.by_address_given = not mailbox
    request.confirmed_by_address = mailbox or request.contact_address
    an_hour_ago = timezone.now() - timedelta(hours=1)
    before = request.strategy.join_requests.filter(
        actor=request.actor, state=JoinState.UNCONFIRMED, created_at__gt=an_hour_ago
    )
    for one in before:
        if says_the_same(one, request, aims):
            return one
    refuse_more_letters(request.confirmed_by_address)
    with told_as(by=None, for_actor=request.actor_id):
        save_request(request, aims)
    letters.write_confirm(request=request, token=new_link(request))
    return request


@transaction.atomic
def confirm_join_request(*, holder: LinkHolder) -> JoinRequest:
    """Confirm by the link of a letter that the organisation asks. The maintainer is told, also
    where the link went to an address that somebody typed.

    Confirmed already, it stays as it is, and the link goes on showing how it stands. Raises
    LinkClosedError, and ValidationError as `ask_to_join`.
    """
    request = held_by(holder.link)
    if request.state == JoinState.WAITING:
        return request
    require_join_state(request, [JoinState.UNCONFIRMED])
    refuse_where_not_possible(request)
    enter_waiting(request)
    state_holder(request, holder)
    with told_as(by=None, for_actor=request.actor_id):
        save_request(request)
    letters.write_sent(request=request, by=None)
    return request


@transaction.atomic
def change_join_request(
    *, request: JoinRequest, aims: Sequence[JoinAim], by: User | LinkHolder
) -> JoinRequest:
    """Send a request again that was sent back, changed or not. The maintainer is told.

    Sent again in the same words already, it stays as it is. Raises PermissionDenied, NotThereError
    for one that is not sent back, LinkClosedError, and ValidationError where the organisation has
    come into the strategy meanwhile.
    """
    kept = hold_request(request)
    person = by if isinstance(by, User) else None
    if isinstance(by, LinkHolder):
        require(may=held_by(by.link).pk == kept.pk)
        state_holder(request, by)
    else:
        require(may=can_ask_to_join(access_of(by), kept.actor))
    if kept.state == JoinState.WAITING and says_the_same(kept, request, aims):
        return kept
    require_join_state(kept, [JoinState.ASKED_BACK])
    request.strategy = kept.strategy
    refuse_who_belongs(request)
    enter_waiting(request)
    with told_as(by=person, for_actor=kept.actor_id):
        save_request(request, aims)
    letters.write_sent(request=request, by=person)
    return request


def refuse_where_not_possible(request: JoinRequest) -> None:
    if not request.strategy.is_open_for_joining:
        raise ValidationError(CLOSED)
    refuse_who_belongs(request)
    refuse_second(request)


def refuse_more_letters(address: str) -> None:
    a_day_ago = timezone.now() - timedelta(days=1)
    sent = AnswerLink.objects.filter(purpose=JOIN, address=address, created_at__gt=a_day_ago)
    if sent.count() >= MOST_LETTERS_A_DAY:
        raise ValidationError(TOO_MANY)


def enter_waiting(request: JoinRequest) -> None:
    """With the maintainer; what they asked is answered by it."""
    request.state = JoinState.WAITING
    request.sent_at = timezone.now()
    request.answer = request.answer_signed = ""
    request.answered_at = None


def state_holder(request: JoinRequest, holder: LinkHolder) -> None:
    request.confirmed_by_name, request.confirmed_by_office = holder.name, holder.office


def new_link(request: JoinRequest) -> str:
    return make_link(purpose=JOIN, about=request.public_id, address=request.confirmed_by_address)


def request_of_link(*, link: AnswerLink) -> JoinRequest:
    """What a link is about. Raises LinkClosedError for one that is answered for good."""
    rows = JoinRequest.objects.select_related(
        "strategy__county", "strategy__maintained_by", "actor"
    )
    found = rows.filter(public_id=link.about).first()
    if link.purpose != JOIN or found is None or found.state not in OPEN_TO_LINKS:
        raise LinkClosedError
    return found


def held_by(link: AnswerLink) -> JoinRequest:
    """The request that a link is about, held, and the link after it."""
    request = hold_request(request_of_link(link=link))
    hold_link(link=link)
    return request
