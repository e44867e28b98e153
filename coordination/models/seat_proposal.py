from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.access import Access
from actors.models import RuledQuerySet
from coordination.choices import SeatProposalState
from coordination.models.seat import Seat
from coordination.rules.seats import answerable_proposal_q, editable_proposal_q, visible_proposal_q
from records.constraints import one_of
from records.models import PubliclyIdentified, Versioned


class SeatProposalQuerySet(RuledQuerySet):
    def public(self) -> Self:
        """None: it names a person, and nothing is settled."""
        return self.none()

    def visible_q(self, access: Access) -> Q:
        return visible_proposal_q(access)

    def editable_q(self, access: Access) -> Q:
        return editable_proposal_q(access)

    def waiting(self) -> Self:
        return self.filter(state=SeatProposalState.WAITING)

    def sent_to(self, access: Access) -> Self:
        """Those that the person is to answer: by a seat or a membership. A superuser may, and
        nobody waits for them."""
        return self.filter(answerable_proposal_q(access))


class SeatProposal(PubliclyIdentified, Versioned):
    """Whom an organisation wants to send to the seat that it has in a network: a person of its own,
    or an office alone. Who runs the network confirms or declines."""

    doers: ClassVar[frozenset[str]] = frozenset({"proposed_by"})

    seat = models.ForeignKey(
        Seat, on_delete=models.PROTECT, related_name="proposals", verbose_name=_("plats")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="seat_proposals",
        verbose_name=_("person"),
    )
    office = models.CharField(_("befattning"), max_length=200, blank=True)
    since = models.DateField(_("från"), null=True, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        editable=False,
        related_name="proposed_seats",
        verbose_name=_("föreslaget av"),
    )
    proposed_at = models.DateTimeField(_("föreslaget"), default=timezone.now, editable=False)
    state = models.CharField(
        _("läge"),
        max_length=20,
        choices=SeatProposalState,
        default=SeatProposalState.WAITING,
        editable=False,
    )
    answer = models.TextField(_("svar"), blank=True, max_length=2000)
    answered_at = models.DateTimeField(_("besvarat"), null=True, blank=True, editable=False)

    objects = SeatProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("förslag till representant")
        verbose_name_plural = _("förslag till representanter")
        ordering = ["proposed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["seat"],
                condition=Q(state=SeatProposalState.WAITING),
                name="coordination_seatproposal_one_waits",
                violation_error_message=_("Ett förslag till platsen väntar redan på svar."),
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(office=""),
                name="coordination_seatproposal_of_somebody",
                violation_error_message=_("Välj en person eller skriv en befattning."),
            ),
            models.CheckConstraint(
                condition=Q(state=SeatProposalState.WAITING, answered_at__isnull=True)
                | (~Q(state=SeatProposalState.WAITING) & Q(answered_at__isnull=False)),
                name="coordination_seatproposal_answered_has_day",
                violation_error_message=_("Det som är besvarat har en dag då det besvarades."),
            ),
            one_of("state", SeatProposalState, name="coordination_seatproposal_state_known"),
        ]

    def __str__(self) -> str:
        return str(self.seat)

    def get_work_url(self) -> str:
        return reverse("seat_proposal", args=[self.seat.network.slug, self.public_id])

    @property
    def is_example(self) -> bool:
        return self.seat.is_example

    @property
    def is_waiting(self) -> bool:
        return self.state == SeatProposalState.WAITING
