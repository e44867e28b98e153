"""The paper of what was submitted, for the registrars of both sides.

`words.py` says what stands on it, `report.typ` how it looks, `typesetting.py` makes the PDF.
"""

from datetime import datetime

from strategies.models import ReportVersion
from strategies.papers.typesetting import PaperError, typeset
from strategies.papers.words import Words, spelled_out, words_of

__all__ = ["PaperError", "Words", "paper_of", "words_of"]


def paper_of(version: ReportVersion, *, made_at: datetime) -> bytes:
    """A PDF of all that was submitted; a character that cannot be shown is spelled out. Raises
    PaperError."""
    words = words_of(version, made_at=made_at)
    try:
        return typeset(words)
    except PaperError:
        return typeset(spelled_out(words))
