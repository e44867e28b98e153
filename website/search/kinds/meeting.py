from django.utils.translation import gettext_lazy as _

from coordination.models import Meeting
from website.search.kinds.base import Kind, Told


class Meetings(Kind):
    """What everybody reads of one: neither its room nor its link."""

    key = "meeting"
    word, plural = _("möte"), _("Möten")
    model = Meeting
    above = ("county", "network", "convener")

    def told(self, row: Meeting) -> Told:
        of = row.network.title if row.network else ""
        convener = row.convener.name_with_kind if row.convener else ""
        return Told(
            title=row.title,
            address=row.get_absolute_url(),
            text=row.description,
            within=of or convener,
            more=[row.town, row.on[:4], row.on_wording],
            counties=[row.county],
            is_example=row.is_example,
        )
