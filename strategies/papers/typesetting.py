"""From words to a PDF that a screen reader reads as it is meant (PDF/UA-1)."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import typst

from strategies.papers.words import Words

TEMPLATE = Path(__file__).with_name("report.typ")
# What ends the process is no fault of the paper.
ENDS = (KeyboardInterrupt, SystemExit)


class PaperError(Exception):
    """It could not be typeset; the cause says why, and may quote the words."""


def typeset(words: Words) -> bytes:
    """The same bytes for the same words. Raises PaperError."""
    return compiled(TEMPLATE, inputs_of(words))


def compiled(template: Path, inputs: dict[str, str]) -> bytes:
    """A PDF by any template of ours: the same bytes for the same inputs, for no clock, no font of
    the machine and no network is asked. Raises PaperError."""
    try:
        return typst.compile(
            template,
            sys_inputs=inputs,
            pdf_standards="ua-1",
            ignore_system_fonts=True,
        )
    except ENDS:
        raise
    except BaseException as error:
        # A fault inside the typesetter comes as pyo3's PanicException, which is no Exception.
        raise PaperError(type(error).__name__) from error


def inputs_of(words: Words) -> dict[str, str]:
    """The words as data: the template takes texts, and reads none of them as markup."""
    told = asdict(words) | {"submitted_at": in_parts(words.submitted_at)}
    return {"paper": json.dumps(told)}


def in_parts(at: datetime) -> dict[str, int]:
    """A moment as the typesetter takes it, in universal time."""
    parts = ("year", "month", "day", "hour", "minute", "second")
    return {part: getattr(at.astimezone(UTC), part) for part in parts}
