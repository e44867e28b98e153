"""What somebody wrote freely, looked at before it is kept: in forms of records and in others."""

from collections.abc import Iterable, Iterator
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.forms import DeclarativeFieldsMetaclass
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from records.models.guarded import REFUSED
from records.personal_data import holds_identity_number, warnings_about

CONFIRM = "confirm_personal_data"


class AsksTwice(metaclass=DeclarativeFieldsMetaclass):
    """What may point out a person is asked about once. The box to tick shows only when there is
    something to confirm."""

    confirm_personal_data = forms.BooleanField(
        label=_("Jag har läst texten igen: den pekar inte ut någon enskild."),
        required=False,
        widget=forms.HiddenInput,
    )

    def free_texts(self) -> Iterable[str]:
        """The names of the fields that a person writes freely."""
        raise NotImplementedError

    def clean(self) -> dict:
        cleaned = super().clean() or self.cleaned_data
        found = list(self.warnings())
        if found:
            self.fields[CONFIRM].widget = forms.CheckboxInput()
        if found and not cleaned.get(CONFIRM):
            self.add_error(CONFIRM, found)
        return cleaned

    def warnings(self) -> Iterator[str]:
        """Each text that somebody should look at twice, and why; of changed texts only."""
        for name in (name for name in self.free_texts() if name in self.changed_data):
            for warning in warnings_about(self.cleaned_data.get(name) or ""):
                yield gettext("%(field)s: %(warning)s. Kryssa i rutan om texten ska stå kvar.") % {
                    "field": self.fields[name].label,
                    "warning": warning,
                }


class GuardedForm(AsksTwice):
    """For a form of no record of ours, whose model would refuse identity numbers by itself."""

    guarded: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([*self.guarded, CONFIRM])

    def free_texts(self) -> Iterable[str]:
        return self.guarded

    def clean(self) -> dict:
        cleaned = super().clean()
        for name in self.guarded:
            if holds_identity_number(cleaned.get(name) or ""):
                self.add_error(name, ValidationError(REFUSED))
        return cleaned
