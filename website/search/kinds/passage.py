from django.utils.translation import gettext_lazy as _

from strategies.models import Passage
from website.search.kinds.base import Kind, Told


class Passages(Kind):
    """It has no page of its own: it stands on that of its strategy or county."""

    key = "passage"
    word, plural = _("avsnitt"), _("Avsnitt ur källor")
    model = Passage
    above = ("strategy", "strategy__county", "county")

    def told(self, row: Passage) -> Told:
        of = row.strategy or row.county
        assert of is not None
        return Told(
            title=row.heading,
            address=f"{of.get_absolute_url()}#{row.anchor}",
            text=row.text,
            within=row.strategy.title if row.strategy else "",
            counties=[row.strategy.county if row.strategy else row.county],
            is_example=of.is_example,
        )
