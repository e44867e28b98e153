"""The nouns of this room whose history is kept."""

from records.history.keeping import keep
from records.models import Source

# Each with the reason, as in every room's.
NOT_KEPT = {
    "OutgoingMail": "Its text is its reader's alone; the outbox itself tells what left and when.",
}


def keep_history() -> None:
    keep(Source)
