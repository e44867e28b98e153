from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actors.access import Access
from actors.models import Actor, RuledQuerySet
from records.constraints import one_of
from records.models import PubliclyIdentified, Sourced, Versioned
from records.partial_dates import (
    PartialDateField,
    has_not_passed,
    in_order_check,
    partial_dates_check,
)
from records.swedish import in_swedish_order
from strategies.choices import PartyRole
from strategies.models.strategy import Strategy
from strategies.rules.editing import editable_strategy_q
from strategies.rules.public import current_party_q, public_party_q


class PartyQuerySet(RuledQuerySet):
    def public(self) -> Self:
        return self.filter(public_party_q())

    def visible_q(self, access: Access) -> Q:
        return public_party_q() | Q(strategy__in=Strategy.keys_of_taken_part_in(access))

    def editable_q(self, access: Access) -> Q:
        return editable_strategy_q(access, "strategy__")

    def current(self) -> Self:
        return self.filter(current_party_q())


class Party(PubliclyIdentified, Versioned, Sourced):
    """That an organisation stands behind a strategy, has joined it, issued it, or the like."""

    strategy = models.ForeignKey(
        Strategy, on_delete=models.PROTECT, related_name="parties", verbose_name=_("strategi")
    )
    actor = models.ForeignKey(
        Actor, on_delete=models.PROTECT, related_name="strategy_parties", verbose_name=_("aktör")
    )
    role = models.CharField(_("roll"), max_length=20, choices=PartyRole)
    named_as = models.CharField(
        _("så skriver källan"), max_length=200, blank=True, help_text=_("Till exempel ”Polisen”.")
    )
    since = PartialDateField(_("sedan"))
    until = PartialDateField(_("till"))

    objects = PartyQuerySet.as_manager()

    class Meta:
        verbose_name = _("part")
        verbose_name_plural = _("parter")
        ordering = ["strategy", "role", in_swedish_order("actor__name"), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "actor", "role"],
                condition=Q(until=""),
                name="strategies_party_once_while_open",
                violation_error_message=_("Aktören har redan den rollen i strategin."),
            ),
            partial_dates_check("since", "until", name="strategies_party_dates"),
            in_order_check("since", "until", name="strategies_party_dates_in_order"),
            one_of("role", PartyRole, name="strategies_party_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.actor}: {self.get_role_display()}"

    @property
    def is_current(self) -> bool:
        """Whether it still has its role today, as `current_party_q` asks of lists."""
        return has_not_passed(self.until)

    @property
    def reading_is_about(self) -> str:
        return str(self.actor)
