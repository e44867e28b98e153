"""The nouns of this room whose history is kept."""

from records.history import keep
from website.models import SupportLine

NOT_KEPT: dict[str, str] = {}


def keep_history() -> None:
    keep(SupportLine)
