"""Who may do what with organisations and counties."""

from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from django.db.models import Q

from actors.access import Access
from actors.choices import ActorKind

if TYPE_CHECKING:
    from actors.models import County


def county_of_boards_q(boards: AbstractSet[int], prefix: str = "") -> Q:
    """Counties whose county administrative board is among these."""
    return Q(
        **{f"{prefix}actors__in": boards, f"{prefix}actors__kind": ActorKind.COUNTY_BOARD},
    )


def boards_of(county: "County") -> set[int]:
    return set(county.actors.filter(kind=ActorKind.COUNTY_BOARD).values_list("pk", flat=True))


def reads_county(access: Access, county: "County") -> bool:
    """Whether the person reads what is not yet public of the county: its board's people."""
    return access.is_superuser or not access.reads.isdisjoint(boards_of(county))


def can_edit_county(access: Access, county: "County") -> bool:
    """What is told of a county is its county administrative board's to tell."""
    return access.is_superuser or not access.coordinates.isdisjoint(boards_of(county))
