"""How an organisation joins a strategy, and leaves it: asked for by its coordinator, or without an
account and confirmed by the organisation's mailbox; answered by the maintainer of the strategy.

Everybody locks the strategy first and then the request, and then the link: of two who press at the
same time the second sees what the first did.
"""

from strategies.services.joining.answering import (
    accept_join_request,
    ask_join_request_back,
    decline_join_request,
)
from strategies.services.joining.asking import (
    ask_to_join,
    ask_to_join_by_mail,
    change_join_request,
    confirm_join_request,
    request_of_link,
)
from strategies.services.joining.holding import JOIN, hold_request
from strategies.services.joining.leaving import leave_strategy

__all__ = [
    "JOIN",
    "accept_join_request",
    "ask_join_request_back",
    "ask_to_join",
    "ask_to_join_by_mail",
    "change_join_request",
    "confirm_join_request",
    "decline_join_request",
    "hold_request",
    "leave_strategy",
    "request_of_link",
]
