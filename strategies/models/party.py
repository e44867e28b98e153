from collections.abc import Sequence
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
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

if TYPE_CHECKING:
    from strategies.models.join_request import JoinAim


class PartyQuerySet(RuledQuerySet):
    def public(self) -> Self:
        return self.filter(public_party_q())

    def visible_q(self, access: Access) -> Q:
        return public_party_q() | Q(strategy__in=Strategy.keys_of_taken_part_in(access))

    def editable_q(self, access: Access) -> Q:
        return editable_strategy_q(access, "strategy__")

    def current(self) -> Self:
        return self.filter(current_party_q())

    def belonging(self) -> Self:
        """Those by which an organisation is in a strategy already: it need not join it."""
        return self.current().filter(role__in=[PartyRole.STANDS_BEHIND, PartyRole.JOINED])


class Party(PubliclyIdentified, Versioned, Sourced):
    """That an organisation stands behind a strategy, has joined it, issued it, or the like."""

    # What those who joined want to reach, where a page asks for it (`parties_with_aims`).
    own_aims: Sequence["JoinAim"] = ()

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

    def get_leave_url(self) -> str:
        return reverse("leave_strategy", args=[self.public_id])

    @property
    def is_current(self) -> bool:
        """Whether it still has its role today, as `current_party_q` asks of lists."""
        return has_not_passed(self.until)

    @property
    def reading_is_about(self) -> str:
        return str(self.actor)
