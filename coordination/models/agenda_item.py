from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actors.access import Access
from actors.models import RuledQuerySet
from coordination.choices import Audience
from coordination.models.meeting import Meeting
from coordination.rules import editable_meeting_q, public_at_meeting_q, readable_at_meeting_q
from records.constraints import not_empty, one_of
from records.models import PubliclyIdentified, Versioned


class AgendaItemQuerySet(RuledQuerySet):
    def public(self) -> Self:
        return self.filter(public_at_meeting_q())

    def visible_q(self, access: Access) -> Q:
        return readable_at_meeting_q(access)

    def editable_q(self, access: Access) -> Q:
        return editable_meeting_q(access, "meeting__")


class AgendaItem(PubliclyIdentified, Versioned):
    """What is taken up at a meeting, in its order."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="items", verbose_name=_("möte")
    )
    title = models.CharField(_("punkt"), max_length=300)
    text = models.TextField(_("mer om punkten"), blank=True)
    audience = models.CharField(
        _("för vem"), max_length=20, choices=Audience, default=Audience.MEMBERS
    )
    position = models.PositiveSmallIntegerField(_("ordning"), default=0)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("punkt på dagordningen")
        verbose_name_plural = _("punkter på dagordningar")
        ordering = ["meeting", "position", "pk"]
        constraints = [
            not_empty("title", name="coordination_agendaitem_named"),
            one_of("audience", Audience, name="coordination_agendaitem_audience_known"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_example(self) -> bool:
        return self.meeting.is_example
