"""How the report of a follow-up round goes: drafted, checked for facts, published, corrected.

Everybody locks the round first and then its report.
"""

from strategies.services.round_reports.checking import (
    answer_remark,
    begin_fact_check,
    renew_draft,
    say_remark,
)
from strategies.services.round_reports.hiding import (
    hide_answer,
    take_out_report,
    withdraw_round_report,
)
from strategies.services.round_reports.publishing import (
    correct_round_report,
    publish_round_report,
)

__all__ = [
    "answer_remark",
    "begin_fact_check",
    "correct_round_report",
    "hide_answer",
    "publish_round_report",
    "renew_draft",
    "say_remark",
    "take_out_report",
    "withdraw_round_report",
]
