from datetime import date
from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from actors.access import Access
from actors.models import Actor, RuledQuerySet
from coordination.choices import ROLES_OF, RUNNING, SeatRole
from coordination.models.network import Network
from coordination.rules.networks import editable_network_q, public_network_q
from coordination.rules.seats import held_on_q, visible_seat_q
from records.constraints import one_of
from records.models import PubliclyIdentified, Sourced, Versioned
from records.swedish import in_swedish_order


class SeatQuerySet(RuledQuerySet):
    def public(self) -> Self:
        return self.filter(public_network_q("network__"))

    def visible_q(self, access: Access) -> Q:
        return visible_seat_q(access)

    def editable_q(self, access: Access) -> Q:
        return editable_network_q(access, "network__")

    def held_on(self, on: date) -> Self:
        return self.filter(held_on_q(on))

    def open(self, on: date | None = None) -> Self:
        """Held on that day (today), or from a day after it."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=on or timezone.localdate()))


class Seat(PubliclyIdentified, Versioned, Sourced):
    """A place in a network: for an organisation, by a role, held by a person or by an office. What
    is public of it names the organisation and the office, never the person."""

    network = models.ForeignKey(
        Network, on_delete=models.PROTECT, related_name="seats", verbose_name=_("nätverk")
    )
    role = models.CharField(_("roll"), max_length=20, choices=SeatRole)
    actor = models.ForeignKey(
        Actor,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="seats",
        verbose_name=_("organisation"),
        help_text=_("Tomt när den är okänd."),
    )
    office = models.CharField(_("befattning"), max_length=200, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="seats",
        verbose_name=_("person"),
        help_text=_("Visas bara för nätverkets egna."),
    )
    since = models.DateField(_("från"), null=True, blank=True)
    until = models.DateField(_("till och med"), null=True, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("plats i ett nätverk")
        verbose_name_plural = _("platser i nätverk")
        ordering = ["network", in_swedish_order("actor__name"), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "person", "role"],
                condition=Q(until__isnull=True, person__isnull=False),
                name="coordination_seat_once_while_open",
                violation_error_message=_("Personen har redan den rollen i nätverket."),
            ),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
                name="coordination_seat_in_order",
                violation_error_message=_("Slutet ligger före början."),
            ),
            models.CheckConstraint(
                condition=Q(actor__isnull=False) | ~Q(office="") | Q(person__isnull=False),
                name="coordination_seat_of_somebody",
                violation_error_message=_("Ange organisation, befattning eller person."),
            ),
            one_of("role", SeatRole, name="coordination_seat_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.actor or self.office}: {self.get_role_display()}"

    def get_work_url(self) -> str:
        return reverse("seat", args=[self.network.slug, self.public_id])

    def get_proposal_url(self) -> str:
        """Where its organisation proposes whom it sends."""
        return reverse("seat_propose", args=[self.network.slug, self.public_id])

    @property
    def is_example(self) -> bool:
        return self.network.is_example

    @property
    def is_held(self) -> bool:
        """Whether the seat is held today, as `held_on_q` asks of lists."""
        today = timezone.localdate()
        has_begun = self.since is None or self.since <= today
        return has_begun and (self.until is None or self.until >= today)

    @property
    def is_over(self) -> bool:
        return self.until is not None and self.until < timezone.localdate()

    @property
    def is_vacant(self) -> bool:
        """Whether an organisation has a seat that it has named nobody for."""
        return self.person_id is None and not self.office

    @property
    def tells_office(self) -> bool:
        """Whether the office says more than the role."""
        with override("sv"):
            return self.office not in ("", str(SeatRole(self.role).label))

    @property
    def runs_network(self) -> bool:
        return self.role in RUNNING

    @property
    def reading_is_about(self) -> str:
        return str(self)

    def clean(self) -> None:
        """The network may be new too, and saved in the same moment."""
        super().clean()
        kind = getattr(getattr(self, "network", None), "kind", "")
        if kind in ROLES_OF and self.role and self.role not in ROLES_OF[kind]:
            raise ValidationError({"role": _("Den rollen finns inte i ett nätverk av det slaget.")})
