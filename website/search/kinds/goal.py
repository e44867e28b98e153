from django.utils.translation import gettext_lazy as _

from strategies.models import Goal
from website.search.kinds.base import Kind, Told, headed


class Goals(Kind):
    key = "goal"
    word, plural = _("mål"), _("Mål")
    model = Goal
    above = ("strategy", "strategy__county")

    def told(self, row: Goal) -> Told:
        title, text = headed(row.reading_is_about)
        return Told(
            title=title,
            address=row.get_absolute_url(),
            names=[row.text],
            text=text,
            within=row.strategy.title,
            counties=[row.strategy.county],
            is_example=row.is_example,
        )
