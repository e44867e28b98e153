from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actors.access import Access
from actors.models import Actor, RuledQuerySet
from coordination.choices import ProposalState
from coordination.models.agenda_item import AgendaItem
from coordination.models.network import Network
from coordination.rules.networks import editable_network_q, own_network_q
from records.constraints import not_empty, one_of
from records.models import PubliclyIdentified, Versioned


class ItemProposalQuerySet(RuledQuerySet):
    def visible_q(self, access: Access) -> Q:
        return own_network_q(access, "network__")

    def editable_q(self, access: Access) -> Q:
        return editable_network_q(access, "network__")

    def waiting(self) -> Self:
        return self.filter(state=ProposalState.WAITING)


class ItemProposal(PubliclyIdentified, Versioned):
    """What one of a network's own wants taken up: it waits until who runs the network puts it on an
    agenda, or says why not."""

    network = models.ForeignKey(
        Network, on_delete=models.PROTECT, related_name="item_proposals", verbose_name=_("nätverk")
    )
    title = models.CharField(_("punkt"), max_length=300)
    text = models.TextField(_("vad det gäller"), blank=True)
    minutes = models.PositiveSmallIntegerField(_("minuter"), null=True, blank=True)
    actor = models.ForeignKey(
        Actor,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="item_proposals",
        verbose_name=_("föreslås av"),
    )
    created_at = models.DateTimeField(_("föreslagen"), auto_now_add=True)
    state = models.CharField(
        _("läge"), max_length=20, choices=ProposalState, default=ProposalState.WAITING
    )
    item = models.OneToOneField(
        AgendaItem,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="proposal",
        verbose_name=_("blev punkten"),
    )
    answer = models.CharField(_("svar"), max_length=500, blank=True)

    objects = ItemProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("förslag på punkt")
        verbose_name_plural = _("förslag på punkter")
        ordering = ["created_at", "pk"]
        constraints = [
            not_empty("title", name="coordination_itemproposal_named"),
            one_of("state", ProposalState, name="coordination_itemproposal_state_known"),
            models.CheckConstraint(
                condition=~Q(state=ProposalState.LEFT_OUT) | ~Q(answer=""),
                name="coordination_itemproposal_left_out_with_words",
                violation_error_message=_("Skriv med en mening varför punkten inte tas upp."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_example(self) -> bool:
        return self.network.is_example
