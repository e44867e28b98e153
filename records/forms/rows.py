import re

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import INITIAL_FORM_COUNT, TOTAL_FORM_COUNT
from django.utils.translation import gettext_lazy as _

from records.forms.clash import Clash
from records.forms.versioned import GONE
from records.models import Versioned


class RecordFormSet(forms.BaseInlineFormSet):
    """Rows beside their record. One that another took away is dropped from what was posted: left
    there it would be wrong each time, with nothing on the page to put right."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # What was written in rows that are gone, told once.
        self.lost: list[Clash] = []
        if self.is_bound and issubclass(self.model, Versioned):
            self.drop({place for place in range(self.count_shown()) if self.is_gone(place)})

    def count_shown(self) -> int:
        return min(self.initial_form_count(), self.total_form_count())

    def is_gone(self, place: int) -> bool:
        key = self.model._meta.pk
        try:
            posted = key.to_python(self.data.get(f"{self.add_prefix(place)}-{key.name}"))
        except ValidationError:
            return False
        return posted is not None and self._existing_object(posted) is None

    def drop(self, gone: set[int]) -> None:
        """The rows that are left move up, as on a page that never had the others."""
        if not gone:
            return
        for place in sorted(gone):
            form = self._construct_form(place, **self.get_form_kwargs(place))
            form.full_clean()
            self.lost += [form.clash] if form.clash else []
        left = [place for place in range(self.total_form_count()) if place not in gone]
        initial = self.initial_form_count() - len(gone)
        self.data = self.posted_without({was: place for place, was in enumerate(left)})
        self.data[self.management_form.add_prefix(TOTAL_FORM_COUNT)] = str(len(left))
        self.data[self.management_form.add_prefix(INITIAL_FORM_COUNT)] = str(initial)
        del self.management_form

    def posted_without(self, moved: dict[int, int]):
        """What was posted of the rows that stay, each under the place that it moves to."""
        of_row = re.compile(rf"{re.escape(self.prefix)}-(\d{{1,9}})-(.+)", re.DOTALL)
        posted = self.data.copy()
        posted.clear()
        for name, values in self.data.lists():
            found = of_row.fullmatch(name)
            if found is None:
                posted.setlist(name, values)
            elif (was := int(found[1])) in moved:
                posted.setlist(f"{self.prefix}-{moved[was]}-{found[2]}", values)
        return posted

    def full_clean(self) -> None:
        super().full_clean()
        if self.lost:
            self._non_form_errors.append(ValidationError(GONE, code="gone"))


class OnceFormSet(RecordFormSet):
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
