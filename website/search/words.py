"""Words, as the index keeps them and as a reader types them: the same on both databases.

Case is folded here, in Python. Inflection is folded in the question alone: a Swedish stem is always
the beginning of its word, so the index keeps whole words, and a term finds each word that begins
with its stem. That finds all that two stems would, half a word too, and the index does not depend
on the version of the stemmer.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

WORD = re.compile(r"\w+")
# Våldet, nätverket, skyddet: an ending that the stemmer leaves after two consonants.
DEFINITE = re.compile(r"(?<=[^\Waeiouyåäö]{2})et$")
# Fewer letters find half of everything.
SHORTEST = 2


def tidy(text: str) -> str:
    """One line, with one code for each letter."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def fold(text: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def words_in(text: str) -> list[str]:
    return WORD.findall(fold(text))


def as_line(words: Iterable[str]) -> str:
    """With a space before each: what begins a word begins with a space."""
    return "".join(f" {word}" for word in words)


@lru_cache(maxsize=5_000)
def stem_of(word: str) -> str:
    # A stemmer keeps what it works on, and requests run beside each other: one for each word.
    return DEFINITE.sub("", snowballstemmer.stemmer("swedish").stemWord(word))


@dataclass(frozen=True)
class Asked:
    """What somebody searches for: its words in their order, and their stems once each."""

    words: tuple[str, ...]
    stems: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not self.words

    @property
    def is_too_short(self) -> bool:
        return 0 < sum(map(len, self.words)) < SHORTEST

    @property
    def can_find(self) -> bool:
        return not self.is_empty and not self.is_too_short

    @property
    def phrase(self) -> str:
        return " ".join(self.words)

    def finds(self, word: str) -> bool:
        return fold(word).startswith(self.stems)


def asked_in(text: str) -> Asked:
    words = tuple(words_in(text))
    return Asked(words, tuple(dict.fromkeys(map(stem_of, words))))
