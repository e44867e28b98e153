from django import forms
from django.utils.translation import gettext_lazy as _


class OnceFormSet(forms.BaseInlineFormSet):
    """Rows of which no two may be the same, new ones included."""

    def same(self, row: dict) -> tuple | None:
        """What makes two rows the same; None where any number may stand."""
        raise NotImplementedError

    def clean(self) -> None:
        super().clean()
        seen = set()
        for form in self.forms:
            row = getattr(form, "cleaned_data", None)
            key = self.same(row) if row and not row.get("DELETE") else None
            if key is not None and key in seen:
                form.add_error(None, _("Samma rad står två gånger."))
            seen.add(key)
