from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# After that somebody should ring again and hear who answers.
HOLDS = timedelta(days=90)


def to_check_q() -> Q:
    """Those that nobody has checked, or not for ninety days."""
    oldest = timezone.localdate() - HOLDS
    return Q(checked_on__isnull=True) | Q(checked_on__lt=oldest)


class Checked(models.Model):
    """A way to help that somebody must try now and then. It is shown all the same: a number that
    may be wrong is better than none."""

    checked_on = models.DateField(
        _("kontrollerad"),
        null=True,
        blank=True,
        help_text=_("När en person senast kontrollerade numret. Tomt: inte kontrollerat."),
    )

    class Meta:
        abstract = True

    @property
    def is_to_be_checked(self) -> bool:
        """The same of one as `to_check_q` asks of lists."""
        return self.checked_on is None or self.checked_on < timezone.localdate() - HOLDS
