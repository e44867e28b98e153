from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.access import Access
from actors.models import Actor, County, RuledQuerySet
from coordination.choices import NetworkKind
from coordination.rules.networks import editable_network_q, own_network_q, public_network_q
from coordination.rules.seats import held_on_q
from records.constraints import not_empty, one_of
from records.models import Publishable, Sourced, Versioned
from records.partial_dates import (
    PartialDateField,
    has_not_passed,
    in_order_check,
    partial_dates_check,
)
from records.swedish import in_swedish_order
from strategies.models import Strategy

# Words that stand for pages of their own beside the networks at work.
OTHER_PAGES = frozenset({"nytt", "era-platser"})


class NetworkQuerySet(RuledQuerySet):
    def public(self) -> Self:
        return self.filter(public_network_q())

    def visible_q(self, access: Access) -> Q:
        return public_network_q() | own_network_q(access)

    def editable_q(self, access: Access) -> Q:
        return editable_network_q(access)

    def own_of(self, access: Access) -> Self:
        """Those that the person reads from the first draft."""
        return self if access.is_superuser else self.filter(own_network_q(access))

    def real(self) -> Self:
        """All but the invented ones of Exempel län."""
        return self.exclude(county__is_example=True)

    def in_county(self, county: County) -> Self:
        return self.filter(county=county)

    def with_a_seat_for(self, actor: Actor) -> Self:
        """Those in which the organisation has a seat today."""
        held = held_on_q(timezone.localdate(), "seats__") & Q(seats__actor=actor)
        return self.found_by(held)

    def matching(self, text: str) -> Self:
        return self.filter(Q(title__icontains=text) | Q(purpose__icontains=text))


class Network(Publishable, Versioned, Sourced):
    """Those who meet over strategies: a network of agencies, a council, a steering, working or
    resource group, or a county's cooperation."""

    kind = models.CharField(_("slag"), max_length=20, choices=NetworkKind)
    slug = models.SlugField(_("ord i adressen"), max_length=100, unique=True)
    title = models.CharField(_("namn"), max_length=200)
    title_is_label = models.BooleanField(
        _("namnet är vår beteckning"),
        default=False,
        help_text=_("Källan ger inget namn. På sidan står: ”Namn: uppgift saknas i källan”."),
    )
    title_en = models.CharField(_("namn på engelska"), max_length=200, blank=True)
    purpose = models.TextField(_("syfte"), blank=True)
    description = models.TextField(_("om nätverket"), blank=True)
    county = models.ForeignKey(
        County,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="county_networks",
        verbose_name=_("län"),
        help_text=_("Tomt för det som är nationellt."),
    )
    host = models.ForeignKey(
        Actor,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="hosted_networks",
        verbose_name=_("värdmyndighet"),
        help_text=_("Det som källan säger. Tomt när det är okänt."),
    )
    maintained_by = models.ForeignKey(
        Actor,
        on_delete=models.PROTECT,
        related_name="maintained_networks",
        verbose_name=_("uppgifterna förvaltas av"),
        help_text=_("Den som ansvarar för uppgifterna i Samordna."),
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="groups",
        verbose_name=_("hör till"),
        help_text=_("För en grupp: nätverket eller rådet som den hör till."),
    )
    strategies = models.ManyToManyField(
        Strategy,
        blank=True,
        related_name="networks",
        verbose_name=_("strategier"),
        help_text=_("De strategier, planer och uppdrag som arbetet gäller."),
    )
    is_given_as_example = models.BooleanField(
        _("källan ger det som exempel"),
        default=False,
        help_text=_("Källan räknar upp exempel: det kan finnas fler."),
    )
    since = PartialDateField(_("sedan"))
    since_wording = models.CharField(_("sedan, med källans ord"), max_length=200, blank=True)
    until = PartialDateField(_("till"))

    sensitive = models.BooleanField(
        _("känslig att läsa om"),
        default=True,
        help_text=_("Sidan får en länk för att lämna den snabbt och sparas inte i webbläsaren."),
    )

    objects = NetworkQuerySet.as_manager()

    class Meta(Publishable.Meta):
        abstract = False
        verbose_name = _("nätverk")
        verbose_name_plural = _("nätverk")
        ordering = [in_swedish_order("title"), "pk"]
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="coordination_network_not_under_itself",
                violation_error_message=_("Ett nätverk kan inte höra till sig självt."),
            ),
            partial_dates_check("since", "until", name="coordination_network_dates"),
            in_order_check("since", "until", name="coordination_network_dates_in_order"),
            one_of("kind", NetworkKind, name="coordination_network_kind_known"),
            not_empty("title", "slug", name="coordination_network_named"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("network", args=[self.slug])

    def get_work_url(self) -> str:
        return reverse("work_network", args=[self.slug])

    @property
    def is_example(self) -> bool:
        """Whether it is invented: a network of Exempel län."""
        return bool(self.county_id and self.county and self.county.is_example)

    @property
    def is_current(self) -> bool:
        return has_not_passed(self.until)

    def clean(self) -> None:
        """A group hangs directly under what it belongs to, and nothing hangs under a group."""
        super().clean()
        if self.slug in OTHER_PAGES:
            raise ValidationError({"slug": _("Det ordet står för en annan sida. Välj ett annat.")})
        if self.parent is not None and self.parent.parent_id is not None:
            raise ValidationError({"parent": _("Välj det nätverk som gruppen hör till.")})
        if self.parent_id and self.pk and self.groups.exists():
            raise ValidationError({"parent": _("Det som har egna grupper hör inte till något.")})
