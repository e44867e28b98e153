from strategies.filters import TextAndCountyFilter
from website.models import NewsItem


class NewsFilter(TextAndCountyFilter):
    """Which news to list."""

    class Meta:
        model = NewsItem
        fields: list[str] = []
