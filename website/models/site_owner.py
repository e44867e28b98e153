from django.db import models
from django.utils.translation import gettext_lazy as _

from actors.models import Actor
from website.models.only_row import OnlyRow


class SiteOwner(OnlyRow):
    """Who runs this installation, answers for its personal data, and is written to about it. What
    the register of organisations knows is kept there: name, number and mailbox."""

    # What is real is run by nobody invented.
    is_example = False
    not_free_text = frozenset({"postal_address", "telephone"})

    actor = models.ForeignKey(
        Actor,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"is_example": False},
        verbose_name=_("organisation"),
        help_text=_(
            "Den som driver webbplatsen och är personuppgiftsansvarig. Namn, organisationsnummer "
            "och brevlåda ändras hos aktören."
        ),
    )
    postal_address = models.CharField(
        _("postadress"),
        max_length=200,
        blank=True,
        help_text=_("På en rad, till exempel: Myndigheten, Box 1, 123 45 Orten."),
    )
    telephone = models.CharField(_("telefon"), max_length=40, blank=True)
    data_protection_mailbox = models.EmailField(
        _("dataskyddsombudets brevlåda"),
        blank=True,
        help_text=_("En funktionsbrevlåda, till exempel dataskydd@myndigheten.se."),
    )
    other_languages = models.TextField(
        _("andra språk och tolk"),
        blank=True,
        help_text=_(
            "Hur den som behöver ett annat språk, tolk, lättläst eller teckenspråk får det hos er. "
            "Visas på sidan Språk."
        ),
    )
    other_languages_en = models.TextField(_("andra språk och tolk, på engelska"), blank=True)

    class Meta(OnlyRow.Meta):
        verbose_name = _("den som driver webbplatsen")
        verbose_name_plural = _("den som driver webbplatsen")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    @property
    def mailbox(self) -> str:
        """Where the public writes."""
        return self.actor.function_mailbox if self.actor else ""

    @property
    def organisation_number(self) -> str:
        return self.actor.organisation_number if self.actor else ""
