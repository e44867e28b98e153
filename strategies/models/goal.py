from itertools import chain, count
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from actors.access import Access
from actors.models import RuledQuerySet
from records.constraints import not_empty
from records.models import Publishable, Sourced, Versioned
from strategies.models.strategy import Strategy
from strategies.rules.editing import editable_strategy_q
from strategies.rules.public import public_goal_q

# Leaves room for a number behind it.
SLUG_LENGTH = 80


class GoalQuerySet(RuledQuerySet):
    def public(self) -> Self:
        return self.filter(public_goal_q())

    def visible_q(self, access: Access) -> Q:
        return public_goal_q() | Q(strategy__in=Strategy.keys_of_taken_part_in(access))

    def editable_q(self, access: Access) -> Q:
        return editable_strategy_q(access, "strategy__")


class Goal(Publishable, Versioned, Sourced):
    """What a strategy is to reach. A sub-goal has a parent; goals of other strategies that it
    contributes to tie a county's work to the nation's."""

    strategy = models.ForeignKey(
        Strategy, on_delete=models.PROTECT, related_name="goals", verbose_name=_("strategi")
    )
    slug = models.SlugField(
        _("ord i adressen"),
        max_length=100,
        blank=True,
        help_text=_("Tomt: görs av numret eller målet. Ändras aldrig sedan."),
    )
    number = models.CharField(
        _("nummer"), max_length=20, blank=True, help_text=_("Som källan skriver det. Tomt: okänt.")
    )
    position = models.PositiveSmallIntegerField(_("ordning"), default=0)
    text = models.TextField(_("mål"))
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sub_goals",
        verbose_name=_("delmål under"),
    )
    contributes_to = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="contributed_to_by",
        verbose_name=_("bidrar till"),
        help_text=_("Mål i andra strategier och målramverk."),
    )

    objects = GoalQuerySet.as_manager()

    class Meta(Publishable.Meta):
        abstract = False
        verbose_name = _("mål")
        verbose_name_plural = _("mål")
        ordering = ["strategy", "position", "pk"]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                fields=["strategy", "slug"],
                name="strategies_goal_slug_once_a_strategy",
                violation_error_message=_("Ordet i adressen finns redan i strategin."),
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="strategies_goal_not_own_parent",
                violation_error_message=_("Ett mål kan inte vara delmål under sig självt."),
            ),
            not_empty("text", name="strategies_goal_named"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.text}".strip()

    @property
    def is_example(self) -> bool:
        return self.strategy.is_example

    @property
    def reading_is_about(self) -> str:
        return f"Mål {self.number}: {self.text}" if self.number else self.text

    def get_absolute_url(self) -> str:
        return reverse("goal", args=[self.strategy.slug, self.slug])

    def clean(self) -> None:
        """A sub-goal stands directly under a goal of its own strategy."""
        if not self.parent_id or not self.parent:
            return
        if self.parent.strategy_id != self.strategy_id:
            raise ValidationError(_("Målet som delmålet hör till finns i en annan strategi."))
        if self.parent.parent_id or (self.pk and self.sub_goals.exists()):
            raise ValidationError(_("Ett delmål kan inte ha egna delmål."))

    def save(self, *args, **kwargs):
        """The word in the address is made once, from the number or the text."""
        if not self.slug:
            self.slug = self.free_slug()
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], "slug"}
        super().save(*args, **kwargs)

    def free_slug(self) -> str:
        wanted = slugify(f"mal-{self.number}" if self.number else self.text)[:SLUG_LENGTH] or "mal"
        taken = set(Goal.objects.filter(strategy=self.strategy).values_list("slug", flat=True))
        numbered = (f"{wanted}-{place}" for place in count(2))
        return next(slug for slug in chain([wanted], numbered) if slug not in taken)
