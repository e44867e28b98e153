"""The nouns of this room whose history is kept."""

from records.history import keep
from strategies.models import (
    Commitment,
    Contribution,
    EndMove,
    FactRemark,
    FollowUpRound,
    Goal,
    HiddenAnswer,
    JoinAim,
    JoinRequest,
    Milestone,
    Party,
    Passage,
    ProgressReport,
    RoundLink,
    RoundNote,
    RoundQuestion,
    RoundReport,
    RoundRequest,
    Stance,
    Strategy,
)
from strategies.models.report_content import CONTENT

NOT_KEPT = {
    "ReportVersion": "Written once and never changed: the rows are their own history.",
    "ReportPaper": "Made once of a version and never changed.",
    "RequestVersion": "Written once and never changed: the rows are their own history.",
    "RequestSignature": "Written once and never changed.",
    "RoundReportVersion": "Published once and never changed: the rows are their own history.",
    "RequestItem": "Follows from commitments and reports, whose history is kept.",
}


# Copied from a commitment's public reports.
DERIVED = ["latest_public_grade", "latest_public_on"]


def keep_history() -> None:
    keep(Strategy, many=["sources", "implements", "replaces", "documents"])
    keep(Goal, many=["sources", "contributes_to"])
    keep(Commitment, but=DERIVED, many=["sources", "contributors"])
    for model in (Party, Passage, Milestone):
        keep(model, many=["sources"])
    keep(Contribution)
    keep(EndMove)
    keep(Stance)
    keep(JoinRequest, hidden=["contact_address", "confirmed_by_address", "confirmed_by_name"])
    keep(JoinAim)
    # What a draft says is its organisation's alone, and it saves itself often.
    keep(FollowUpRound)
    keep(RoundQuestion)
    keep(RoundNote)
    keep(FactRemark)
    keep(HiddenAnswer)
    # What it says is in the organisations' answers, whose history is kept.
    keep(RoundReport, but=["draft"])
    keep(RoundLink, hidden=["name"], by_key=True)
    keep(RoundRequest, but=["draft", "saved_at", "first_opened_at"])
    keep(ProgressReport, but=[*CONTENT, "repeats", "stands_by", "saved_at"])
