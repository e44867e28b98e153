from strategies.summaries.commitment import CommitmentPage, commitment_page
from strategies.summaries.goal import GoalPage, goal_page
from strategies.summaries.progress import Progress, progress_of
from strategies.summaries.provenance import provenance_of
from strategies.summaries.report import ReportPage, report_page
from strategies.summaries.round_links import HolderPage, asked_commitments, holder_page, link_rows
from strategies.summaries.round_reminders import (
    LetterRow,
    ReminderPlan,
    letter_rows,
    reminder_plan_of,
)
from strategies.summaries.rounds import (
    Cockpit,
    RequestPage,
    cockpit_of,
    doubts_about,
    request_page,
    running_page,
    unreachable,
)
from strategies.summaries.rows import (
    ROWS_OF_AN_EXCERPT,
    Excerpt,
    PartyGroup,
    excerpt,
    group_parties,
    in_reading_order,
)
from strategies.summaries.stances import Confirming, confirming_of
from strategies.summaries.strategy import StrategyPage, strategy_page
from strategies.summaries.turns import Turn, WorkRow, work_rows
from strategies.summaries.work_commitment import (
    WorkCommitment,
    latest_public_version,
    work_commitment,
)

__all__ = [
    "ROWS_OF_AN_EXCERPT",
    "Cockpit",
    "CommitmentPage",
    "Confirming",
    "Excerpt",
    "GoalPage",
    "HolderPage",
    "LetterRow",
    "PartyGroup",
    "Progress",
    "ReminderPlan",
    "ReportPage",
    "RequestPage",
    "StrategyPage",
    "Turn",
    "WorkCommitment",
    "WorkRow",
    "asked_commitments",
    "cockpit_of",
    "commitment_page",
    "confirming_of",
    "doubts_about",
    "excerpt",
    "goal_page",
    "group_parties",
    "holder_page",
    "in_reading_order",
    "latest_public_version",
    "letter_rows",
    "link_rows",
    "progress_of",
    "provenance_of",
    "reminder_plan_of",
    "report_page",
    "request_page",
    "running_page",
    "strategy_page",
    "unreachable",
    "work_commitment",
    "work_rows",
]
