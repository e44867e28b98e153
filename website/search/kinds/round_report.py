from django.utils.translation import gettext_lazy as _

from strategies.choices import ReportName
from strategies.models import RoundReport
from website.search.kinds.base import Kind, Told


class RoundReports(Kind):
    key = "round_report"
    word, plural = _("uppföljning"), _("Uppföljningar")
    varieties = ReportName
    model = RoundReport
    above = ("round", "round__strategy", "round__strategy__county")

    def told(self, row: RoundReport) -> Told:
        strategy = row.round.strategy
        return Told(
            title=row.round.title,
            address=row.get_absolute_url(),
            within=strategy.title,
            counties=[strategy.county],
            variety=strategy.report_name,
            is_example=row.is_example,
        )
