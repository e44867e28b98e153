"""Plain text and CSV, kept as UTF-8."""

import re

from django.core.exceptions import ValidationError

from actors.services.documents.content import too_large, unknown_kind
from records.models.guarded import REFUSED
from records.personal_data import holds_identity_number

# Reading a text for identity numbers takes time; a longer one is better kept as something else.
MOST_BYTES = 2 * 1024 * 1024
# All that is not seen, but for tabs, new lines and new pages.
UNSEEN = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
# A page or a drawing that calls itself text.
MARKUP = re.compile(r"\s*<(?:!doctype|\?xml|html|head|body|script|svg|math|iframe)", re.IGNORECASE)


def cleaned_text(content: bytes) -> bytes:
    """The text as UTF-8; what is not text is refused, and so are identity numbers."""
    if len(content) > MOST_BYTES:
        raise too_large(MOST_BYTES)
    text, kept = decoded(content)
    if UNSEEN.search(text) or MARKUP.match(text.lstrip("\ufeff")):
        raise unknown_kind()
    if holds_identity_number(text):
        raise ValidationError(REFUSED, code="identity")
    return kept


def decoded(content: bytes) -> tuple[str, bytes]:
    """The text, and its bytes in UTF-8. What is not UTF-8 is read as older Windows programs write
    it, and gets the mark by which they know UTF-8 again."""
    try:
        return content.decode("utf-8"), content
    except UnicodeDecodeError:
        pass
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise unknown_kind() from error
    return text, text.encode("utf-8-sig")
