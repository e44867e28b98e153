"""The agenda of a meeting as its reader may read it, and whether it fits in the time."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from actors.access import Access
from coordination.models import AgendaItem, ItemDocument, Meeting
from coordination.summaries.readable import readable


@dataclass(frozen=True)
class Agenda:
    # Each with the documents that the reader may read, as `shown_documents`.
    items: Sequence[AgendaItem]
    # Minutes from its start to its end; None where either is not known.
    length: int | None

    @property
    def minutes(self) -> int:
        return sum(item.minutes or 0 for item in self.items)

    @property
    def over(self) -> int:
        """By how many minutes the items are longer than the meeting."""
        return 0 if self.length is None else max(0, self.minutes - self.length)


def agenda_of(meeting: Meeting, access: Access | None = None) -> Agenda:
    """The public read model, or with an `access` what that person reads. Two queries."""
    items = readable(meeting.items, access).prefetch_related(documents_read(access))
    return Agenda(items=list(items), length=length_of(meeting))


def documents_read(access: Access | None) -> Prefetch:
    """Of each item those that the reader may read, as its `shown_documents`. One query."""
    documents = readable(ItemDocument.objects, access).select_related("document", "meeting")
    return Prefetch("item_documents", documents, to_attr="shown_documents")


def length_of(meeting: Meeting) -> int | None:
    if meeting.starts_at is None or meeting.ends_at is None:
        return None
    return int((meeting.ends_at - meeting.starts_at).total_seconds()) // 60
