from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from records.constraints import one_of
from records.models import Guarded
from website.choices import Frequency


class ReminderSettingQuerySet(models.QuerySet):
    def quiet_in(self, *, monthly: bool) -> Self:
        """Those of people who get no letter now; `monthly`: it is the time of the monthly ones."""
        chosen = [Frequency.NEVER] if monthly else [Frequency.NEVER, Frequency.MONTHLY]
        return self.filter(frequency__in=chosen)


class ReminderSetting(Guarded):
    """How often a person wants the letter of reminders. Who has not chosen gets it weekly."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="reminder_setting",
        verbose_name=_("person"),
    )
    frequency = models.CharField(
        _("hur ofta"), max_length=10, choices=Frequency, default=Frequency.WEEKLY
    )

    objects = ReminderSettingQuerySet.as_manager()

    class Meta:
        verbose_name = _("val om påminnelser")
        verbose_name_plural = _("val om påminnelser")
        ordering = ["user"]
        constraints = [one_of("frequency", Frequency, name="website_remindersetting_known")]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_frequency_display()}"

    @property
    def is_example(self) -> bool:
        return self.user.is_example
