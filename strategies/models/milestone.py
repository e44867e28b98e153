from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actors.access import Access
from actors.models import RuledQuerySet
from records.constraints import not_empty
from records.models import PubliclyIdentified, Sourced, Versioned
from records.partial_dates import PartialDateField, partial_dates_check
from strategies.models.commitment import Commitment
from strategies.models.strategy import Strategy
from strategies.rules.editing import editable_milestone_q
from strategies.rules.public import public_milestone_q


class MilestoneQuerySet(RuledQuerySet):
    def public(self) -> Self:
        return self.filter(public_milestone_q())

    def visible_q(self, access: Access) -> Q:
        return (
            public_milestone_q()
            | Q(strategy__in=Strategy.keys_of_taken_part_in(access))
            | Q(commitment__in=Commitment.keys_of_taken_part_in(access))
        )

    def editable_q(self, access: Access) -> Q:
        return editable_milestone_q(access)


class Milestone(PubliclyIdentified, Versioned, Sourced):
    """Something that happened, or is to happen, in a strategy or a commitment: a row of its
    timeline, however loosely its source dates it."""

    strategy = models.ForeignKey(
        Strategy,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="milestones",
        verbose_name=_("strategi"),
    )
    commitment = models.ForeignKey(
        Commitment,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="milestones",
        verbose_name=_("åtagande"),
    )
    text = models.TextField(_("vad"))
    on = PartialDateField(_("när"))
    on_wording = models.CharField(
        _("när, med källans ord"),
        max_length=100,
        blank=True,
        help_text=_("Till exempel ”under året”."),
    )
    position = models.PositiveSmallIntegerField(_("ordning"), default=0)

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        verbose_name = _("milstolpe")
        verbose_name_plural = _("milstolpar")
        ordering = ["on", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(strategy__isnull=False, commitment__isnull=True)
                | Q(strategy__isnull=True, commitment__isnull=False),
                name="strategies_milestone_of_one",
                violation_error_message=_("En milstolpe hör till en strategi eller ett åtagande."),
            ),
            partial_dates_check("on", name="strategies_milestone_dates"),
            not_empty("text", name="strategies_milestone_told"),
        ]

    def __str__(self) -> str:
        return self.text
