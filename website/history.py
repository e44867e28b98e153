"""The nouns of this room whose history is kept."""

from records.history import keep
from website.models import SupportLine

NOT_KEPT = {
    "ReminderSetting": "A person's own choice of letters to themselves: nobody else's business.",
}


def keep_history() -> None:
    keep(SupportLine)
