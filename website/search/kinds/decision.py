from django.utils.translation import gettext_lazy as _

from coordination.choices import DecisionKind
from coordination.models import Decision
from website.search.kinds.base import Kind, Told, headed


class Decisions(Kind):
    key = "decision"
    word, plural = _("beslut"), _("Beslut")
    varieties = DecisionKind
    model = Decision
    above = ("network", "network__county", "meeting", "meeting__county")

    def told(self, row: Decision) -> Told:
        of = row.network or row.meeting
        assert of is not None
        title, text = headed(row.text)
        return Told(
            title=title,
            address=row.get_absolute_url(),
            text=text,
            within=of.title,
            counties=[of.county],
            variety=row.kind,
            is_example=row.is_example,
        )
