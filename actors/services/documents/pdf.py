"""What a PDF must not hold: scripts, programs to start, attached files, encryption.

Looked for by the names of the format (ISO 32000-1), in the file and in its compressed object
streams. It is no reader of PDF: what is hidden by other encodings passes.
"""

import re
import zlib
from collections.abc import Iterator

from actors.services.documents.content import broken, locked, runs, too_much

# What may not follow on a name: more of its letters.
ENDS = r"(?![A-Za-z]|#(?:4[1-9A-Fa-f]|5[0-9Aa]|6[1-9A-Fa-f]|7[0-9Aa]))"


def named(*names: str) -> re.Pattern[bytes]:
    """Finds the names, any letter of which may be written with its code: /J#61vaScript."""
    return re.compile(f"/(?:{'|'.join(spelled(name) for name in names)}){ENDS}".encode())


def spelled(name: str) -> str:
    return "".join(f"(?:{letter}|#(?i:{ord(letter):x}))" for letter in name)


RUNS = named("JavaScript", "Launch", "EmbeddedFile", "EmbeddedFiles", "RichMedia", "ImportData")
LOCKED = named("Encrypt")
OBJECT_STREAM = named("ObjStm")
STREAM = re.compile(rb"(?<!end)stream\r?\n")
# How far before its stream a dictionary may begin.
DICTIONARY = 2_048
MOST_UNPACKED = 64 * 1024 * 1024


def check_pdf(content: bytes) -> None:
    """Raises ValidationError where the file may do more than be read."""
    if b"%%EOF" not in content[-2_048:]:
        raise broken()
    for part in [content, *object_streams(content)]:
        if LOCKED.search(part):
            raise locked()
        if RUNS.search(part):
            raise runs()


def object_streams(content: bytes) -> Iterator[bytes]:
    """The streams that hold other objects, unpacked; together no more than the limit."""
    left = MOST_UNPACKED
    for dictionary, packed in streams(content):
        if not OBJECT_STREAM.search(dictionary):
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
        before = content[max(position, start.start() - DICTIONARY) : start.start()]
        end = content.find(b"endstream", start.end())
        position = end if end >= 0 else len(content)
        yield before.rpartition(b"endobj")[2], content[start.end() : position]
