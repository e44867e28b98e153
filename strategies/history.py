"""The nouns of this room whose history is kept."""

from records.history import keep
from strategies.models import (
    Commitment,
    Contribution,
    EndMove,
    Goal,
    Milestone,
    Party,
    Passage,
    Strategy,
)

NOT_KEPT: dict[str, str] = {}


def keep_history() -> None:
    keep(Strategy, many=["sources", "implements", "replaces", "documents"])
    keep(Goal, many=["sources", "contributes_to"])
    keep(Commitment, many=["sources", "contributors"])
    for model in (Party, Passage, Milestone):
        keep(model, many=["sources"])
    keep(Contribution)
    keep(EndMove)
