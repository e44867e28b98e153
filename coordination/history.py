"""The nouns of this room whose history is kept."""

from coordination.models import AgendaItem, Attendance, Challenge, Meeting, Network, Seat
from records.history import keep

# A reason for each noun whose history is not.
NOT_KEPT: dict[str, str] = {}


def keep_history() -> None:
    keep(Network, many=["sources", "strategies"])
    keep(Seat, many=["sources"])
    # Where one joins from afar opens the meeting to whoever reads it.
    keep(Meeting, many=["sources", "strategies"], hidden=["joining_link"])
    keep(AgendaItem)
    keep(Attendance, many=["sources"])
    keep(Challenge, many=["sources", "goals", "commitments"])
