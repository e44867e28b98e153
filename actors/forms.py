from collections.abc import Callable
from copy import copy
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Model
from django.forms import ModelMultipleChoiceField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.access import Access
from actors.models import Document
from actors.services.documents import CheckedFile, check_file, keep_file, leave_file, place_file
from records.forms import RecordForm

NOT_YOURS = _(
    "Det får bara den göra som ansvarar för strategin eller åtagandet. Välj något som är ert."
)


HAS_BEEN_PUBLIC = _("Det har varit publicerat. Avpublicera det i stället.")
NEVER_BEFORE = _("Tiden har redan varit. Välj idag eller en dag som kommer.")
CHOOSE_AGAIN = _("Välj filen en gång till: den är inte sparad.")


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

    def clean(self) -> dict:
        """When something was published is a fact: it is neither erased nor written afterwards."""
        cleaned = super().clean() or self.cleaned_data
        if "published_at" not in self.changed_data:
            return cleaned
        stored, given = self.initial.get("published_at"), cleaned.get("published_at")
        if stored and stored <= timezone.now():
            self.add_error("published_at", HAS_BEEN_PUBLIC)
        elif given and timezone.localdate(given) < timezone.localdate():
            self.add_error("published_at", NEVER_BEFORE)
        return cleaned

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.errors or self.cleaned_data.get("DELETE") or not self.has_changed():
            return
        if not type(self).can_edit(self.access, self.instance):
            self.add_error(None, NOT_YOURS)


def ruled(form: type, access: Access, can_edit: Callable[[Access, Any], bool]) -> type:
    """The form for one person and one rule."""
    return type(form.__name__, (form,), {"access": access, "can_edit": staticmethod(can_edit)})


class DocumentForm(RuleForm):
    """A document with its file or its address. The file is checked and cleaned here, so that what
    is wrong with it is told beside it."""

    class Meta:
        model = Document
        # Which they are, the admin says.
        fields = ["file"]
        widgets = {"file": forms.FileInput}
        help_texts = {
            "file": _(
                "PDF, Word, Excel, PowerPoint, ODT, ODS, PNG, JPEG, text eller CSV. Plats och "
                "tid tas bort ur bilder, och författaren ur egenskaperna i Office-filer. Ta "
                "själv bort kommentarer, spårade ändringar och egenskaperna i en PDF."
            ),
            "url": _(
                "När dokumentet finns på en annan webbplats. Ange en fil eller en adress: en "
                "adress som du skriver ersätter filen som finns nu, och den tas bort."
            ),
        }

    def clean_file(self):
        chosen = self.cleaned_data["file"]
        if not isinstance(chosen, UploadedFile):
            return chosen
        return check_file(chosen)

    def clean(self) -> dict:
        """An address empties the field of the file, so that it is seen when another has chosen a
        file meanwhile."""
        if self.cleaned_data.get("url") and "file" in self.cleaned_data and not self.new_file:
            self.cleaned_data["file"] = ""
        return super().clean()

    def _post_clean(self) -> None:
        """A form that is shown again shows the file that is stored, and asks for the new one once
        more: a browser sends it only when it is chosen."""
        stored, new = copy(self.instance), self.new_file
        if new:
            place_file(document=self.instance, file=new)
        elif self.cleaned_data.get("url"):
            leave_file(document=self.instance)
        super()._post_clean()
        if self.errors:
            keep_file(self.instance, stored)
        if self.errors and new:
            self.add_error("file", CHOOSE_AGAIN)

    @property
    def new_file(self) -> CheckedFile | None:
        chosen = self.cleaned_data.get("file")
        return chosen if isinstance(chosen, CheckedFile) else None
