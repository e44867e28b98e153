from django.db import models
from django.utils.translation import gettext_lazy as _

from records.models.identity import PubliclyIdentified
from records.models.versioning import Versioned
from records.partial_dates import PartialDateField, partial_dates_check
from records.swedish import in_swedish_order


class Source(PubliclyIdentified, Versioned):
    """Where a fact comes from: a page, an article, a decision. Each field may be unknown."""

    title = models.CharField(_("titel"), max_length=300, blank=True)
    description = models.CharField(
        _("beskrivning"),
        max_length=300,
        blank=True,
        help_text=_("Vad källan är, när den saknar titel."),
    )
    publisher = models.CharField(_("utgivare"), max_length=200, blank=True)
    publisher_is_assumed = models.BooleanField(
        _("utgivaren är vårt antagande"),
        default=False,
        help_text=_("Källan säger det inte själv; vi har läst det ur sammanhanget."),
    )
    published = PartialDateField(_("källan publicerad"))
    published_wording = models.CharField(
        _("publicerad, med källans ord"), max_length=100, blank=True
    )
    updated = PartialDateField(_("källan uppdaterad"))
    updated_wording = models.CharField(_("uppdaterad, med källans ord"), max_length=100, blank=True)
    retrieved = models.DateField(_("hämtad"), null=True, blank=True)
    url = models.URLField(_("adress"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("källa")
        verbose_name_plural = _("källor")
        ordering = [in_swedish_order("title"), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(title="") | ~models.Q(description=""),
                name="records_source_has_title_or_description",
                violation_error_message=_("Ange källans titel, eller beskriv den om den saknas."),
            ),
            partial_dates_check("published", "updated", name="records_source_dates"),
        ]

    def __str__(self) -> str:
        return self.title or self.description


class Sourced(models.Model):
    """A fact with its sources, and what an editor read into them."""

    sources = models.ManyToManyField(Source, blank=True, related_name="+", verbose_name=_("källor"))
    reading = models.TextField(
        _("tolkning"),
        blank=True,
        help_text=_("Det som en redaktör har tolkat och som källan inte själv säger."),
    )

    class Meta:
        abstract = True

    @property
    def reading_is_about(self) -> str:
        """The row that the reading is about, in Swedish as all content is."""
        return str(self)
