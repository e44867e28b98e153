from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.forms import ModelMultipleChoiceField
from django.utils.translation import gettext_lazy as _

from actors.access import Access
from records.forms import RecordForm

NOT_YOURS = _(
    "Det får bara den göra som ansvarar för strategin eller åtagandet. Välj något som är ert."
)


class RuleForm(RecordForm):
    """A row is not made, or turned into, one that its writer may not change.

    Who writes, and the rule that is asked of the row as it would become, are set where the form is
    made for a request (`RuleAdmin`).
    """

    access: Access
    can_edit: Callable[[Access, Any], bool]

    def __init__(self, *args, **kwargs):
        """What the record is tied to and its writer may not read is neither shown nor untied."""
        super().__init__(*args, **kwargs)
        self.unseen: dict[str, list[Model]] = {}
        for name, field in self.fields.items():
            if isinstance(field, ModelMultipleChoiceField) and self.initial.get(name):
                tied = self.initial[name]
                seen = set(field.queryset.filter(pk__in=[row.pk for row in tied]))
                self.initial[name] = [row for row in tied if row in seen]
                self.unseen[name] = [row for row in tied if row not in seen]

    def _save_m2m(self) -> None:
        super()._save_m2m()
        for name, rows in self.unseen.items():
            getattr(self.instance, name).add(*rows)

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.errors or self.cleaned_data.get("DELETE") or not self.has_changed():
            return
        if not type(self).can_edit(self.access, self.instance):
            self.add_error(None, NOT_YOURS)


def ruled(form: type, access: Access, can_edit: Callable[[Access, Any], bool]) -> type:
    """The form for one person and one rule."""
    return type(form.__name__, (form,), {"access": access, "can_edit": staticmethod(can_edit)})
