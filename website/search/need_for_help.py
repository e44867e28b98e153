"""Whether somebody may be searching for help: then the way to it stands above the hits."""

from functools import cache
from pathlib import Path

from website.search.words import Asked, stem_of, words_in

FILE = Path(__file__).parent / "help_words.txt"


def may_need_help(asked: Asked) -> bool:
    return not help_stems().isdisjoint(asked.stems)


@cache
def help_stems() -> frozenset[str]:
    """The stems of the words in the file; a line that begins with # is a remark."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    words = (word for line in lines if not line.startswith("#") for word in words_in(line))
    return frozenset(map(stem_of, words))
