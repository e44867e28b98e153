from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actors.access import Access
from actors.models import County, RuledQuerySet
from actors.rules import county_of_boards_q
from records.constraints import not_empty
from records.models import PubliclyIdentified, Publishable, Sourced, Versioned
from strategies.models.strategy import Strategy
from strategies.rules.editing import editable_passage_q
from strategies.rules.public import public_passage_q


class PassageQuerySet(RuledQuerySet):
    def public(self) -> Self:
        return self.filter(public_passage_q())

    def visible_q(self, access: Access) -> Q:
        return (
            public_passage_q()
            | Q(strategy__in=Strategy.keys_of_taken_part_in(access))
            | Q(county__in=County.objects.filter(county_of_boards_q(access.reads)).values("pk"))
        )

    def editable_q(self, access: Access) -> Q:
        return editable_passage_q(access)


class Passage(PubliclyIdentified, Publishable, Versioned, Sourced):
    """What a source tells of a strategy or of a county that is no record of its own: work done,
    effects claimed, examples, whom it guides."""

    strategy = models.ForeignKey(
        Strategy,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="passages",
        verbose_name=_("strategi"),
    )
    county = models.ForeignKey(
        County,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="county_passages",
        verbose_name=_("län"),
    )
    heading = models.CharField(_("rubrik"), max_length=200)
    text = models.TextField(_("text"))
    position = models.PositiveSmallIntegerField(_("ordning"), default=0)

    objects = PassageQuerySet.as_manager()

    class Meta(Publishable.Meta):
        abstract = False
        verbose_name = _("avsnitt")
        verbose_name_plural = _("avsnitt")
        ordering = ["position", "pk"]
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(strategy__isnull=False, county__isnull=True)
                | Q(strategy__isnull=True, county__isnull=False),
                name="strategies_passage_of_strategy_or_county",
                violation_error_message=_("Ett avsnitt hör till en strategi eller till ett län."),
            ),
            not_empty("heading", "text", name="strategies_passage_told"),
        ]

    def __str__(self) -> str:
        return self.heading

    @property
    def anchor(self) -> str:
        """By which its page is entered where it stands."""
        return f"avsnitt-{self.public_id}"
