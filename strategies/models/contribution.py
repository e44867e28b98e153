from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actors.access import Access
from actors.models import RuledQuerySet
from records.constraints import one_of
from records.models import PubliclyIdentified
from strategies.choices import ContributionState
from strategies.models.commitment import Commitment
from strategies.models.goal import Goal
from strategies.models.strategy import Strategy
from strategies.rules.editing import editable_contribution_q, editable_strategy_q
from strategies.rules.public import (
    public_commitment_q,
    public_contribution_q,
    public_strategy_q,
)


class ContributionQuerySet(RuledQuerySet):
    def public(self) -> Self:
        return self.filter(public_contribution_q())

    def visible_q(self, access: Access) -> Q:
        """By who takes part in one end and may read all of it."""
        of_own_commitment = Q(commitment__in=Commitment.keys_of_taken_part_in(access))
        to_own_strategy = Q(strategy__in=Strategy.keys_of_taken_part_in(access))
        goals = Goal.objects.visible_to(access).values("pk")
        reads_all = (
            (of_own_commitment | public_commitment_q("commitment__"))
            & (to_own_strategy | public_strategy_q("strategy__"))
            & (Q(goal__isnull=True) | Q(goal__in=goals))
        )
        is_accepted = Q(state=ContributionState.ACCEPTED)
        return reads_all & (of_own_commitment | to_own_strategy | is_accepted)

    def editable_q(self, access: Access) -> Q:
        return self.visible_q(access) & editable_contribution_q(access)

    def waiting(self) -> Self:
        """Those that the maintainer of the strategy has not answered."""
        return self.filter(state=ContributionState.PROPOSED)

    def answerable_by(self, access: Access) -> Self:
        """Those that the person may accept or decline: to a strategy that they coordinate."""
        return self if access.is_superuser else self.sent_to(access)

    def sent_to(self, access: Access) -> Self:
        """The same by membership alone: a superuser may answer, and nobody waits for them."""
        return self.found_by(
            self.visible_q(access) & editable_strategy_q(access, prefix="strategy__")
        )

    def oldest_first(self) -> Self:
        return self.order_by(F("state_since").asc(nulls_first=True), "pk")


class Contribution(PubliclyIdentified):
    """That a commitment serves a strategy, and which of its goals. Within its own home that needs
    nobody's consent; another strategy must accept it. Nothing is copied: report once, reuse.

    What was declined or taken back stays, and says why; the same can be proposed again.
    """

    commitment = models.ForeignKey(
        Commitment,
        on_delete=models.PROTECT,
        related_name="contributions",
        verbose_name=_("åtagande"),
    )
    strategy = models.ForeignKey(
        Strategy, on_delete=models.PROTECT, related_name="contributions", verbose_name=_("strategi")
    )
    goal = models.ForeignKey(
        Goal,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="contributions",
        verbose_name=_("mål"),
    )
    state = models.CharField(
        _("läge"), max_length=20, choices=ContributionState, default=ContributionState.PROPOSED
    )
    state_since = models.DateTimeField(_("läget sedan"), null=True, blank=True, editable=False)
    answer = models.TextField(
        _("svar"), blank=True, help_text=_("Från den som förvaltar strategin.")
    )
    answer_signed = models.CharField(
        _("svaret lämnat av"), max_length=300, blank=True, editable=False
    )

    objects = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name = _("bidrag")
        verbose_name_plural = _("bidrag")
        ordering = ["commitment", "strategy", "goal"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "goal"],
                name="strategies_contribution_once_a_goal",
                violation_error_message=_("Åtagandet bidrar redan till målet."),
            ),
            models.UniqueConstraint(
                fields=["commitment", "strategy"],
                condition=Q(goal__isnull=True),
                name="strategies_contribution_once_a_strategy",
                violation_error_message=_("Åtagandet bidrar redan till strategin."),
            ),
            one_of("state", ContributionState, name="strategies_contribution_state_known"),
            models.CheckConstraint(
                condition=~Q(state=ContributionState.DECLINED) | ~Q(answer=""),
                name="strategies_contribution_declined_says_why",
                violation_error_message=_("Skriv med en mening varför det inte passar."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment}: {self.goal or self.strategy}"

    def clean(self) -> None:
        if self.goal and self.goal.strategy_id != self.strategy_id:
            raise ValidationError(_("Målet hör till en annan strategi."))

    def get_work_url(self) -> str:
        return reverse("contribution", args=[self.public_id])

    def save(self, *args, **kwargs):
        if self.state == ContributionState.PROPOSED and not self.waits_for_answer:
            self.state = ContributionState.ACCEPTED
        super().save(*args, **kwargs)

    @property
    def waits_for_answer(self) -> bool:
        return self.state == ContributionState.PROPOSED and not self.is_within_home()

    def is_within_home(self) -> bool:
        """Whether it serves the strategy or plan where the commitment is at home."""
        home = self.commitment.home
        return self.strategy_id in (home.pk, home.under_id)
