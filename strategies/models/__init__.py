from strategies.models.commitment import Commitment
from strategies.models.contribution import Contribution
from strategies.models.end_move import EndMove
from strategies.models.fact_remark import FactRemark
from strategies.models.follow_up_round import FollowUpRound
from strategies.models.goal import Goal
from strategies.models.hidden_answer import HiddenAnswer
from strategies.models.join_request import JoinAim, JoinRequest
from strategies.models.milestone import Milestone
from strategies.models.party import Party
from strategies.models.passage import Passage
from strategies.models.progress_report import ProgressReport, ReportVersion
from strategies.models.report_paper import ReportPaper
from strategies.models.request_version import RequestSignature, RequestVersion
from strategies.models.round_link import LinkHolder, RoundLink
from strategies.models.round_note import RoundNote
from strategies.models.round_question import RoundQuestion
from strategies.models.round_report import RoundReport, RoundReportVersion
from strategies.models.round_request import RequestItem, RoundRequest
from strategies.models.stance import Stance
from strategies.models.strategy import Strategy

__all__ = [
    "Commitment",
    "Contribution",
    "EndMove",
    "FactRemark",
    "FollowUpRound",
    "Goal",
    "HiddenAnswer",
    "JoinAim",
    "JoinRequest",
    "LinkHolder",
    "Milestone",
    "Party",
    "Passage",
    "ProgressReport",
    "ReportPaper",
    "ReportVersion",
    "RequestItem",
    "RequestSignature",
    "RequestVersion",
    "RoundLink",
    "RoundNote",
    "RoundQuestion",
    "RoundReport",
    "RoundReportVersion",
    "RoundRequest",
    "Stance",
    "Strategy",
]
