from actors.models import User
from website.choices import Frequency
from website.models import ReminderSetting


def reminders_of(person: User) -> str:
    """How often a person is reminded: as chosen, else weekly."""
    chosen = ReminderSetting.objects.filter(user=person)
    return chosen.values_list("frequency", flat=True).first() or Frequency.WEEKLY


def choose_reminders(*, frequency: str, by: User) -> None:
    """Keep how often a person wants to be reminded from now on; each chooses for themselves.

    A letter that has been written this week is not written again, whatever is chosen.
    Raises ValidationError for what is no choice.
    """
    chosen = ReminderSetting(user=by, frequency=frequency)
    chosen.full_clean(validate_unique=False)
    ReminderSetting.objects.update_or_create(user=by, defaults={"frequency": frequency})
