"""State changes of strategies, commitments and progress reports."""

from strategies.services.end_moves import move_end
from strategies.services.reports import (
    NotThereError,
    SeenOtherwiseError,
    ask_for_completion,
    draft_of,
    hide_report,
    publish_report,
    receive_report,
    refresh_latest_public,
    save_draft,
    set_registry_numbers,
    submit_reports,
)

__all__ = [
    "NotThereError",
    "SeenOtherwiseError",
    "ask_for_completion",
    "draft_of",
    "hide_report",
    "move_end",
    "publish_report",
    "receive_report",
    "refresh_latest_public",
    "save_draft",
    "set_registry_numbers",
    "submit_reports",
]
