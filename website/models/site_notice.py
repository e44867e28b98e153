from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actors.access import Access
from actors.models import County, RuledQuerySet
from records.constraints import not_empty, one_of
from records.models import PubliclyIdentified, Publishable, Sourced, Versioned
from records.rules import published_q
from website.choices import NoticeLevel
from website.rules.notices import editable_notice_q


class SiteNoticeQuerySet(RuledQuerySet):
    def public(self) -> Self:
        return self.filter(published_q())

    def visible_q(self, access: Access) -> Q:
        return published_q() | editable_notice_q(access)

    def editable_q(self, access: Access) -> Q:
        return editable_notice_q(access)


class SiteNotice(PubliclyIdentified, Publishable, Versioned, Sourced):
    """What stands over the pages of a county, or over all, from one time until another: a page that
    does not work today, a number that is out of order, a warning of others'."""

    level = models.CharField(
        _("nivå"), max_length=20, choices=NoticeLevel, default=NoticeLevel.INFORMATION
    )
    text = models.CharField(
        _("text"),
        max_length=400,
        help_text=_("En eller två meningar. Till exempel: Växeln är stängd fredag den 5 juni."),
    )
    text_en = models.CharField(_("text på engelska"), max_length=400, blank=True)
    county = models.ForeignKey(
        County,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="notices",
        verbose_name=_("län"),
        help_text=_("Tomt: på alla sidor. Det väljer bara en administratör."),
    )
    link_text = models.CharField(
        _("länkens text"),
        max_length=150,
        blank=True,
        help_text=_("Till exempel: Läs mer hos SMHI."),
    )
    link_url = models.URLField(_("länkens adress"), max_length=300, blank=True)

    objects = SiteNoticeQuerySet.as_manager()

    class Meta(Publishable.Meta):
        abstract = False
        verbose_name = _("meddelande på sidorna")
        verbose_name_plural = _("meddelanden på sidorna")
        ordering = ["-published_at", "-pk"]
        constraints = [
            *Publishable.Meta.constraints,
            one_of("level", NoticeLevel, name="website_sitenotice_level_known"),
            not_empty("text", name="website_sitenotice_says_something"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_example(self) -> bool:
        return self.county is not None and self.county.is_example

    def clean(self) -> None:
        """An address has a text; a text without an address is a link that its source lacks."""
        super().clean()
        if self.link_url and not self.link_text:
            raise ValidationError({"link_text": _("Skriv vad länken leder till.")})
