"""What a PDF must not hold: scripts, programs to start, attached files, encryption.

Looked for by the names of the format (ISO 32000-1), in the file and in its compressed object
streams. It is no reader of PDF: what is hidden by other encodings passes.
"""

import re
import zlib
from collections.abc import Iterator

from actors.services.documents.content import broken, locked, runs, too_much

RUNS = re.compile(rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|ImportData)(?![A-Za-z])")
LOCKED = re.compile(rb"/Encrypt(?![A-Za-z])")
# A name may be written with codes: /J#61vaScript.
CODED = re.compile(rb"#([0-9A-Fa-f]{2})")
STREAM = re.compile(rb"(?<!end)stream\r?\n")
OBJECT_STREAM = b"/ObjStm"
# How far before its stream a dictionary may begin.
DICTIONARY = 2_048
MOST_UNPACKED = 64 * 1024 * 1024


def check_pdf(content: bytes) -> None:
    """Raises ValidationError where the file may do more than be read."""
    if b"%%EOF" not in content[-2_048:]:
        raise broken()
    for part in [content, *object_streams(content)]:
        names = decoded(part)
        if LOCKED.search(names):
            raise locked()
        if RUNS.search(names):
            raise runs()


def decoded(names: bytes) -> bytes:
    return CODED.sub(lambda code: bytes([int(code[1], 16)]), names)


def object_streams(content: bytes) -> Iterator[bytes]:
    """The streams that hold other objects, unpacked; together no more than the limit."""
    left = MOST_UNPACKED
    for dictionary, packed in streams(content):
        if OBJECT_STREAM not in decoded(dictionary):
            continue
        try:
            unpacked = zlib.decompressobj().decompress(packed, left)
        except zlib.error:
            # Kept plain, and read with the rest, or by an encoding that we do not know.
            continue
        left -= len(unpacked)
        if left <= 0:
            raise too_much()
        yield unpacked


def streams(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Each stream with the dictionary before it. Nothing is looked at twice: a file of many
    beginnings and no end takes no longer than another."""
    position = 0
    while start := STREAM.search(content, position):
        end = content.find(b"endstream", start.end())
        position = end if end >= 0 else len(content)
        before = content[max(0, start.start() - DICTIONARY) : start.start()]
        yield before.rpartition(b"endobj")[2], content[start.end() : position]
