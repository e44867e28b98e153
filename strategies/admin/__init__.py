"""The admin of each noun here. Every door asks the rules (`actors.admin.RuleAdmin`)."""

from strategies.admin.commitment import CommitmentAdmin
from strategies.admin.contribution import ContributionAdmin
from strategies.admin.end_move import EndMoveAdmin
from strategies.admin.goal import GoalAdmin
from strategies.admin.joining import JoinAimAdmin, JoinRequestAdmin
from strategies.admin.parts import MilestoneAdmin, PartyAdmin, PassageAdmin
from strategies.admin.progress_report import (
    ProgressReportAdmin,
    ReportPaperAdmin,
    ReportVersionAdmin,
)
from strategies.admin.round_link import RoundLinkAdmin
from strategies.admin.round_report import (
    FactRemarkAdmin,
    HiddenAnswerAdmin,
    RoundReportAdmin,
    RoundReportVersionAdmin,
)
from strategies.admin.rounds import (
    FollowUpRoundAdmin,
    RequestItemAdmin,
    RequestSignatureAdmin,
    RequestVersionAdmin,
    RoundNoteAdmin,
    RoundQuestionAdmin,
    RoundRequestAdmin,
)
from strategies.admin.source import SourceAdmin
from strategies.admin.stance import StanceAdmin
from strategies.admin.strategy import StrategyAdmin

__all__ = [
    "CommitmentAdmin",
    "ContributionAdmin",
    "EndMoveAdmin",
    "FactRemarkAdmin",
    "FollowUpRoundAdmin",
    "GoalAdmin",
    "HiddenAnswerAdmin",
    "JoinAimAdmin",
    "JoinRequestAdmin",
    "MilestoneAdmin",
    "PartyAdmin",
    "PassageAdmin",
    "ProgressReportAdmin",
    "ReportPaperAdmin",
    "ReportVersionAdmin",
    "RequestItemAdmin",
    "RequestSignatureAdmin",
    "RequestVersionAdmin",
    "RoundLinkAdmin",
    "RoundNoteAdmin",
    "RoundQuestionAdmin",
    "RoundReportAdmin",
    "RoundReportVersionAdmin",
    "RoundRequestAdmin",
    "SourceAdmin",
    "StanceAdmin",
    "StrategyAdmin",
]
