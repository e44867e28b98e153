"""Office files: packages (ZIP) of XML, in two families, OOXML and OpenDocument.

They are packed anew: macros are refused, names of authors in the properties are emptied, and
photographs lose where they were taken. Comments and tracked changes keep their names.
"""

import re
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from actors.choices import MediaType
from actors.services.documents.content import broken, locked, runs, too_much
from actors.services.documents.images import cleaned_image, pixels_in

PACKAGE = b"PK\x03\x04"
MOST_ENTRIES = 2_000
MOST_UNPACKED = 100 * 1024 * 1024
# Of all its photographs: some twenty from a telephone, each of which takes a while to draw anew.
MOST_PIXELS = 300_000_000
IS_ENCRYPTED = 0x1
# The same time for all: when a part was last changed is nobody's business.
EPOCH = (1980, 1, 1, 0, 0, 0)

# What an OOXML package is, its list of content types says of its main part; OpenDocument says so in
# a part of its own.
CONTENT_TYPES, MIMETYPE, MANIFEST = "[Content_Types].xml", "mimetype", "META-INF/manifest.xml"
OOXML = (MediaType.DOCX, MediaType.XLSX, MediaType.PPTX)
OPEN_DOCUMENT = (MediaType.ODT, MediaType.ODS)

# Parts by which a package does something, in either family.
RUNS = re.compile(
    r"vbaproject|vbadata|(?:^|/)activex/|/embeddings/[^/]*\.(?!xlsx$|docx$|pptx$)\w+$"
    r"|^basic/|^scripts/",
    re.IGNORECASE,
)
# No mark reaches into the next: a part of many beginnings and no end would else take hours.
PEOPLE = re.compile(
    rb"(<(?:\w+:)?(?:creator|lastModifiedBy|initial-creator|printed-by|Manager|Company)\b[^<>/]*>)"
    rb"[^<]*(?=</)"
)
PROPERTIES = {"docProps/core.xml", "docProps/app.xml", "meta.xml"}
JPEG = b"\xff\xd8\xff"


@contextmanager
def opened(content: bytes) -> Iterator[ZipFile]:
    """The package, if it is one that can be read without harm."""
    try:
        with ZipFile(BytesIO(content)) as package:
            require_moderate(package.infolist())
            yield package
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, KeyError, ValueError) as error:
        raise broken() from error


def require_moderate(entries: list[ZipInfo]) -> None:
    """No entry unpacks to more than it says, so what they say together is the limit."""
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise too_much()
    if any(entry.flag_bits & IS_ENCRYPTED for entry in entries):
        raise locked()
    if any(entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for entry in entries):
        raise broken()
    if len({entry.filename for entry in entries}) < len(entries):
        raise broken()


def kind_of_package(content: bytes) -> MediaType | None:
    with opened(content) as package:
        names = set(package.namelist())
        if CONTENT_TYPES in names:
            return kind_of_ooxml(package.read(CONTENT_TYPES))
        if MIMETYPE in names:
            said = package.read(MIMETYPE)
            return next((kind for kind in OPEN_DOCUMENT if kind.value.encode() == said), None)
    return None


def kind_of_ooxml(content_types: bytes) -> MediaType | None:
    if b"macroEnabled" in content_types:
        raise runs()
    found = (kind for kind in OOXML if f'"{kind.value}.main+xml"'.encode() in content_types)
    return next(found, None)


def cleaned_package(content: bytes) -> bytes:
    with opened(content) as package:
        require_quiet(package)
        return packed_anew(package)


def require_quiet(package: ZipFile) -> None:
    names = package.namelist()
    if any(RUNS.search(name) for name in names):
        raise runs()
    if MANIFEST in names and b"encryption-data" in package.read(MANIFEST):
        raise locked()
    parts = (package.read(entry) for entry in parts_in(package))
    photographs = (part for part in parts if part.startswith(JPEG))
    if sum(pixels_in(photograph, "JPEG") for photograph in photographs) > MOST_PIXELS:
        raise too_much()


def packed_anew(package: ZipFile) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w") as clean:
        for entry in parts_in(package):
            part = ZipInfo(entry.filename, EPOCH)
            part.compress_type = entry.compress_type
            clean.writestr(part, cleaned_part(entry.filename, package.read(entry)))
    return packed.getvalue()


def parts_in(package: ZipFile) -> Iterable[ZipInfo]:
    return (entry for entry in package.infolist() if not entry.is_dir())


def cleaned_part(name: str, content: bytes) -> bytes:
    if name in PROPERTIES:
        return PEOPLE.sub(rb"\1", content)
    return cleaned_image(content, "JPEG") if content.startswith(JPEG) else content
