from website.services.accessibility_messages import is_told, tell_of_fault
from website.services.calendar_keys import (
    calendar_key_of,
    make_calendar_key,
    revoke_calendar_key,
    who_reads_calendar,
)
from website.services.digests import send_digests
from website.services.reminders import choose_reminders, reminders_of
from website.services.scheduled import do_what_is_due

__all__ = [
    "calendar_key_of",
    "choose_reminders",
    "do_what_is_due",
    "is_told",
    "make_calendar_key",
    "reminders_of",
    "revoke_calendar_key",
    "send_digests",
    "tell_of_fault",
    "who_reads_calendar",
]
