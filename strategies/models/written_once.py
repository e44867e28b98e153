from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

NEVER_CHANGED = _("Det som är inlämnat ändras aldrig. En rättelse är en ny uppföljning.")
NEVER_ERASED = _("Det som är inlämnat tas aldrig bort.")


class WrittenOnceQuerySet(models.QuerySet):
    """Rows that are added and read, and nothing else."""

    def update(self, **kwargs):
        raise ValidationError(NEVER_CHANGED)

    def delete(self):
        raise ValidationError(NEVER_ERASED)


class WrittenOnce(models.Model):
    """What was submitted: an official document that stays as it is. The database refuses to change
    it too, by a trigger in the migration of its table."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise ValidationError(NEVER_CHANGED)
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise ValidationError(NEVER_ERASED)
