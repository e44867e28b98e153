"""State changes of strategies, commitments and progress reports."""

from strategies.services.contributions import (
    accept_contribution,
    decline_contribution,
    propose_contribution,
    take_back_contribution,
)
from strategies.services.end_moves import EndMovedError, move_end
from strategies.services.handling import (
    Shares,
    Taken,
    hand_over,
    handled_in,
    left_in,
    share_out,
    take_over,
)
from strategies.services.reports import (
    NotThereError,
    SeenOtherwiseError,
    ask_for_completion,
    draft_of,
    file_missing_papers,
    hide_report,
    publish_report,
    receive_report,
    refresh_latest_public,
    save_draft,
    set_registry_numbers,
    submit_reports,
)
from strategies.services.stances import state_stance

__all__ = [
    "EndMovedError",
    "NotThereError",
    "SeenOtherwiseError",
    "Shares",
    "Taken",
    "accept_contribution",
    "ask_for_completion",
    "decline_contribution",
    "draft_of",
    "file_missing_papers",
    "hand_over",
    "handled_in",
    "hide_report",
    "left_in",
    "move_end",
    "propose_contribution",
    "publish_report",
    "receive_report",
    "refresh_latest_public",
    "save_draft",
    "set_registry_numbers",
    "share_out",
    "state_stance",
    "submit_reports",
    "take_back_contribution",
    "take_over",
]
