"""What this room keeps about a person: for the export, and for the anonymising."""

from actors.models import User
from actors.person_data import also_export, also_forget
from website.models import ReminderSetting


def register() -> None:
    also_export("reminders", frequency_of)
    also_forget(forget_frequency)


def frequency_of(person: User) -> str:
    """How often the person has chosen to be reminded; empty for who has not chosen."""
    chosen = ReminderSetting.objects.filter(user=person)
    return chosen.values_list("frequency", flat=True).first() or ""


def forget_frequency(person: User) -> None:
    ReminderSetting.objects.filter(user=person).delete()
