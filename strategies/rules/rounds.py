"""Who runs follow-up rounds, who answers in them, and who signs the answers off.

A round is its strategy's coordinators' alone while it is prepared. Once it is open each
organisation that is asked sees its own request; nobody else's answers, and the maintainer only what
was submitted. Who holds a personal link answers in the one request that it is about, and is nobody
anywhere else: no `Access` is made for them.
"""

from typing import TYPE_CHECKING

from django.db.models import Q

from actors.access import Access
from strategies.rules.editing import can_edit_strategy, editable_strategy_q

if TYPE_CHECKING:
    from strategies.models import Commitment, FollowUpRound, RoundLink, RoundRequest


# ---------------------------------------------------------------- for lists


def visible_round_q(access: Access) -> Q:
    """What all are asked: those who run it, and once it is open those who are asked."""
    is_asked = Q(opened_at__isnull=False) & Q(requests__actor__in=answering(access))
    return editable_round_q(access) | is_asked


def editable_round_q(access: Access) -> Q:
    return editable_strategy_q(access, "strategy__")


def visible_request_q(access: Access) -> Q:
    is_asked = Q(round__opened_at__isnull=False) & Q(actor__in=answering(access))
    return editable_strategy_q(access, "round__strategy__") | is_asked


def answerable_request_q(access: Access) -> Q:
    return Q(actor__in=access.reports, round__opened_at__isnull=False)


def answering(access: Access) -> frozenset[int]:
    """The organisations for which the person answers, or signs what others have answered."""
    return access.reports | access.signs


# ---------------------------------------------------------------- for one object


def can_run_round(access: Access, round: "FollowUpRound") -> bool:
    """Prepare, open, chase and close it; receive what is submitted: coordinators of the strategy's
    maintainer."""
    return can_edit_strategy(access, round.strategy)


def can_run_request(access: Access, request: "RoundRequest") -> bool:
    return can_run_round(access, request.round)


def can_read_round(access: Access, round: "FollowUpRound") -> bool:
    asked = {request.actor_id for request in round.requests.all()}
    is_asked = not round.is_prepared and not answering(access).isdisjoint(asked)
    return is_asked or can_run_round(access, round)


def can_read_request(access: Access, request: "RoundRequest") -> bool:
    is_asked = not request.round.is_prepared and request.actor_id in answering(access)
    return is_asked or can_run_request(access, request)


def can_answer_request(access: Access, request: "RoundRequest") -> bool:
    """Write and submit: reporters and up of the organisation that is asked."""
    is_open = access.is_superuser or not request.round.is_prepared
    return is_open and (access.is_superuser or request.actor_id in access.reports)


def can_read_answers_in_draft(access: Access, request: "RoundRequest") -> bool:
    """What is not submitted is its own organisation's, the maintainer of the strategy excluded."""
    return access.is_superuser or request.actor_id in answering(access)


def can_sign_request(access: Access, request: "RoundRequest") -> bool:
    """Who may sign for the organisation, by a membership that is valid today. A signature states
    an office, so nobody signs without one: not even who runs the whole installation."""
    return not request.round.is_prepared and request.actor_id in access.signs


# ---------------------------------------------------------------- personal links


def holder_can_answer(link: "RoundLink", request: "RoundRequest") -> bool:
    """Write and submit what the link is about, as long as it holds; never sign it off."""
    return link.is_waiting and link.request_id == request.pk and not request.round.is_prepared


def holder_can_report(link: "RoundLink", commitment: "Commitment") -> bool:
    """Tell how a commitment goes that its organisation is asked about in that request, and still
    answers for, while the request can be answered. One query."""
    request = link.request
    is_its_own = request.actor_id == commitment.responsible_id
    return (
        is_its_own
        and holder_can_answer(link, request)
        and request.can_be_answered
        and request.items.filter(commitment=commitment).exists()
    )


def can_give_link(access: Access, request: "RoundRequest") -> bool:
    """Send and take back personal links: those who answer for the organisation, and who runs the
    round."""
    return can_answer_request(access, request) or can_run_request(access, request)


def can_read_names_of_holders(access: Access, request: "RoundRequest") -> bool:
    """Who holds a link is told by name in their own organisation, and to others by office."""
    return can_read_answers_in_draft(access, request)
