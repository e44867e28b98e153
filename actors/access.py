"""What a person may act for. Read once a request, asked by every rule, and by nothing else.

A value without a way back to the database: rules can be read, tested and trusted by themselves.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone

from actors.choices import Role

REPORTING = (Role.REPORTER, Role.COORDINATOR)


@dataclass(frozen=True)
class Access:
    """The organisations (their keys) that a person acts for today, by what they may do there.

    A superuser may do everything; that is asked first, so the sets tell of memberships alone.
    """

    user_id: int | None = None
    is_superuser: bool = False
    # Any membership, and what it reads: its organisation and the units of that.
    members: frozenset[int] = frozenset()
    reads: frozenset[int] = frozenset()
    reports: frozenset[int] = frozenset()
    coordinates: frozenset[int] = frozenset()
    signs: frozenset[int] = frozenset()
    # Networks (their keys) that one sits in today, and those that one runs by one's seat.
    sits_in: frozenset[int] = frozenset()
    runs_networks: frozenset[int] = frozenset()

    @property
    def is_editor(self) -> bool:
        """Whether the admin opens: for coordinators, and for superusers."""
        return self.is_superuser or bool(self.coordinates)

    @property
    def answers_for_much(self) -> bool:
        """Whether a stolen password would harm others: then a second factor is asked for."""
        return self.is_editor or bool(self.signs)

    def can_coordinate(self, actor_id: int | None) -> bool:
        return self.is_superuser or actor_id in self.coordinates


NOBODY = Access()


# What rooms above this one add to it: networks are known there, and nobody asks upwards.
Provider = Callable[[Access, date], Access]
PROVIDERS: list[Provider] = []


def also_read(provider: Provider) -> None:
    """Let `provider` add to each access as it is read. Called when the application starts."""
    PROVIDERS.append(provider)


def access_of(user: Any) -> Access:
    """What a person may act for; a stranger for nothing."""
    return user.access if user.is_authenticated and user.is_active else NOBODY


def read_access(user: Any, on: date | None = None) -> Access:
    """Asks the memberships that are valid on that day (today): one query, whatever their number,
    and one of each room that adds to it."""
    day = on or timezone.localdate()
    access = Access(user_id=user.pk, is_superuser=user.is_superuser)
    members, units, reports, coordinates, signs = (set[int]() for _ in range(5))
    valid = user.memberships.filter(valid_on_q(day)).order_by()
    for actor, unit, role, may_sign in valid.values_list(
        "actor", "actor__units", "role", "may_sign"
    ):
        members.add(actor)
        if unit is not None:
            units.add(unit)
        if role in REPORTING:
            reports.add(actor)
        if role == Role.COORDINATOR:
            coordinates.add(actor)
        if may_sign:
            signs.add(actor)
    access = replace(
        access,
        members=frozenset(members),
        reads=frozenset(members | units),
        reports=frozenset(reports),
        coordinates=frozenset(coordinates),
        signs=frozenset(signs),
    )
    for provider in PROVIDERS:
        access = provider(access, day)
    return access


def valid_on_q(on: date, prefix: str = "") -> Q:
    """Memberships that hold on that day, both ends included. What somebody has ended holds no
    longer from that moment, though its last day is today."""
    is_kept = Q(**{f"{prefix}ended_at__isnull": True}) | Q(**{f"{prefix}ended_at__date__gt": on})
    open_end = Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gte": on})
    return Q(**{f"{prefix}valid_from__lte": on}) & open_end & is_kept
