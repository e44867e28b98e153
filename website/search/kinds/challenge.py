from django.utils.translation import gettext_lazy as _

from coordination.models import Challenge
from website.search.kinds.base import Kind, Told, headed


class Challenges(Kind):
    """It has no page of its own: it stands on that of its network or meeting."""

    key = "challenge"
    word, plural = _("utmaning"), _("Utmaningar")
    model = Challenge
    above = ("network", "network__county", "meeting", "meeting__county")

    def told(self, row: Challenge) -> Told:
        of = row.network or row.meeting
        assert of is not None
        title, whole = headed(row.text)
        return Told(
            title=title,
            address=f"{of.get_absolute_url()}#{row.anchor}",
            text=f"{whole} {row.answer}",
            within=of.title,
            counties=[of.county],
            is_example=row.is_example,
        )
