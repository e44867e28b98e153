"""Who reads the documents of an agenda.

A document hangs on its item: it is never for more than the item is. What it says of itself counts
too, for the database holds of a document that is for all that it is readable for all. Its own
address stays closed meanwhile: it is not published by itself, so that nothing is read of a meeting
that is not public.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Q

from actors.access import Access
from actors.choices import DocumentAudience
from coordination.choices import Audience
from coordination.rules.meetings import (
    can_edit_meeting,
    editable_meeting_q,
    is_own_meeting,
    is_public_meeting,
    own_meeting_q,
    public_meeting_q,
)

if TYPE_CHECKING:
    from coordination.models import ItemDocument

# What a document of an agenda says of itself, by whom it is there for.
AUDIENCE_OF_DOCUMENT = {
    Audience.AT_MEETING: DocumentAudience.COORDINATORS,
    Audience.MEMBERS: DocumentAudience.MEMBERS,
    Audience.PUBLIC: DocumentAudience.PUBLIC,
}
# From the fewest to all.
WIDTH = (Audience.AT_MEETING, Audience.MEMBERS, Audience.PUBLIC).index


def audience_at_items(rows: "Iterable[ItemDocument]") -> DocumentAudience:
    """What a document says of itself by the items that it is for: at each it is for no more than
    the item is, and where it hangs on several, the widest holds."""
    at_each = [min(Audience(row.audience), Audience(row.item.audience), key=WIDTH) for row in rows]
    return AUDIENCE_OF_DOCUMENT[max(at_each, key=WIDTH)]


def public_item_document_q() -> Q:
    is_for_all = Q(
        audience=Audience.PUBLIC,
        item__audience=Audience.PUBLIC,
        document__audience=DocumentAudience.PUBLIC,
    )
    return is_for_all & public_meeting_q("meeting__")


def readable_item_document_q(access: Access) -> Q:
    """What is only for the meeting itself is read by those who run it."""
    is_for_members = ~Q(audience=Audience.AT_MEETING) & ~Q(item__audience=Audience.AT_MEETING)
    return (
        public_item_document_q()
        | (is_for_members & own_meeting_q(access, "meeting__"))
        | editable_meeting_q(access, "meeting__")
    )


def is_public_item_document(row: "ItemDocument") -> bool:
    is_for_all = row.audience == row.item.audience == Audience.PUBLIC
    is_readable = row.document.audience == DocumentAudience.PUBLIC
    return is_for_all and is_readable and is_public_meeting(row.meeting)


def can_read_item_document(access: Access, row: "ItemDocument") -> bool:
    is_for_members = Audience.AT_MEETING not in (row.audience, row.item.audience)
    return (
        is_public_item_document(row)
        or (is_for_members and is_own_meeting(access, row.meeting))
        or can_edit_meeting(access, row.meeting)
    )
