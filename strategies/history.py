"""The nouns of this room whose history is kept."""

from records.history import keep
from strategies.models import (
    Commitment,
    Contribution,
    EndMove,
    FollowUpRound,
    Goal,
    JoinAim,
    JoinRequest,
    Milestone,
    Party,
    Passage,
    ProgressReport,
    RoundNote,
    RoundQuestion,
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
    keep(RoundRequest, but=["draft", "saved_at", "first_opened_at"])
    keep(ProgressReport, but=[*CONTENT, "repeats", "stands_by", "saved_at"])
