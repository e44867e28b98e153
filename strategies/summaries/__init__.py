from strategies.summaries.commitment import CommitmentPage, commitment_page
from strategies.summaries.goal import GoalPage, goal_page
from strategies.summaries.provenance import provenance_of
from strategies.summaries.rows import Excerpt, PartyGroup, excerpt, group_parties, in_reading_order
from strategies.summaries.strategy import StrategyPage, strategy_page

__all__ = [
    "CommitmentPage",
    "Excerpt",
    "GoalPage",
    "PartyGroup",
    "StrategyPage",
    "commitment_page",
    "excerpt",
    "goal_page",
    "group_parties",
    "in_reading_order",
    "provenance_of",
    "strategy_page",
]
