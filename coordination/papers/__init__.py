"""The notes or minutes of a meeting as a paper that stays: for the registrar, and for its own.

`words.py` says what stands on it, `notes.typ` how it looks.
"""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings

from coordination.papers.words import words_of
from strategies.papers import PaperError
from strategies.papers.typesetting import compiled, in_parts
from strategies.papers.words import SPELLED_OUT, all_spelled_out, moment

__all__ = ["Standing", "checksum_of", "paper_of", "words_of"]

TEMPLATE = Path(__file__).with_name("notes.typ")


@dataclass(frozen=True)
class Standing:
    """Which paper of the meeting it is, and by whose word it stands: office and organisation."""

    number: int
    at: datetime
    said_by: str
    # Why it came after another; empty for the first.
    correction: str


def checksum_of(words: dict[str, Any]) -> str:
    """By which one tells that the words are those that were read."""
    return sha256(json.dumps(words, sort_keys=True).encode()).hexdigest()


def paper_of(words: dict[str, Any], standing: Standing) -> bytes:
    """A PDF of the words, the same bytes for the same; a character that cannot be shown is spelled
    out. Raises PaperError."""
    told = (
        words
        | asdict(standing)
        | {
            "at": in_parts(standing.at),
            "made_at": moment(standing.at),
            "site": settings.SITE_ADDRESS,
            "spelled_out": "",
        }
    )
    try:
        return compiled(TEMPLATE, {"paper": json.dumps(told)})
    except PaperError:
        spelled = all_spelled_out(told) | {"spelled_out": SPELLED_OUT}
        return compiled(TEMPLATE, {"paper": json.dumps(spelled)})
