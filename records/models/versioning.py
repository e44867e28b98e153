from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from records.models.guarded import Guarded


class Versioned(Guarded):
    """A record that people edit: every save counts its version up by one."""

    # What no form shows and no person edits: to save it alone is no new version.
    uncounted: ClassVar[frozenset[str]] = frozenset()

    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        saved = kwargs.get("update_fields")
        is_counted = saved is None or not self.uncounted.issuperset(saved)
        if is_counted and not self._state.adding:
            self.version += 1
            if saved is not None:
                kwargs["update_fields"] = {*saved, "version"}
        super().save(*args, **kwargs)
