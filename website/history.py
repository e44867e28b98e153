"""The nouns of this room whose history is kept."""

from records.history import keep
from website.models import (
    AccessibilityStatement,
    CalendarKey,
    LocalHelp,
    NewsItem,
    SiteNotice,
    SiteOwner,
    SupportLine,
)

NOT_KEPT = {
    "ReminderRun": "Written by the clock, not by people: the rows are their own history.",
    "SearchEntry": "Derived from records whose own history is kept.",
    "ReminderSetting": "A person's own choice of letters to themselves: nobody else's business.",
}


def keep_history() -> None:
    keep(SupportLine)
    keep(LocalHelp)
    keep(SiteNotice)
    keep(NewsItem)
    keep(CalendarKey, but=["token_hash"], by_key=True)
    keep(SiteOwner)
    keep(AccessibilityStatement)
