from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from records.models import Dated, Versioned
from records.swedish import in_swedish_order


class County(Dated, Versioned):
    """A county (län). Its pages are maintained by its county administrative board."""

    code = models.CharField(
        _("länskod"), max_length=2, unique=True, help_text=_("SCB:s kod, till exempel 01.")
    )
    name = models.CharField(_("namn"), max_length=100, unique=True)
    short_name = models.CharField(_("kort namn"), max_length=100)
    slug = models.SlugField(_("ord i adressen"), unique=True)
    residence_city = models.CharField(_("residensstad"), max_length=100, blank=True)
    letter = models.CharField(_("länsbokstav"), max_length=2, blank=True)
    iso_3166_2 = models.CharField(_("ISO 3166-2"), max_length=6, blank=True)
    is_example = models.BooleanField(_("påhittat"), default=False, editable=False)
    tile_row = models.PositiveSmallIntegerField(_("rad på rutkartan"), null=True, blank=True)
    tile_column = models.PositiveSmallIntegerField(_("kolumn på rutkartan"), null=True, blank=True)

    class Meta:
        verbose_name = _("län")
        verbose_name_plural = _("län")
        # What is invented stands last wherever counties are chosen from.
        ordering = ["is_example", in_swedish_order("name")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(tile_row__isnull=True, tile_column__isnull=True)
                | models.Q(tile_row__isnull=False, tile_column__isnull=False),
                name="actors_county_tile_whole",
                violation_error_message=_("Ange både rad och kolumn på rutkartan, eller ingen."),
            ),
            models.UniqueConstraint(
                fields=["tile_row", "tile_column"],
                name="actors_county_tile_free",
                violation_error_message=_("Rutan är upptagen av ett annat län."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("county", args=[self.slug])
