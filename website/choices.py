from django.db import models
from django.utils.translation import gettext_lazy as _


class Frequency(models.TextChoices):
    """How often a person is reminded, at most."""

    WEEKLY = "weekly", _("Varje vecka")
    MONTHLY = "monthly", _("Varje månad")
    NEVER = "never", _("Aldrig")
