from website.models.reminder_setting import ReminderSetting
from website.models.support_line import SupportLine

__all__ = ["ReminderSetting", "SupportLine"]
