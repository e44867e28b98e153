from typing import Self

from django.db import models
from django.db.models import Q

from actors.access import Access


class RuledQuerySet(models.QuerySet):
    """Rows that rules guard. A noun says, by its rules, what `visible_q` and `editable_q` are;
    superusers are asked about here, once for all nouns."""

    def visible_to(self, access: Access) -> Self:
        """What the person may read: what is public, and what their organisations work on."""
        return self if access.is_superuser else self.found_by(self.visible_q(access))

    def editable_by(self, access: Access) -> Self:
        """What the person may change."""
        return self if access.is_superuser else self.found_by(self.editable_q(access))

    def found_by(self, question: Q) -> Self:
        """By key: a question may join other tables, and a row is still one row."""
        return self.filter(pk__in=self.model._default_manager.filter(question).values("pk"))

    def visible_q(self, access: Access) -> Q:
        raise NotImplementedError

    def editable_q(self, access: Access) -> Q:
        raise NotImplementedError
