"""Who tells what stands over the pages of a county, or of all."""

from typing import TYPE_CHECKING

from django.db.models import Q

from actors.access import Access
from actors.rules import can_edit_county, county_of_boards_q

if TYPE_CHECKING:
    from website.models import SiteNotice


def editable_notice_q(access: Access) -> Q:
    """A county's notices are its board's; those over all pages are superusers'."""
    return county_of_boards_q(access.coordinates, "county__")


def can_edit_notice(access: Access, notice: "SiteNotice") -> bool:
    if notice.county is None:
        return access.is_superuser
    return can_edit_county(access, notice.county)
