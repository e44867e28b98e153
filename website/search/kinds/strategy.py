from django.utils.translation import gettext_lazy as _

from strategies.choices import StrategyKind
from strategies.models import Strategy
from website.search.kinds.base import Kind, Told


class Strategies(Kind):
    key = "strategy"
    word, plural = _("strategi"), _("Strategier, uppdrag och program")
    varieties = StrategyKind
    model = Strategy
    above = ("county", "under")

    def told(self, row: Strategy) -> Told:
        return Told(
            title=row.title,
            address=row.get_absolute_url(),
            names=[row.title_en],
            text=" ".join([row.vision, row.purpose, row.addressees]),
            within=row.under.title if row.under else "",
            more=[row.period_wording, row.registry_number],
            counties=[row.county],
            variety=row.kind,
            is_example=row.is_example,
        )
