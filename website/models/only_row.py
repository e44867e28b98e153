from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from records.models import Dated, Versioned

KEY = "webbplatsen"


class OnlyRow(Dated, Versioned):
    """What there is one of on a site: `load_reference` makes it, and its editors fill it."""

    key = models.SlugField(_("nyckel"), max_length=20, unique=True, default=KEY, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(key=KEY),
                name="%(app_label)s_%(class)s_is_alone",
                violation_error_message=_("Det finns bara en sådan på webbplatsen."),
            )
        ]

    @classmethod
    def the(cls) -> Self:
        """The one row, with what it hangs on; where `load_reference` has not run, an empty one
        that is nowhere kept."""
        return cls._default_manager.select_related(*cls.ties()).first() or cls()

    @classmethod
    def ties(cls) -> list[str]:
        return [field.name for field in cls._meta.concrete_fields if field.is_relation]
