from website.models.accessibility_statement import AccessibilityStatement
from website.models.calendar_key import CalendarKey
from website.models.local_help import LocalHelp
from website.models.news_item import NewsItem
from website.models.reminder_run import ReminderRun
from website.models.reminder_setting import ReminderSetting
from website.models.search_entry import SearchEntry
from website.models.site_notice import SiteNotice
from website.models.site_owner import SiteOwner
from website.models.support_line import SupportLine

__all__ = [
    "AccessibilityStatement",
    "CalendarKey",
    "LocalHelp",
    "NewsItem",
    "ReminderRun",
    "ReminderSetting",
    "SearchEntry",
    "SiteNotice",
    "SiteOwner",
    "SupportLine",
]
