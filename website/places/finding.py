"""Which municipality or county somebody means by what they typed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from actors.models import Actor, County

# Longer than any name.
LONGEST = 100
MOST_NEAR = 5
# "Österåkers kommun", "Stockholms län": the name, in the genitive or not.
KIND = re.compile(r"\s+(?:\(kommun\)|kommun|stad|län)$")


@dataclass(frozen=True)
class Place:
    """A page that a name leads to."""

    name: str
    address: str
    # What it may be called, folded.
    words: frozenset[str]


@dataclass(frozen=True)
class Found:
    """Those that are called so; else those whose names begin so; else those that look alike."""

    places: Sequence[Place] = ()
    near: Sequence[Place] = ()


def find(text: str, *, among: Sequence[Place]) -> Found:
    """One name may be that of a municipality and of a county: then both are found."""
    asked = folded(text)
    if not asked:
        return Found()
    exactly = [place for place in among if asked in place.words]
    if exactly:
        return Found(places=exactly)
    begins = [place for place in among if any(one.startswith(asked) for one in place.words)]
    if begins:
        return Found(places=begins)
    by_word = {word: place for place in among for word in place.words}
    alike = get_close_matches(asked, by_word, n=MOST_NEAR, cutoff=0.7)
    return Found(near=list(dict.fromkeys(by_word[word] for word in alike)))


def all_places() -> list[Place]:
    """Every real county and municipality, in Swedish order. Two queries."""
    counties = [place_of_county(one) for one in County.objects.filter(is_example=False)]
    municipalities = Actor.objects.real().in_force().municipalities()
    return [*counties, *(place_of_municipality(one) for one in municipalities)]


def place_of_county(county: County) -> Place:
    names = [county.name, county.short_name, county.residence_city]
    return Place(county.name, county.get_absolute_url(), frozenset(words_of(names)))


def place_of_municipality(actor: Actor) -> Place:
    names = [actor.name, *actor.alias_list]
    return Place(actor.name_with_kind, actor.get_absolute_url(), frozenset(words_of(names)))


def words_of(names: Sequence[str]) -> Iterator[str]:
    """Each name as it stands, and in the genitive as before ”kommun” and ”län”."""
    for name in filter(None, names):
        word = folded(name)
        yield word
        yield f"{word}s"


def folded(text: str) -> str:
    """Small letters, one space between words, without the word for what it is."""
    return KIND.sub("", " ".join(text.casefold().split()))
