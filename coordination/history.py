"""The nouns of this room whose history is kept."""

from coordination.models import (
    ActionPoint,
    AgencyDecision,
    AgendaItem,
    Attendance,
    Challenge,
    Decision,
    Invitee,
    ItemDocument,
    ItemProposal,
    Meeting,
    Network,
    NotesComment,
    Seat,
    SeatProposal,
)
from records.history import keep

# A reason for each noun whose history is not.
NOT_KEPT: dict[str, str] = {
    "NotesPaper": "Made once of final notes and never changed.",
}


def keep_history() -> None:
    keep(Network, many=["sources", "strategies"])
    keep(Seat, many=["sources"])
    keep(SeatProposal)
    # Where one joins from afar opens the meeting to whoever reads it.
    keep(Meeting, many=["sources", "strategies"], hidden=["joining_link", "told"])
    # What is written down saves itself often; how it ended stands in the final notes.
    keep(AgendaItem, but=["notes"])
    keep(Attendance, many=["sources"])
    keep(Challenge, many=["sources", "goals", "commitments"])
    # Where letters go, and who comes instead, may name a person.
    keep(Invitee, hidden=["address", "substitute"])
    keep(ItemDocument)
    keep(ItemProposal)
    keep(Decision)
    keep(AgencyDecision)
    keep(ActionPoint)
    keep(NotesComment)
