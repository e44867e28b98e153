"""What a form showed, as the page carries it back: the version of the record, and a digest of each
field, which tells later who of two people changed what. Signed for its record, so that what comes
back changed on the way is seen at once."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import blake2b

from django.core.files import File
from django.core.signing import BadSignature, Signer
from django.db.models import Model

from records.models import Versioned

# Bytes: enough that two texts of one field never share a digest by chance.
DIGEST_SIZE = 9


@dataclass(frozen=True)
class Shown:
    """The version that a form showed, and the digest of each of its fields by name."""

    version: int
    fields: dict[str, str]

    def signed(self, record: Versioned) -> str:
        return signer_of(record).sign_object(asdict(self))


def read_shown(record: Versioned, signed: str | None) -> Shown | None:
    """What the form of the record showed; None where that cannot be known."""
    try:
        return Shown(**signer_of(record).unsign_object(signed or ""))
    except BadSignature:
        return None


def signer_of(record: Versioned) -> Signer:
    return Signer(salt=f"records.forms.shown:{record._meta.label}:{record.pk}")


def digest(value: object) -> str:
    return blake2b(as_compared(value).encode(), digest_size=DIGEST_SIZE).hexdigest()


def as_compared(value: object) -> str:
    """The same text for what is the same to a person, whether it was stored or posted.

    A browser posts other line ends than are stored, no parts of a second, and keys for rows.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n").strip()
    if isinstance(value, File):
        # A new file never has the name of a stored one; what it holds is not read for this.
        return value.name or ""
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(microsecond=0).isoformat()
    if isinstance(value, Iterable):
        return ",".join(sorted(as_compared(one) for one in value))
    return str(value)
