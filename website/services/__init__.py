from website.services.digests import send_digests
from website.services.reminders import choose_reminders, reminders_of
from website.services.scheduled import do_what_is_due

__all__ = ["choose_reminders", "do_what_is_due", "reminders_of", "send_digests"]
