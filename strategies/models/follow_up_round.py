from datetime import date
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.access import Access
from actors.models import RuledQuerySet
from records.constraints import not_empty
from records.models import PubliclyIdentified, Versioned
from strategies.models.strategy import Strategy
from strategies.rules.rounds import editable_round_q, visible_round_q

# Days from the due date: three weeks, a week and a day before it, a day and five days after.
REMINDER_DAYS = (-21, -7, -1, 1, 5)
FURTHEST_REMINDER = 90
MOST_YEARS_AWAY = 10


def usual_reminders() -> list[int]:
    return list(REMINDER_DAYS)


def check_reminder_days(days: Any) -> None:
    """Raises ValidationError for what are no days from the due date."""
    is_list = isinstance(days, list) and all(type(day) is int for day in days)
    if not is_list or any(abs(day) > FURTHEST_REMINDER for day in days):
        raise ValidationError(_("Ange dagar före eller efter svarsdagen."))


def require_near(name: str, day: date | None) -> None:
    """Raises ValidationError for a day that nobody means: what follows from it could not be
    counted."""
    if day is not None and abs(day.year - timezone.localdate().year) > MOST_YEARS_AWAY:
        raise ValidationError({name: _("Dagen ligger för långt bort. Kontrollera året.")})


class FollowUpRoundQuerySet(RuledQuerySet):
    def visible_q(self, access: Access) -> Q:
        return visible_round_q(access)

    def editable_q(self, access: Access) -> Q:
        return editable_round_q(access)

    def opened(self) -> Self:
        return self.filter(opened_at__isnull=False)

    def running(self) -> Self:
        """Open and not closed: those that are asked can answer."""
        return self.opened().filter(closed_at__isnull=True)

    def latest_first(self) -> Self:
        """What is not opened stands first: somebody is working on it."""
        return self.order_by(F("opened_at").desc(nulls_first=True), "-pk")


class FollowUpRound(PubliclyIdentified, Versioned):
    """That a strategy is followed up: everybody who promised something is asked how it goes, with
    the same questions, until the same day ("Uppföljning 2026").

    Where it is follows from its two times: prepared, then open, then closed. A day that answers are
    due on is local and lasts until it is over.
    """

    strategy = models.ForeignKey(
        Strategy, on_delete=models.PROTECT, related_name="rounds", verbose_name=_("strategi")
    )
    title = models.CharField(_("namn"), max_length=150)
    period_start = models.DateField(_("från"))
    period_end = models.DateField(_("till och med"))
    introduction = models.TextField(
        _("till dem som svarar"),
        blank=True,
        help_text=_("Två eller tre meningar: vad svaren ska användas till."),
    )
    due_on = models.DateField(
        _("svaren behövs senast"),
        null=True,
        blank=True,
        help_text=_("Hela dagen räknas, till och med 23.59."),
    )
    reminder_days = models.JSONField(
        _("påminnelser"), default=usual_reminders, blank=True, validators=[check_reminder_days]
    )
    opened_at = models.DateTimeField(_("öppnad"), null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(_("stängd"), null=True, blank=True, editable=False)

    objects = FollowUpRoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("uppföljningsomgång")
        verbose_name_plural = _("uppföljningsomgångar")
        ordering = ["strategy", "-period_end", "-pk"]
        constraints = [
            not_empty("title", name="strategies_round_named"),
            models.UniqueConstraint(
                fields=["strategy"],
                condition=Q(closed_at__isnull=True),
                name="strategies_round_one_at_a_time",
                violation_error_message=_("Strategin har redan en uppföljning som inte är stängd."),
            ),
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start")),
                name="strategies_round_period_in_order",
                violation_error_message=_("Perioden slutar före den börjar."),
            ),
            models.CheckConstraint(
                condition=Q(opened_at__isnull=True) | Q(due_on__isnull=False),
                name="strategies_round_open_is_due",
                violation_error_message=_("Ange när svaren behövs."),
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("opened_at")),
                name="strategies_round_closed_was_open",
                violation_error_message=_("Det som inte är öppnat kan inte stängas."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        for name in ("period_start", "period_end", "due_on"):
            require_near(name, getattr(self, name))

    def get_work_url(self) -> str:
        return reverse("round", args=[self.public_id])

    @property
    def is_example(self) -> bool:
        return self.strategy.is_example

    @property
    def is_prepared(self) -> bool:
        """Nobody is asked yet."""
        return self.opened_at is None

    @property
    def is_open(self) -> bool:
        return self.opened_at is not None and self.closed_at is None

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    def days_left(self, today: date | None = None) -> int | None:
        """Whole days until the answers are due; negative when the day has passed."""
        return (self.due_on - (today or timezone.localdate())).days if self.due_on else None
