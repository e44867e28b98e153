from django.db import models
from django.utils.translation import gettext_lazy as _

from records.models import Versioned


class SupportLine(Versioned):
    """A helpline for people exposed to violence, for those around them, or for those who use it."""

    key = models.SlugField(_("nyckel"), unique=True)
    name = models.CharField(_("namn"), max_length=100)
    name_en = models.CharField(_("namn på engelska"), max_length=100, blank=True)
    number = models.CharField(_("telefonnummer"), max_length=20)
    description = models.CharField(_("för vem"), max_length=300, blank=True)
    description_en = models.CharField(_("för vem, på engelska"), max_length=300, blank=True)
    is_urgent = models.BooleanField(_("vid akut fara"), default=False)
    position = models.PositiveSmallIntegerField(_("ordning"), default=0)
    checked_on = models.DateField(
        _("kontrollerad"),
        null=True,
        blank=True,
        help_text=_("När en person senast kontrollerade numret. Tomt: inte kontrollerat."),
    )

    not_free_text = frozenset({"number"})

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
