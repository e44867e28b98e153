"""What must not stand in a free text, and what somebody should look at twice.

Refused: personal identity numbers and coordination numbers. They are found by their form, a date
that exists and the check digit (Skatteverket, SKV 704 and SKV 707), so that a registry number or an
organisation number passes. Warned of: telephone numbers, street addresses and words that point to
sheltered housing. They may be right, but a person must say so.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from records.check_digits import has_check_digit

# Two digits each for year, month and day, and four more, however they are set apart. White space
# with nothing in it is read in one way only: in two, many spaces would take hours.
IDENTITY = re.compile(
    r"(?<!\d)(18|19|20)?(\d{2})[-./ ]?(\d{2})[-./ ]?(\d{2})\s*(?:[-+./]\s*)?(\d{2})\s?(\d{2})(?!\d)"
)
# ”20250115 1430”: a day of our own time with its hour, as registries write it.
TIMESTAMP = re.compile(r"20[2-9]\d{5} (?:[01]\d|2[0-3])[0-5]\d")
MINUS = "\u2212"
# A coordination number gives the day of birth plus sixty.
COORDINATION_DAYS = 60

TELEPHONE = re.compile(r"(?<![\d-])(?:\+46|0)[ -]?[1-9]\d{0,2}(?:[ -]?\d){5,8}(?![\d-])", re.ASCII)
STREET = re.compile(
    r"\b\w+(?:gatan|vägen|gränd|stigen|torget|backen|allén|leden) \d{1,4} ?[a-z]?\b",
    re.IGNORECASE,
)
SHELTER = re.compile(
    r"skydda(?:t|de|d) (?:boende|adress)|kvinnojourens? (?:adress|boende|lägenhet)|jourlägenhet",
    re.IGNORECASE,
)

WARNINGS: list[tuple[re.Pattern[str], str | Promise]] = [
    (TELEPHONE, _("det ser ut som ett telefonnummer")),
    (STREET, _("det ser ut som en gatuadress")),
    (SHELTER, _("det handlar om skyddat boende")),
]


def plain(text: str) -> str:
    """The text with one kind of digit, space and dash, and without what is not seen: pasted text
    brings many."""
    kept = []
    for character in unicodedata.normalize("NFKC", text):
        category = unicodedata.category(character)
        if category == "Nd":
            kept.append(str(unicodedata.digit(character)))
        elif category == "Pd" or character == MINUS:
            kept.append("-")
        elif category == "Zs":
            kept.append(" ")
        elif category != "Cf":
            kept.append(character)
    return "".join(kept)


def holds_identity_number(text: str) -> bool:
    """Whether a personal identity number or a coordination number stands in the text."""
    return any(is_identity_number(match) for match in IDENTITY.finditer(plain(text)))


def is_identity_number(match: re.Match[str]) -> bool:
    _century, year, month, day, third, fourth = match.groups()
    return (
        not TIMESTAMP.fullmatch(match.group())
        and is_birthday(int(month), int(day))
        and has_check_digit(year + month + day + third + fourth)
    )


def is_birthday(month: int, day: int) -> bool:
    """Whether the day exists in some year, as it is or as a coordination number gives it."""
    try:
        date(2000, month, day - COORDINATION_DAYS if day > COORDINATION_DAYS else day)
    except ValueError:
        return False
    return True


def warnings_about(text: str) -> Iterator[str | Promise]:
    """What somebody should look at twice in the text, each kind once."""
    seen = plain(text)
    for pattern, warning in WARNINGS:
        if pattern.search(seen):
            yield warning
