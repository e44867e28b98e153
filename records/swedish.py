"""Swedish order and search that folds å, ä and ö, the same on SQLite as on PostgreSQL.

PostgreSQL has both (ICU's `sv-x-icu`, and `UPPER`); SQLite's own fold only ASCII.
"""

import re
import unicodedata
from functools import lru_cache

from django.db.models.functions import Collate

SWEDISH = "sv-x-icu"

# Letters that Swedish puts after z, in their order; and those that it reads as another.
AFTER_Z = {"å": "{", "ä": "|", "ö": "}", "æ": "|", "ø": "}", "ü": "y"}
COMBINING = re.compile(r"[\u0300-\u036f]")


def in_swedish_order(field: str) -> Collate:
    """An ordering by the text of `field`, å ä ö last."""
    return Collate(field, SWEDISH)


@lru_cache(maxsize=10_000)
def swedish_key(text: str) -> tuple:
    """A key that sorts as `sv-x-icu`: letters first, then accents, then small before capital."""
    folded = unicodedata.normalize("NFC", text.casefold())
    primary = []
    for character in folded:
        if character in AFTER_Z:
            primary.append(AFTER_Z[character])
        else:
            primary.append(COMBINING.sub("", unicodedata.normalize("NFD", character)))
    letters = [(rank_of(character), character) for character in "".join(primary)]
    return letters, folded, text.swapcase()


def rank_of(character: str) -> int:
    """White space, then signs, then digits, then letters."""
    if character.isspace():
        return 0
    if character.isdigit():
        return 2
    return 3 if character.isalpha() or character in "{|}" else 1


def compare_swedish(first: str, second: str) -> int:
    first_key, second_key = swedish_key(first), swedish_key(second)
    return (first_key > second_key) - (first_key < second_key)


@lru_cache(maxsize=1_000)
def like_pattern(pattern: str, escape: str) -> re.Pattern:
    """SQL's LIKE as a regular expression: `%` any run, `_` any one character."""
    parts, characters = [], iter(pattern)
    for character in characters:
        if character == escape:
            parts.append(re.escape(next(characters, "")))
        elif character == "%":
            parts.append(".*")
        elif character == "_":
            parts.append(".")
        else:
            parts.append(re.escape(character))
    return re.compile("".join(parts), re.IGNORECASE | re.DOTALL)


def unicode_like(pattern: str | None, value: object, escape: str = "") -> bool | None:
    if pattern is None or value is None:
        return None
    return like_pattern(str(pattern), escape).fullmatch(str(value)) is not None


def teach_sqlite_swedish(sender, connection, **kwargs) -> None:
    """Give a new SQLite connection the collation and the LIKE that PostgreSQL has by itself."""
    if connection.vendor != "sqlite":
        return
    connection.connection.create_collation(SWEDISH, compare_swedish)
    connection.connection.create_function("like", 2, unicode_like, deterministic=True)
    connection.connection.create_function("like", 3, unicode_like, deterministic=True)
