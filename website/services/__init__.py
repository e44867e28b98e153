from website.services.digests import send_digests
from website.services.reminders import choose_reminders, reminders_of

__all__ = ["choose_reminders", "reminders_of", "send_digests"]
