from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import NullIf
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.access import Access
from actors.models import Actor, County, RuledQuerySet
from coordination.choices import MeetingForm, MeetingState
from coordination.models.network import Network
from coordination.rules import editable_meeting_q, own_meeting_q, public_meeting_q
from records.constraints import not_empty, one_of
from records.models import PubliclyIdentified, Publishable, Sourced, Versioned
from records.partial_dates import PartialDateField, partial_dates_check
from strategies.models import Strategy


class MeetingQuerySet(RuledQuerySet):
    def public(self) -> Self:
        return self.filter(public_meeting_q())

    def visible_q(self, access: Access) -> Q:
        return public_meeting_q() | own_meeting_q(access)

    def editable_q(self, access: Access) -> Q:
        return editable_meeting_q(access)

    def own_of(self, access: Access) -> Self:
        """Those that the person reads from the first draft."""
        return self if access.is_superuser else self.filter(own_meeting_q(access))

    def real(self) -> Self:
        """All but the invented ones of Exempel län."""
        return self.exclude(county__is_example=True)

    def in_county(self, county: County) -> Self:
        return self.filter(county=county)

    def matching(self, text: str) -> Self:
        return self.filter(
            Q(title__icontains=text) | Q(network__title__icontains=text) | Q(town__icontains=text)
        )

    def to_come(self) -> Self:
        """Planned, the next one first; those without a date stand last."""
        return self.filter(state=MeetingState.PLANNED).order_by(
            NullIf("on", Value("")).asc(nulls_last=True), "starts_at", "pk"
        )

    def past(self) -> Self:
        """Held or cancelled, the latest first; those without a date stand last."""
        return self.exclude(state=MeetingState.PLANNED).order_by("-on", "-starts_at", "-pk")

    def by_day(self) -> Self:
        """The latest first, what is to come before it."""
        return self.order_by("-on", "-starts_at", "-pk")


class Meeting(PubliclyIdentified, Publishable, Versioned, Sourced):
    """A meeting of a network, or a talk that one organisation convenes. Public are its day and its
    town; the room, the address and the link are for those who are invited."""

    network = models.ForeignKey(
        Network,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings",
        verbose_name=_("nätverk"),
    )
    convener = models.ForeignKey(
        Actor,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="convened_meetings",
        verbose_name=_("inbjudare"),
        help_text=_("För ett samtal eller möte utan nätverk: den som bjöd in."),
    )
    convener_office = models.CharField(_("inbjudarens befattning"), max_length=200, blank=True)
    title = models.CharField(_("rubrik"), max_length=200)
    title_is_label = models.BooleanField(_("rubriken är vår beteckning"), default=False)
    description = models.TextField(_("om mötet"), blank=True)
    county = models.ForeignKey(
        County,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="county_meetings",
        verbose_name=_("län"),
        help_text=_("Tomt för det som är nationellt."),
    )
    strategies = models.ManyToManyField(
        Strategy, blank=True, related_name="meetings", verbose_name=_("strategier")
    )
    state = models.CharField(
        _("läge"), max_length=20, choices=MeetingState, default=MeetingState.PLANNED
    )
    starts_at = models.DateTimeField(_("börjar"), null=True, blank=True)
    ends_at = models.DateTimeField(_("slutar"), null=True, blank=True)
    # Follows from `starts_at` where that is known: lists are sorted by it.
    on = PartialDateField(_("dag"), help_text=_("När klockslaget inte är känt."))
    on_wording = models.CharField(
        _("dag, med källans ord"), max_length=100, blank=True, help_text=_("”i slutet av året”")
    )
    form = models.CharField(_("form"), max_length=20, choices=MeetingForm, blank=True)
    town = models.CharField(_("ort"), max_length=100, blank=True)
    place = models.CharField(
        _("lokal och adress"),
        max_length=300,
        blank=True,
        help_text=_("Visas bara för dem som är bjudna."),
    )
    joining_link = models.URLField(
        _("länk till mötet"),
        max_length=500,
        blank=True,
        help_text=_("Visas bara för dem som är bjudna."),
    )
    attendance_wording = models.CharField(
        _("hur många, med källans ord"), max_length=200, blank=True
    )

    objects = MeetingQuerySet.as_manager()

    class Meta(Publishable.Meta):
        abstract = False
        verbose_name = _("möte")
        verbose_name_plural = _("möten")
        ordering = ["-on", "-starts_at", "-pk"]
        indexes = [models.Index(fields=["state", "on"])]
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(network__isnull=False, convener__isnull=True)
                | Q(network__isnull=True, convener__isnull=False),
                name="coordination_meeting_of_network_or_convener",
                violation_error_message=_("Ange ett nätverk, eller den som bjöd in."),
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True)
                | Q(starts_at__isnull=False, ends_at__gt=F("starts_at")),
                name="coordination_meeting_in_order",
                violation_error_message=_("Mötet slutar före det börjar."),
            ),
            partial_dates_check("on", name="coordination_meeting_dates"),
            one_of("state", MeetingState, name="coordination_meeting_state_known"),
            not_empty("title", name="coordination_meeting_named"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("meeting", args=[self.public_id])

    def get_work_url(self) -> str:
        return reverse("work_meeting", args=[self.public_id])

    @property
    def is_example(self) -> bool:
        """Whether it is invented: a meeting of Exempel län."""
        return bool(self.county_id and self.county and self.county.is_example)

    @property
    def maintained_by(self) -> Actor:
        """Whose it is to tell of the meeting."""
        owner = self.network.maintained_by if self.network else self.convener
        assert owner is not None
        return owner

    @property
    def sensitive(self) -> bool:
        """Whether its page may reveal the reader's situation: as its network's."""
        return self.network is None or self.network.sensitive

    @property
    def is_cancelled(self) -> bool:
        return self.state == MeetingState.CANCELLED

    def clean(self) -> None:
        super().clean()
        if self.network is not None and self.network.county_id != self.county_id:
            raise ValidationError({"county": _("Ange samma län som nätverket har.")})

    def save(self, *args, **kwargs) -> None:
        if self.starts_at is not None:
            self.on = timezone.localdate(self.starts_at).isoformat()
        super().save(*args, **kwargs)
