"""Who may ask to join a strategy, read and answer a request, and leave again."""

from typing import TYPE_CHECKING

from django.db.models import Q

from actors.access import Access
from strategies.choices import JoinState, PartyRole
from strategies.rules.editing import can_edit_strategy, editable_strategy_q

if TYPE_CHECKING:
    from actors.models import Actor
    from strategies.models import JoinRequest, Party


# ---------------------------------------------------------------- for lists


def visible_join_request_q(access: Access) -> Q:
    """Readers and up of the organisation that asks, and coordinators of the strategy's maintainer.
    What nobody has confirmed may have been written by anybody, and is shown to neither."""
    of_either = Q(actor__in=access.reads) | editable_strategy_q(access, "strategy__")
    return of_either & ~Q(state=JoinState.UNCONFIRMED)


def editable_join_request_q(access: Access) -> Q:
    """What was sent back, by the organisation that asks."""
    return Q(actor__in=access.coordinates, state=JoinState.ASKED_BACK)


# ---------------------------------------------------------------- for one object


def can_ask_to_join(access: Access, actor: "Actor") -> bool:
    """An organisation's coordinator asks for it."""
    return access.can_coordinate(actor.pk)


def can_read_join_request(access: Access, request: "JoinRequest") -> bool:
    if access.is_superuser:
        return True
    of_either = request.actor_id in access.reads or can_edit_strategy(access, request.strategy)
    return of_either and request.state != JoinState.UNCONFIRMED


def can_edit_join_request(access: Access, request: "JoinRequest") -> bool:
    is_open = access.is_superuser or request.state == JoinState.ASKED_BACK
    return is_open and access.can_coordinate(request.actor_id)


def can_answer_join_request(access: Access, request: "JoinRequest") -> bool:
    """Accept, ask back, decline: coordinators of the strategy's maintainer."""
    return can_edit_strategy(access, request.strategy)


def can_end_joining(access: Access, party: "Party") -> bool:
    """Coordinators of either side date that an organisation has left."""
    is_joined = party.role == PartyRole.JOINED
    of_either = access.can_coordinate(party.actor_id) or can_edit_strategy(access, party.strategy)
    return is_joined and of_either
