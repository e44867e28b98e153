from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from records.models import Versioned
from website.models.checked import Checked, to_check_q


class SupportLineQuerySet(models.QuerySet):
    def to_check(self) -> Self:
        return self.filter(to_check_q())


class SupportLine(Checked, Versioned):
    """A helpline for people exposed to violence, for those around them, or for those who use it."""

    key = models.SlugField(_("nyckel"), unique=True)
    name = models.CharField(_("namn"), max_length=100)
    name_en = models.CharField(_("namn på engelska"), max_length=100, blank=True)
    number = models.CharField(_("telefonnummer"), max_length=20)
    description = models.CharField(_("för vem"), max_length=300, blank=True)
    description_en = models.CharField(_("för vem, på engelska"), max_length=300, blank=True)
    hours = models.CharField(
        _("öppet"), max_length=200, blank=True, help_text=_("Till exempel: Dygnet runt.")
    )
    hours_en = models.CharField(_("öppet, på engelska"), max_length=200, blank=True)
    languages = models.CharField(
        _("språk och tolk"),
        max_length=300,
        blank=True,
        help_text=_("Till exempel: Svenska och engelska, tolk på andra språk."),
    )
    languages_en = models.CharField(_("språk och tolk, på engelska"), max_length=300, blank=True)
    chat_address = models.URLField(_("adress till chatt eller text"), max_length=300, blank=True)
    cost = models.CharField(
        _("kostnad"),
        max_length=200,
        blank=True,
        help_text=_("Till exempel: Gratis, och syns inte på telefonräkningen."),
    )
    cost_en = models.CharField(_("kostnad, på engelska"), max_length=200, blank=True)
    shows_in_calls = models.BooleanField(
        _("samtalet syns i telefonens samtalslista"),
        default=True,
        help_text=_("Det gör alla samtal, om inte telefonen själv låter bli."),
    )
    is_urgent = models.BooleanField(_("vid akut fara"), default=False)
    position = models.PositiveSmallIntegerField(_("ordning"), default=0)
    not_free_text = frozenset({"number"})

    objects = SupportLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("stödlinje")
        verbose_name_plural = _("stödlinjer")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.name} {self.number}"

    @property
    def telephone_address(self) -> str:
        """The `tel:` address: Swedish short numbers and area codes are dialled as written."""
        return "tel:" + "".join(filter(str.isdigit, self.number))
