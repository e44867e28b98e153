"""What a check hands on: the content as it is to be kept, and the words when it is refused."""

import hashlib

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from actors.choices import EXTENSIONS, MediaType


class CheckedFile(ContentFile):
    """A file that has passed: cleaned, with what was found of it."""

    def __init__(self, content: bytes, *, media_type: MediaType, original_name: str) -> None:
        super().__init__(content, name=f"file.{EXTENSIONS[media_type][0]}")
        self.media_type = media_type
        self.original_name = original_name
        self.sha256 = hashlib.sha256(content).hexdigest()


def too_large(most: int) -> ValidationError:
    return ValidationError(
        _("Filen är för stor. Den får vara högst %(most)s."),
        code="size",
        params={"most": filesizeformat(most)},
    )


def unknown_kind() -> ValidationError:
    return ValidationError(
        _(
            "Filen är av ett slag som inte tas emot. Välj PDF, Word, Excel, PowerPoint, "
            "OpenDocument (ODT, ODS), PNG, JPEG, text eller CSV."
        ),
        code="kind",
    )


def broken() -> ValidationError:
    return ValidationError(
        _("Filen går inte att läsa. Öppna den, spara den på nytt och försök igen."), code="broken"
    )


def runs() -> ValidationError:
    return ValidationError(
        _(
            "Filen innehåller makron, skript eller bifogade filer. Spara den utan dem och "
            "försök igen."
        ),
        code="runs",
    )


def locked() -> ValidationError:
    return ValidationError(
        _("Filen är låst med ett lösenord. Spara den olåst och försök igen."), code="locked"
    )


def too_much() -> ValidationError:
    return ValidationError(
        _("Filen blir för stor när den packas upp. Dela upp den eller gör bilderna mindre."),
        code="too_much",
    )
