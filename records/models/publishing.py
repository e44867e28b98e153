from django.db import models
from django.utils.translation import gettext_lazy as _

from records.models.guarded import Guarded


class Dated(Guarded):
    """A record whose page says when it was published and last updated here."""

    published_at = models.DateTimeField(_("publicerad i Samordna"), null=True, blank=True)
    content_updated_at = models.DateTimeField(
        _("uppdaterad i Samordna"), null=True, blank=True, editable=False
    )

    class Meta:
        abstract = True


class Publishable(Dated):
    """A record that is public from `published_at` until `withdrawn_at`, if its parent is."""

    published_at = models.DateTimeField(
        _("publicerad i Samordna"),
        null=True,
        blank=True,
        help_text=_("Tomt: inte publicerad. En tid som ligger framåt: publiceras då."),
    )
    withdrawn_at = models.DateTimeField(
        _("avpublicerad"),
        null=True,
        blank=True,
        help_text=_("Från den tiden syns uppgiften inte längre för allmänheten."),
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True)
                | models.Q(published_at__isnull=False),
                name="%(app_label)s_%(class)s_withdrawn_was_published",
                violation_error_message=_("Det som inte är publicerat kan inte avpubliceras."),
            )
        ]
