from django.utils.translation import gettext_lazy as _

from website.models import NewsItem
from website.search.kinds.base import Kind, Told


class News(Kind):
    key = "news"
    word, plural = _("nyhet"), _("Nyheter")
    model = NewsItem
    above = ("county", "strategy__county", "network__county")

    def told(self, row: NewsItem) -> Told:
        return Told(
            title=row.title,
            address=row.get_absolute_url(),
            names=[row.title_en],
            text=" ".join([row.lead, row.text]).strip(),
            counties=[row.place],
            is_example=row.is_example,
        )
