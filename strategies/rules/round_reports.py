"""Who reads the report of a follow-up round, who checks its facts, and who makes it."""

from typing import TYPE_CHECKING

from django.db.models import Q

from actors.access import Access
from records.rules import published_q
from strategies.rules.editing import can_edit_strategy, editable_strategy_q
from strategies.rules.public import public_strategy_q
from strategies.rules.rounds import answering, can_run_round

if TYPE_CHECKING:
    from strategies.models import RoundReport, RoundRequest


def public_round_report_q(prefix: str = "") -> Q:
    """A report hangs on its strategy, and is there once it has been published."""
    return published_q(prefix) & public_strategy_q(f"{prefix}round__strategy__")


def visible_round_report_q(access: Access) -> Q:
    """Those who run the round; once the facts are checked, those who were asked."""
    is_asked = Q(draft__isnull=False, round__requests__actor__in=answering(access))
    return editable_round_report_q(access) | is_asked


def editable_round_report_q(access: Access) -> Q:
    return editable_strategy_q(access, "round__strategy__")


def can_make_round_report(access: Access, report: "RoundReport") -> bool:
    """Coordinators of the strategy's maintainer."""
    return can_run_round(access, report.round)


def can_remark(access: Access, request: "RoundRequest") -> bool:
    """Check the facts: reporters and up of an organisation that was asked."""
    return access.is_superuser or request.actor_id in access.reports


def can_hide_answer(access: Access, request: "RoundRequest") -> bool:
    """Coordinators of the organisation that answered, or of the strategy's maintainer."""
    return access.can_coordinate(request.actor_id) or can_edit_strategy(
        access, request.round.strategy
    )
