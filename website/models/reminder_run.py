from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from records.constraints import not_empty
from records.models import Guarded


class ReminderRunQuerySet(models.QuerySet):
    def earlier_in_month(self, day: date) -> Self:
        """Those that were begun in the month of that day, and before it."""
        return self.filter(begun_on__gte=day.replace(day=1), begun_on__lt=day)


class ReminderRun(Guarded):
    """That the reminders of one week have gone out, which they do once. Those who want them monthly
    get theirs in the first of the month."""

    # Written by us alone.
    not_free_text: ClassVar[frozenset[str]] = frozenset({"week"})

    week = models.CharField(_("vecka"), max_length=8, unique=True)
    begun_on = models.DateField(_("påbörjat"))
    finished_at = models.DateTimeField(_("klart"), null=True, blank=True)

    objects = ReminderRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("utskick av påminnelser")
        verbose_name_plural = _("utskick av påminnelser")
        ordering = ["-week"]
        constraints = [not_empty("week", name="website_reminderrun_has_week")]

    def __str__(self) -> str:
        return self.week

    @classmethod
    def of_week(cls, day: date) -> Self:
        """The one of the week in which the day lies; begun on that day if none was."""
        week = day.strftime("%G-W%V")
        run, _created = cls.objects.get_or_create(week=week, defaults={"begun_on": day})
        return run

    @property
    def is_first_of_month(self) -> bool:
        return not ReminderRun.objects.earlier_in_month(self.begun_on).exists()
