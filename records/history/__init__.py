"""The one history: who changed what, when, from what to what, and what else is worth keeping.

It is django-auditlog's table. Nothing in it names a person: people are told by their keys, so that
whoever is anonymised is so in the history too.
"""

from records.history.keeping import HIDDEN, keep, kept_fields
from records.history.noting import note, note_reading
from records.history.nouns import NOT_KEPT
from records.history.teller import acting_as, told_as

__all__ = [
    "HIDDEN",
    "NOT_KEPT",
    "acting_as",
    "keep",
    "kept_fields",
    "note",
    "note_reading",
    "told_as",
]
