from django.db import models
from django.utils.translation import gettext_lazy as _

from records.models.guarded import Guarded


class Versioned(Guarded):
    """A record that people edit: every save counts its version up by one."""

    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            self.version += 1
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], "version"}
        super().save(*args, **kwargs)
