from collections.abc import Iterator
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from records.examples import refuse_mix
from records.partial_dates import PartialDateField
from records.personal_data import holds_identity_number

REFUSED = _("Här står ett personnummer eller ett samordningsnummer. Ta bort det.")
# Texts whose form is checked by their own kind of field.
SHAPED = (models.EmailField, models.SlugField, models.URLField, PartialDateField)


class Guarded(models.Model):
    """A record in whose free texts no identity number may stand, and which is not partly invented
    and partly real, whoever writes it and where."""

    # Texts that are numbers by nature, such as the number of a helpline.
    not_free_text: ClassVar[frozenset[str]] = frozenset()
    # Links to who did it: a record does not hang on them.
    doers: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        abstract = True

    def clean_fields(self, exclude=None) -> None:
        errors: dict[str, list[ValidationError]] = {}
        try:
            super().clean_fields(exclude=exclude)
        except ValidationError as error:
            errors = error.update_error_dict({})
        for name in self.free_texts():
            if name not in (exclude or ()) and holds_identity_number(getattr(self, name) or ""):
                errors.setdefault(name, []).append(ValidationError(REFUSED))
        try:
            refuse_mix(self)
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)

    @classmethod
    def free_texts(cls) -> Iterator[str]:
        """The names of the fields that a person writes freely."""
        for field in cls._meta.concrete_fields:
            is_text = isinstance(field, models.CharField | models.TextField)
            is_shaped = isinstance(field, SHAPED) or field.choices or not field.editable
            if is_text and not is_shaped and field.name not in cls.not_free_text:
                yield field.name
