"""How a progress report goes from hand to hand: written, submitted, received, shown.

Everybody locks the commitment first and then its report (`held`), so that of two who press at the
same time the second sees what the first did.
"""

from strategies.services.reports.drafting import draft_of, save_draft
from strategies.services.reports.filing import file_missing_papers
from strategies.services.reports.holding import NotThereError
from strategies.services.reports.latest import refresh_latest_public
from strategies.services.reports.publishing import hide_report, publish_report
from strategies.services.reports.receiving import ask_for_completion, receive_report
from strategies.services.reports.registering import set_registry_numbers
from strategies.services.reports.submitting import SeenOtherwiseError, submit_reports

__all__ = [
    "NotThereError",
    "SeenOtherwiseError",
    "ask_for_completion",
    "draft_of",
    "file_missing_papers",
    "hide_report",
    "publish_report",
    "receive_report",
    "refresh_latest_public",
    "save_draft",
    "set_registry_numbers",
    "submit_reports",
]
