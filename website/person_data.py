"""What this room keeps about a person: for the export, and for the anonymising."""

from actors.models import User
from actors.person_data import also_export, also_forget
from website.models import CalendarKey, ReminderSetting


def register() -> None:
    also_export("reminders", frequency_of)
    also_forget(forget_frequency)
    also_export("calendar_address", calendar_address_of)
    also_forget(forget_calendar_address)


def frequency_of(person: User) -> str:
    """How often the person has chosen to be reminded; empty for who has not chosen."""
    chosen = ReminderSetting.objects.filter(user=person)
    return chosen.values_list("frequency", flat=True).first() or ""


def forget_frequency(person: User) -> None:
    ReminderSetting.objects.filter(user=person).delete()


def calendar_address_of(person: User) -> str:
    """When the person made the secret address of their calendar; empty for who has none."""
    key = CalendarKey.objects.filter(user=person).first()
    return key.seen if key else ""


def forget_calendar_address(person: User) -> None:
    for key in CalendarKey.objects.filter(user=person):
        key.delete()
