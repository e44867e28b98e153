"""One upload, from name and bytes of somebody's own choosing to what may be kept."""

import unicodedata

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext_lazy as _

from actors.choices import EXTENSIONS, MediaType
from actors.services.documents.content import CheckedFile, too_large, unknown_kind
from actors.services.documents.images import cleaned_image
from actors.services.documents.office import PACKAGE, cleaned_package, kind_of_package
from actors.services.documents.pdf import check_pdf
from actors.services.documents.texts import cleaned_text
from records.personal_data import holds_identity_number

LONGEST_NAME = 150
BEGINNINGS = {
    b"%PDF-": MediaType.PDF,
    b"\x89PNG\r\n\x1a\n": MediaType.PNG,
    b"\xff\xd8\xff": MediaType.JPEG,
}
PLAIN = (MediaType.TEXT, MediaType.CSV)


def check_file(upload: File) -> CheckedFile:
    """The file as it is to be kept. Raises ValidationError, in words for who chose it.

    What a file is, its content decides; the name must agree, and what the browser said of it is
    not asked.
    """
    if not upload.size:
        raise ValidationError(_("Filen är tom."), code="empty")
    if upload.size > settings.DOCUMENT_MAX_BYTES:
        raise too_large(settings.DOCUMENT_MAX_BYTES)
    name = cleaned_name(upload.name or "")
    if holds_identity_number(name):
        raise ValidationError(
            _("I filens namn står ett personnummer eller ett samordningsnummer."), code="identity"
        )
    upload.seek(0)
    content = upload.read()
    media_type = kind_of(content, name)
    return CheckedFile(cleaned(content, media_type), media_type=media_type, original_name=name)


def cleaned_name(name: str) -> str:
    """The name without its folder and without what is not seen."""
    last = name.replace("\\", "/").rpartition("/")[2]
    seen = "".join(one for one in last if unicodedata.category(one)[0] != "C")
    return seen.strip()[-LONGEST_NAME:]


def kind_of(content: bytes, name: str) -> MediaType:
    extension = name.rpartition(".")[2].lower()
    found = kind_by_content(content)
    if found is None:
        plain = (kind for kind in PLAIN if extension in EXTENSIONS[kind])
        found = next(plain, None)
    if found is None:
        raise unknown_kind()
    if extension not in EXTENSIONS[found]:
        raise ValidationError(
            _("Filens namn slutar på .%(extension)s, men innehållet är %(kind)s."),
            code="extension",
            params={"extension": extension, "kind": found.label},
        )
    return found


def kind_by_content(content: bytes) -> MediaType | None:
    """None where nothing but the name can tell: plain text has no mark of its own."""
    if content.startswith(PACKAGE):
        return kind_of_package(content)
    kinds = (kind for mark, kind in BEGINNINGS.items() if content.startswith(mark))
    return next(kinds, None)


def cleaned(content: bytes, media_type: MediaType) -> bytes:
    if media_type in (MediaType.PNG, MediaType.JPEG):
        return cleaned_image(content, media_type.name)
    if media_type in PLAIN:
        return cleaned_text(content)
    if media_type == MediaType.PDF:
        check_pdf(content)
        return content
    return cleaned_package(content)
