from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet

from records.examples import can_be_example, refuse_mix
from records.forms.texts import AsksTwice
from records.forms.versioned import VersionedForm
from records.models import Guarded


class RecordForm(AsksTwice, VersionedForm):
    """How a record is written: what the database would refuse is told first, and what may point
    out a person is asked about once. What was typed is kept, and what another wrote meanwhile too.
    """

    def free_texts(self) -> Iterable[str]:
        model = self._meta.model
        return model.free_texts() if issubclass(model, Guarded) else ()

    def _post_clean(self) -> None:
        """Every constraint, also those that name a field which is not in this form.

        Django leaves these to the database, and the person would lose the form.
        """
        super()._post_clean()
        if self.errors or self.cleaned_data.get("DELETE"):
            return
        try:
            refuse_mix(self.instance, self.linked())
            self.instance.validate_constraints(exclude=self.unsaved_parents())
        except ValidationError as error:
            self.add_error(None, error.messages)

    def linked(self) -> list[models.Model]:
        """Rows that were chosen for links to many, and that tell whether they are invented."""
        chosen = [value for value in self.cleaned_data.values() if isinstance(value, QuerySet)]
        return [row for rows in chosen if can_be_example(rows.model) for row in rows]

    def unsaved_parents(self) -> set[str]:
        """The record above an inline that is saved in the same moment has no key yet."""
        related = (field for field in self.instance._meta.concrete_fields if field.is_relation)
        return {
            field.name
            for field in related
            if field.is_cached(self.instance)
            and (parent := getattr(self.instance, field.name)) is not None
            and parent.pk is None
        }
