from collections.abc import Iterable, Iterator
from functools import cached_property

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import DELETION_FIELD_NAME
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from records.forms.clash import Clash, Difference, as_typed, in_text
from records.forms.shown import Shown, digest, read_shown
from records.models import Versioned

SHOWN = "as_shown"

CLASHED = _("Någon annan har ändrat det här medan du skrev.")
GONE = _("Någon annan har tagit bort det här medan du skrev.")
UNREADABLE = _("Det går inte att se vad som stod här när du började skriva. Jämför och spara igen.")


class ShownField(forms.Field):
    """Carries back what the form showed. Shown again, it tells what is stored by then."""

    widget = forms.HiddenInput

    def has_changed(self, initial, data) -> bool:
        return False

    def bound_data(self, data, initial):
        return initial


class VersionedForm(forms.ModelForm):
    """Two people edit the same record: what the second would overwrite is shown beside what they
    wrote, and saved when they save again.

    What a person did not touch stays as another saved it; a form that nobody touched stops nobody.
    The record is locked from before the form is made until it is saved (`records.services.lock`),
    so that `instance` is what is stored.
    """

    as_shown = ShownField(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # What both changed; the view then answers 409.
        self.clash: Clash | None = None
        # Fields that show and keep what is stored, whatever was posted.
        self.kept: set[str] = set()
        # What was posted in fields that closed meanwhile.
        self.closed: dict[str, object] = {}

    def get_initial_for_field(self, field, field_name):
        """What the form shows is signed when it is asked for: a form that hides something of the
        record from its writer has then hidden it."""
        if field_name == SHOWN and self.is_versioned and not self.is_new:
            return self.signed_shown()
        return super().get_initial_for_field(field, field_name)

    def signed_shown(self) -> str:
        return Shown(self.instance.version, self.stored).signed(self.instance)

    def read_shown(self, signed: str | None) -> Shown | None:
        return read_shown(self.instance, signed)

    @property
    def is_versioned(self) -> bool:
        return isinstance(self.instance, Versioned)

    @property
    def is_new(self) -> bool:
        """Whether there is nothing stored that another could have changed."""
        return self.instance._state.adding

    @cached_property
    def stored(self) -> dict[str, str]:
        """The digest of each field as it is stored, under the name it has in the form."""
        of_model = {field.name for field in self._meta.model._meta.get_fields()}
        return {
            name: digest(self.get_initial_for_field(field, name))
            for name, field in self.fields.items()
            if name in of_model
        }

    @property
    def changed_data(self) -> list[str]:
        return [name for name in super().changed_data if name not in self.kept]

    def clean(self) -> dict:
        cleaned = super().clean() or self.cleaned_data
        if not self.is_versioned:
            return cleaned
        signed = self.data.get(self.add_prefix(SHOWN))
        if not self.is_new:
            self.compare(self.read_shown(signed))
        elif signed and not self.is_deletion and self.was_written(signed):
            self.stop(GONE, [name for name in self.stored if self.is_lost(name)], [])
        return cleaned

    def was_written(self, signed: str) -> bool:
        """Whether somebody wrote in a record that is gone: its key stands in what was posted."""
        key = self.data.get(self.add_prefix(self._meta.model._meta.pk.name))
        shown = read_shown(self._meta.model(pk=key), signed)
        return shown is None or any(
            self.is_written(name, shown.fields[name])
            for name in shown.fields.keys() & self.stored
            if not self[name].is_hidden
        )

    def is_lost(self, name: str) -> bool:
        """Whether the field holds something to copy; its key and what it stands in do not."""
        return not self[name].is_hidden and self.posted(name) != digest("")

    def compare(self, shown: Shown | None) -> None:
        """Keep what only another changed, and stop where something would be overwritten."""
        if shown is None:
            return self.stop(UNREADABLE, [name for name in self.stored if self.differs(name)], [])
        self.keep(name for name in self.stored if name not in shown.fields or self.is_same(name))
        self.closed = dict(self.posted_in_closed(set(shown.fields) - set(self.stored)))
        if shown.version == self.instance.version:
            return None
        mine = [name for name in shown.fields if self.is_written(name, shown.fields[name])]
        theirs = [
            name
            for name in self.stored
            if self.differs(name) and self.stored[name] != shown.fields.get(name)
        ]
        only_theirs = [name for name in theirs if name not in mine]
        self.keep(only_theirs)
        both = [name for name in mine if name in theirs or name not in self.stored]
        if both or (only_theirs and (mine or self.is_deletion)):
            self.stop(CLASHED, both, only_theirs)
        return None

    def posted_in_closed(self, names: set[str]) -> Iterator[tuple[str, object]]:
        """What was posted in fields that the form has no longer, since another changed the record.

        A version of Samordna that is newer than the page may not know a field at all.
        """
        of_model = {field.name: field for field in self._meta.model._meta.get_fields()}
        for name in names & set(of_model):
            field, html_name = of_model[name].formfield(required=False), self.add_prefix(name)
            if field.widget.value_omitted_from_data(self.data, self.files, html_name):
                continue
            raw = field.widget.value_from_datadict(self.data, self.files, html_name)
            if of_model[name].is_relation:
                # Keys, never looked up: they may lead to a row that nobody showed this person.
                yield name, raw
                continue
            try:
                yield name, field.clean(raw)
            except ValidationError:
                yield name, raw

    @property
    def is_deletion(self) -> bool:
        return bool(self.cleaned_data.get(DELETION_FIELD_NAME))

    def is_written(self, name: str, shown: str) -> bool:
        """Whether somebody wrote in the field since it was shown."""
        if name in self.stored:
            return self.posted(name) != shown
        return name in self.closed and digest(self.closed[name]) != shown

    def differs(self, name: str) -> bool:
        """Whether saving the form would change the field."""
        return name not in self.kept and not self.is_same(name)

    def is_same(self, name: str) -> bool:
        """Whether what was posted is what is stored: a browser posts other line ends and no parts
        of a second, and a record in which nobody wrote must not be saved for that."""
        return self.posted(name) == self.stored[name]

    def posted(self, name: str) -> str:
        """The digest of what was posted; of what cannot be understood, none that was ever shown."""
        return digest(self.cleaned_data[name]) if name in self.cleaned_data else ""

    def keep(self, names: Iterable[str]) -> None:
        """Let fields stay as they are stored, on the page and when the form is saved."""
        for name in names:
            self.kept.add(name)
            self.cleaned_data[name] = self.stored_value(name)
            self.fields[name].bound_data = lambda data, initial: initial

    def stored_value(self, name: str) -> object:
        """What is stored in a field of the model; the instance is not yet written to."""
        is_list = self._meta.model._meta.get_field(name).many_to_many
        return self.initial[name] if is_list else getattr(self.instance, name)

    def record_name(self) -> str:
        """What the record is called to who writes in the form."""
        return str(self.instance)

    def stop(self, reason: str, both: list[str], taken_over: list[str]) -> None:
        """Save nothing, and show what stands against what. Saved again, it is a choice."""
        noun = capfirst(self._meta.model._meta.verbose_name)
        is_gone = self.is_new
        self.clash = Clash(
            reason=reason,
            record=noun if is_gone else f"{noun}: {self.record_name()}",
            both=[self.difference(name) for name in both],
            taken_over=[self.difference(name) for name in taken_over],
            is_deletion=self.is_deletion,
            is_gone=is_gone,
        )
        self.cleaned_data[DELETION_FIELD_NAME] = False
        self.add_error(None, reason)

    def difference(self, name: str) -> Difference:
        """What is stored in a field beside what was written, and where on the page it is."""
        field = self._meta.model._meta.get_field(name)
        is_gone = self.is_new
        if name not in self.fields and field.is_relation:
            # Either of the rows may be one that this person may not read.
            label = capfirst(field.verbose_name)
            return Difference(label, gettext("ett annat val"), gettext("ditt val"))
        stored = gettext("borttaget") if is_gone else in_text(field, self.stored_value(name))
        if name not in self.fields:
            return Difference(
                capfirst(field.verbose_name), stored, in_text(field, self.closed[name])
            )
        bound = self[name]
        if name in self.cleaned_data:
            written = in_text(field, self.cleaned_data[name])
        else:
            written = as_typed(field, bound.data)
        anchor = "" if is_gone else bound.id_for_label or f"{bound.auto_id}_0"
        return Difference(str(bound.label), stored, written, anchor)
