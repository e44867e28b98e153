"""Who acts just now and as part of what, for the rows that are written meanwhile."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from records.choices import Verb

_person: ContextVar[Callable[[], Any]] = ContextVar("person", default=lambda: None)


@dataclass(frozen=True)
class Story:
    """What several rows are part of: a verb of ours, for which organisation, and why."""

    verb: Verb | None = None
    for_actor: int | None = None
    why: str = ""

    def as_data(self) -> dict[str, Any]:
        told = {"verb": self.verb and str(self.verb), "for_actor": self.for_actor, "why": self.why}
        return {name: value for name, value in told.items() if value}


_story: ContextVar[Story] = ContextVar("story", default=Story())  # noqa: B039 (it is frozen)


@contextmanager
def acting_as(person: Callable[[], Any]) -> Iterator[None]:
    """Rows written meanwhile were written by that person.

    Asked for only when a row is written: to look at who is signed in makes a page vary by cookie.
    """
    token = _person.set(person)
    try:
        yield
    finally:
        _person.reset(token)


@contextmanager
def told_as(
    *, by: Any, verb: Verb | None = None, for_actor: int | None = None, why: str = ""
) -> Iterator[None]:
    """The same, with the verb, the organisation's key and the reason in each row.

    For services: `with told_as(by=by, why=why): membership.save()`.
    """
    token = _story.set(Story(verb, for_actor, why))
    try:
        with acting_as(lambda: by):
            yield
    finally:
        _story.reset(token)


def person_acting() -> Any:
    """Who acts, or None: a command, or somebody who has not signed in."""
    person = _person.get()()
    return person if person is not None and person.is_authenticated else None


def story_told() -> dict[str, Any]:
    return _story.get().as_data()
