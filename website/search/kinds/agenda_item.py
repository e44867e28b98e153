from django.utils.translation import gettext_lazy as _

from coordination.models import AgendaItem
from website.search.kinds.base import Kind, Told


class AgendaItems(Kind):
    """It stands on the page of its meeting. What was noted about it is no part of the search: who
    reads that depends on how far the notes have come."""

    key = "agenda_item"
    word, plural = _("punkt på dagordningen"), _("Punkter på dagordningar")
    model = AgendaItem
    above = ("meeting", "meeting__county")

    def told(self, row: AgendaItem) -> Told:
        return Told(
            title=row.title,
            address=row.meeting.get_absolute_url(),
            text=row.text,
            within=row.meeting.title,
            counties=[row.meeting.county],
            is_example=row.is_example,
        )
