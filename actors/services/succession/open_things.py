"""What is open of an organisation: each room says what of its nouns that is, when it starts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from actors.models import Actor, Membership, User
from actors.services.people import close
from records.models import Dated
from records.services import lock, save_content


@dataclass(frozen=True)
class Handing:
    """To whom something goes, who does it, and the last day of the one who had it."""

    to: Actor
    by: User
    on: date


@dataclass(frozen=True)
class OpenThing:
    """Something of an organisation that goes on with who comes after it."""

    # Its own among all things of the organisation; no number of a row.
    key: str
    # What it is, as a heading over several of them.
    kind: str
    title: str
    hand_on: Callable[[Handing], None]


Provider = Callable[[Actor], Iterator[OpenThing]]
PROVIDERS: list[Provider] = []


def also_hand_on(provider: Provider) -> None:
    """Let `provider` tell what of another room is open. Called when the application starts."""
    PROVIDERS.append(provider)


def open_things(actor: Actor) -> list[OpenThing]:
    """People first: what they handle stays theirs where they go along."""
    provided = (thing for provider in PROVIDERS for thing in provider(actor))
    return [*of_the_organisation(actor), *provided]


def of_the_organisation(actor: Actor) -> Iterator[OpenThing]:
    for membership in actor.memberships.held().select_related("user"):
        yield thing(
            membership,
            _("Medarbetare"),
            title=f"{membership.user}, {membership.get_role_display()}",
            hand_on=hand_on_membership,
        )
    for unit in actor.units.in_force():
        yield named_thing(unit, _("Enheter"), "parent")
    for document in actor.documents.all():
        yield thing(document, _("Dokument"), title=document.title, field="actor")


def thing(
    row: Any,
    kind: object,
    *,
    title: str,
    field: str = "",
    hand_on: Callable[[Any, Handing], None] | None = None,
) -> OpenThing:
    """One row with a public id: `field` is written anew, or `hand_on` says what happens to it."""
    name = row._meta.model_name
    does = partial(hand_on, row) if hand_on else moves(row, field)
    return OpenThing(f"{name}-{row.public_id}{field}", str(kind), title, does)


def named_thing(row: Any, kind: object, field: str) -> OpenThing:
    """One row without a public id: the word in its address is its own."""
    return OpenThing(f"{field}-{row.slug}", str(kind), str(row), moves(row, field))


def moves(row: Model, field: str) -> Callable[[Handing], None]:
    """The row says another organisation in that field from now on."""

    def move(handing: Handing) -> None:
        kept = lock(row)
        setattr(kept, field, handing.to)
        kept.full_clean()
        if isinstance(kept, Dated):
            save_content(record=kept)
        else:
            kept.save()

    return move


def hand_on_membership(membership: Membership, handing: Handing) -> None:
    """The same right for the other organisation, unless the person has one there; the old ends."""
    kept = lock(membership)
    if not handing.to.memberships.held().filter(user=kept.user).exists():
        new = Membership(
            user=kept.user,
            actor=handing.to,
            role=kept.role,
            office=kept.office,
            may_sign=kept.may_sign,
            valid_to=kept.valid_to,
        )
        new.full_clean()
        new.save()
    close(kept)
