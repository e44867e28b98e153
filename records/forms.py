from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from records.models import Guarded
from records.personal_data import warnings_about

CONFIRM = "confirm_personal_data"


class GuardedForm(forms.ModelForm):
    """A form that asks once about what may point out a person, and keeps what was typed.

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

    def warnings(self):
        """Each text that somebody should look at twice, and why; of changed texts only."""
        model = self._meta.model
        free_texts = set(model.free_texts()) if issubclass(model, Guarded) else set()
        for name in free_texts.intersection(self.changed_data):
            for warning in warnings_about(self.cleaned_data.get(name) or ""):
                yield gettext("%(field)s: %(warning)s. Kryssa i rutan om texten ska stå kvar.") % {
                    "field": self.fields[name].label,
                    "warning": warning,
                }
