from website.models.calendar_key import CalendarKey
from website.models.reminder_run import ReminderRun
from website.models.reminder_setting import ReminderSetting
from website.models.support_line import SupportLine

__all__ = ["CalendarKey", "ReminderRun", "ReminderSetting", "SupportLine"]
