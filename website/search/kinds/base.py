"""What a kind of hit is: a noun, what of it is public, and by what it is found.

Another noun is a file beside this one with a subclass of `Kind`, and a line in `KINDS`. Its entries
are then written, searched, filtered and rebuilt as all others are: run `manage.py rebuild_search`
once where the noun has rows already.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import models

from actors.models import County

# Longer headings are cut; the whole is then the text of the hit.
LONGEST_TITLE = 160


@dataclass(frozen=True)
class Told:
    """What the index tells of one record. Only what its public page shows may stand here."""

    title: str
    address: str
    # What else it is called: found before what only mentions it.
    names: Sequence[str] = ()
    text: str = ""
    # What it belongs to, where the title alone does not say.
    within: str = ""
    # What finds it and is not shown.
    more: Sequence[str] = ()
    counties: Iterable[County | None] = ()
    variety: str = ""
    is_example: bool = False


class Kind:
    """One noun among the hits."""

    # In addresses (`?slag=`) and in the index: set once.
    key: ClassVar[str]
    # What one hit is called, and many; a word of its own for each variety, where it has such.
    word: ClassVar[Any]
    plural: ClassVar[Any]
    varieties: ClassVar[type[models.TextChoices] | None] = None
    model: ClassVar[type[models.Model]]
    # Paths to rows above whose words stand in the entry: it is written anew when they change.
    above: ClassVar[tuple[str, ...]] = ()
    # Links to many whose words do.
    links: ClassVar[tuple[str, ...]] = ()

    def public(self) -> models.QuerySet:
        """Those that everybody may read now, and that have an address."""
        return self.model._default_manager.public()  # type: ignore[attr-defined]

    def told(self, row: Any) -> Told:
        raise NotImplementedError

    def rows(self) -> models.QuerySet:
        """All of them, with what `told` reads, in a constant number of queries."""
        rows = self.model._default_manager.order_by("pk")
        if self.above:
            rows = rows.select_related(*self.above)
        return rows.prefetch_related(*self.links)

    def word_of(self, variety: str) -> Any:
        if self.varieties is None or variety not in self.varieties.values:
            return self.word
        return self.varieties(variety).label


def headed(text: str) -> tuple[str, str]:
    """The heading and the text of what has a text alone: all of it, or its beginning and all."""
    if len(text) <= LONGEST_TITLE:
        return text, ""
    return f"{text[:LONGEST_TITLE].rsplit(' ', 1)[0]} …", text
