from strategies.summaries.commitment import CommitmentPage, commitment_page
from strategies.summaries.goal import GoalPage, goal_page
from strategies.summaries.progress import Progress, progress_of
from strategies.summaries.provenance import provenance_of
from strategies.summaries.report import ReportPage, report_page
from strategies.summaries.rows import Excerpt, PartyGroup, excerpt, group_parties, in_reading_order
from strategies.summaries.strategy import StrategyPage, strategy_page
from strategies.summaries.turns import Turn, WorkRow, in_turn, work_rows

__all__ = [
    "CommitmentPage",
    "Excerpt",
    "GoalPage",
    "PartyGroup",
    "Progress",
    "ReportPage",
    "StrategyPage",
    "Turn",
    "WorkRow",
    "commitment_page",
    "excerpt",
    "goal_page",
    "group_parties",
    "in_reading_order",
    "in_turn",
    "progress_of",
    "provenance_of",
    "report_page",
    "strategy_page",
    "work_rows",
]
