from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.access import Access
from actors.models import Actor, RuledQuerySet
from coordination.models.agenda_item import AgendaItem
from coordination.models.final_notes import keep_as_final, stands_in_final_notes
from coordination.models.meeting import Meeting
from coordination.models.network import Network
from coordination.rules.deciding import (
    closable_action_point_q,
    editable_action_point_q,
    promised_q,
    readable_action_point_q,
)
from records.constraints import not_empty
from records.models import PubliclyIdentified, Versioned
from strategies.models import Commitment


class ActionPointQuerySet(RuledQuerySet):
    def visible_q(self, access: Access) -> Q:
        return readable_action_point_q(access)

    def editable_q(self, access: Access) -> Q:
        return editable_action_point_q(access)

    def closable_by(self, access: Access) -> Self:
        """What the person may say is done."""
        return self if access.is_superuser else self.found_by(closable_action_point_q(access))

    def owed_by(self, access: Access) -> Self:
        """What organisations have promised that the person reports for, by membership alone."""
        return self.filter(promised_q(access.reports))

    def open(self) -> Self:
        return self.filter(closed_at__isnull=True)

    def closed(self) -> Self:
        """The latest first."""
        return self.filter(closed_at__isnull=False).order_by("-closed_at", "-pk")

    def by_due_day(self) -> Self:
        """What is late comes first; what has no day stands last."""
        return self.order_by(F("due_on").asc(nulls_last=True), "pk")

    def overdue(self, *, on: date) -> Self:
        return self.open().filter(due_on__lt=on)


class ActionPoint(PubliclyIdentified, Versioned):
    """What one organisation promised at a meeting to do until a day. For the network's own and that
    organisation, never for everybody: what becomes a commitment is told of there."""

    network = models.ForeignKey(
        Network,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="action_points",
        verbose_name=_("nätverk"),
    )
    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="action_points",
        verbose_name=_("möte"),
    )
    item = models.ForeignKey(
        AgendaItem,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="action_points",
        verbose_name=_("punkt"),
    )
    text = models.TextField(_("åtgärd"))
    actor = models.ForeignKey(
        Actor,
        on_delete=models.PROTECT,
        related_name="action_points",
        verbose_name=_("ansvarig organisation"),
    )
    due_on = models.DateField(_("klar senast"), null=True, blank=True)
    closed_at = models.DateTimeField(_("avslutad"), null=True, editable=False)
    done = models.CharField(_("vad som gjordes"), max_length=500, blank=True)
    commitment = models.ForeignKey(
        Commitment,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="action_points",
        verbose_name=_("blev åtagandet"),
    )
    position = models.PositiveSmallIntegerField(_("ordning"), default=0)

    objects = ActionPointQuerySet.as_manager()

    class Meta:
        verbose_name = _("åtgärdspunkt")
        verbose_name_plural = _("åtgärdspunkter")
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["actor", "closed_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(network__isnull=False) | Q(meeting__isnull=False),
                name="coordination_actionpoint_of_network_or_meeting",
                violation_error_message=_("Ange nätverket eller mötet."),
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | ~Q(done=""),
                name="coordination_actionpoint_closed_with_words",
                violation_error_message=_("Skriv med en mening vad som gjordes."),
            ),
            not_empty("text", name="coordination_actionpoint_told"),
        ]

    def __str__(self) -> str:
        return self.text

    def get_work_url(self) -> str:
        return reverse("work_action_point", args=[self.public_id])

    @property
    def is_example(self) -> bool:
        of = self.network or self.meeting
        return of is not None and of.is_example

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def is_overdue(self) -> bool:
        """The due day itself is in time."""
        return self.is_open and self.due_on is not None and self.due_on < timezone.localdate()

    @property
    def has_standing_notes(self) -> bool:
        """Whether its words stand in notes that are final: until when it is to be done may be moved
        later, and it is closed later."""
        return stands_in_final_notes(self)

    def clean(self) -> None:
        super().clean()
        if self.item is not None and self.item.meeting_id != self.meeting_id:
            raise ValidationError({"item": _("Punkten hör till ett annat möte.")})
        if self.meeting is not None and self.meeting.network_id != self.network_id:
            raise ValidationError({"network": _("Mötet hör till ett annat nätverk.")})
        keep_as_final(self, "text", "actor_id")
