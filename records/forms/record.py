from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from records.examples import can_be_example, refuse_mix
from records.forms.versioned import VersionedForm
from records.models import Guarded
from records.personal_data import warnings_about

CONFIRM = "confirm_personal_data"


class RecordForm(VersionedForm):
    """How a record is written: what the database would refuse is told first, and what may point
    out a person is asked about once. What was typed is kept, and what another wrote meanwhile too.

    The box to tick shows only when there is something to confirm.
    """

    confirm_personal_data = forms.BooleanField(
        label=_("Jag har läst texten igen: den pekar inte ut någon enskild."),
        required=False,
        widget=forms.HiddenInput,
    )

    def clean(self) -> dict:
        cleaned = super().clean() or self.cleaned_data
        found = list(self.warnings())
        if found:
            self.fields[CONFIRM].widget = forms.CheckboxInput()
        if found and not cleaned.get(CONFIRM):
            self.add_error(CONFIRM, found)
        return cleaned

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

    def warnings(self):
        """Each text that somebody should look at twice, and why; of changed texts only."""
        model = self._meta.model
        free_texts = list(model.free_texts()) if issubclass(model, Guarded) else []
        for name in (name for name in free_texts if name in self.changed_data):
            for warning in warnings_about(self.cleaned_data.get(name) or ""):
                yield gettext("%(field)s: %(warning)s. Kryssa i rutan om texten ska stå kvar.") % {
                    "field": self.fields[name].label,
                    "warning": warning,
                }
