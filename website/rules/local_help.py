"""Who may tell where help is: the county administrative board of the municipality's county."""

from typing import TYPE_CHECKING

from django.db.models import Q

from actors.access import Access
from actors.rules import can_edit_county, county_of_boards_q
from records.rules import published_q

if TYPE_CHECKING:
    from website.models import LocalHelp


def public_local_help_q(prefix: str = "") -> Q:
    return published_q(prefix)


def editable_local_help_q(access: Access) -> Q:
    return county_of_boards_q(access.coordinates, "actor__counties__")


def can_edit_local_help(access: Access, help: "LocalHelp") -> bool:
    if access.is_superuser:
        return True
    return any(can_edit_county(access, county) for county in help.actor.counties.all())
