from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actors.access import Access
from actors.choices import MediaType
from actors.models import Actor, County, Document, RuledQuerySet
from coordination.models import Network
from records.constraints import not_empty
from records.models import Publishable, Sourced, Versioned
from strategies.models import Strategy
from website.rules.news import editable_news_q, public_news_q

PICTURES = (MediaType.PNG, MediaType.JPEG)


class NewsItemQuerySet(RuledQuerySet):
    def public(self) -> Self:
        return self.filter(public_news_q())

    def visible_q(self, access: Access) -> Q:
        return public_news_q() | editable_news_q(access)

    def editable_q(self, access: Access) -> Q:
        return editable_news_q(access)

    def real(self) -> Self:
        """All but the invented ones of Exempel län."""
        return self.exclude(
            Q(county__is_example=True)
            | Q(strategy__county__is_example=True)
            | Q(network__county__is_example=True)
        )

    def in_county(self, county: County) -> Self:
        return self.filter(
            Q(county=county) | Q(strategy__county=county) | Q(network__county=county)
        )

    def with_what_it_is_about(self) -> Self:
        return self.select_related("county", "strategy__county", "network__county")

    def latest_first(self) -> Self:
        return self.order_by("-published_at", "-pk")

    def matching(self, text: str) -> Self:
        return self.filter(
            Q(title__icontains=text) | Q(lead__icontains=text) | Q(text__icontains=text)
        )


class NewsItem(Publishable, Versioned, Sourced):
    """Something that has happened: in a county, with a strategy, in a network, or on the site."""

    slug = models.SlugField(
        _("ord i adressen"), max_length=100, unique=True, help_text=_("Ändras aldrig sedan.")
    )
    title = models.CharField(_("rubrik"), max_length=200)
    title_en = models.CharField(_("rubrik på engelska"), max_length=200, blank=True)
    lead = models.CharField(
        _("ingress"), max_length=400, blank=True, help_text=_("En mening: vad, för vem, när.")
    )
    text = models.TextField(_("text"), blank=True)
    county = models.ForeignKey(
        County,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="news",
        verbose_name=_("län"),
    )
    strategy = models.ForeignKey(
        Strategy,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="news",
        verbose_name=_("strategi"),
    )
    network = models.ForeignKey(
        Network,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="news",
        verbose_name=_("nätverk"),
    )
    picture = models.ForeignKey(
        Document,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="news",
        verbose_name=_("bild"),
        help_text=_("Ett dokument som är en bild och som är för alla."),
    )
    picture_alt = models.CharField(
        _("vad bilden visar"),
        max_length=300,
        blank=True,
        help_text=_("För den som inte ser bilden. Till exempel: Sex personer runt ett bord."),
    )
    picture_credit = models.CharField(
        _("bildens upphov"), max_length=150, blank=True, help_text=_("Till exempel: Foto: Namnet.")
    )

    objects = NewsItemQuerySet.as_manager()

    class Meta(Publishable.Meta):
        abstract = False
        verbose_name = _("nyhet")
        verbose_name_plural = _("nyheter")
        ordering = ["-published_at", "-pk"]
        constraints = [
            *Publishable.Meta.constraints,
            not_empty("slug", "title", name="website_newsitem_named"),
            models.CheckConstraint(
                condition=Q(county__isnull=True, strategy__isnull=True)
                | Q(county__isnull=True, network__isnull=True)
                | Q(strategy__isnull=True, network__isnull=True),
                name="website_newsitem_about_one_thing",
                violation_error_message=_("Välj län, strategi eller nätverk: ett av dem."),
            ),
            models.CheckConstraint(
                condition=Q(picture__isnull=True) | (~Q(picture_alt="") & ~Q(picture_credit="")),
                name="website_newsitem_picture_is_told",
                violation_error_message=_("Skriv vad bilden visar och vem som har gjort den."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("news_item", args=[self.slug])

    @property
    def sensitive(self) -> bool:
        about = self.strategy or self.network
        return about is not None and about.sensitive

    @property
    def place(self) -> County | None:
        """The county that it is about, by way of a strategy or a network too."""
        about = self.strategy or self.network
        return self.county or (about.county if about else None)

    @property
    def is_example(self) -> bool:
        return self.place is not None and self.place.is_example

    @property
    def answers_for_it(self) -> Actor | None:
        about = self.strategy or self.network
        return about.maintained_by if about else None

    def clean(self) -> None:
        super().clean()
        if self.picture and self.picture.media_type not in PICTURES:
            raise ValidationError({"picture": _("Dokumentet är ingen bild.")})
