from django.db import models
from django.utils.translation import gettext_lazy as _


class MailState(models.TextChoices):
    WAITING = "waiting", _("väntar")
    SENDING = "sending", _("skickas")
    SENT = "sent", _("skickat")
    FAILED = "failed", _("gick inte att skicka")


class Verb(models.TextChoices):
    """What was done, where "created", "changed" and "removed" do not say it."""

    SIGNED_IN = "signed_in", _("loggade in")
    ROLE_CHANGED = "role_changed", _("ändrade en roll")
    SECOND_FACTOR_REMOVED = "second_factor_removed", _("tog bort inloggning i två steg")
    SINGLE_SIGN_ON_FORGOTTEN = (
        "single_sign_on_forgotten",
        _("glömde vem personen är hos organisationens inloggning"),
    )
    READ_DRAFT = "read_draft", _("läste något opublicerat")
    EXPORTED = "exported", _("hämtade ut uppgifter")
    HANDED_OVER = "handed_over", _("lämnade över åtaganden")
    TOOK_OVER = "took_over", _("fick åtaganden överlämnade")
    ANONYMISED = "anonymised", _("tog bort personuppgifter")
