"""What a search finds: only what everybody may read at that moment.

What is public changes by itself, when a day comes, and by what it hangs on. So an entry is only a
candidate: each search asks the public rule of every noun, in the same query. Entries of what is not
public are never counted, cut out or filtered by; one query finds and one counts, however many
entries there are.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from actors.models import County
from website.models import SearchEntry
from website.models.search_entry import SearchEntryQuerySet
from website.search.kinds import KIND_OF, KINDS
from website.search.marking import excerpt, marked
from website.search.words import Asked


def public_entries() -> SearchEntryQuerySet:
    """Those of records that are public now."""
    question = Q()
    for kind in KINDS:
        question |= Q(kind=kind.key, object_id__in=kind.public().order_by().values("pk"))
    return SearchEntry.objects.filter(question)


@dataclass(frozen=True)
class Hit:
    """One record as it shows among the hits. Texts are safe, with what was found marked."""

    word: Any
    title: SafeString
    address: str
    within: SafeString
    places: Sequence[SafeString]
    excerpt: SafeString

    @property
    def is_elsewhere(self) -> bool:
        """Whether the link leads to another site, where an organisation keeps the document."""
        return not self.address.startswith("/")


def places_of(entry: SearchEntry, names: dict[str, str]) -> list[str]:
    """The counties that it belongs to; of a county nothing that its title does not say."""
    found = (names[code] for code in entry.counties.split() if code in names)
    return [name for name in found if name != entry.title]


def address_here(address: str) -> str:
    """The index holds the Swedish page; who searches in another language is led to that one."""
    language = get_language()
    is_ours = address.startswith("/")
    return f"/{language}{address}" if is_ours and language != settings.LANGUAGE_CODE else address


def hits_of(entries: Iterable[SearchEntry], asked: Asked) -> list[Hit]:
    """The entries as a page shows them. One query."""
    names = dict(County.objects.values_list("code", "name"))
    return [
        Hit(
            word=KIND_OF[entry.kind].word_of(entry.variety),
            title=marked(entry.title, asked),
            address=address_here(entry.address),
            within=marked(entry.within, asked),
            places=[marked(place, asked) for place in places_of(entry, names)],
            excerpt=excerpt(entry.text, asked),
        )
        for entry in entries
    ]
