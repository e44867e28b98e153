from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from records.public_pages import PublicDetailView, PublicListView, PublicPage
from website.models import NewsItem
from website.news import feed
from website.news.filters import NewsFilter
from website.summaries import news_page


class NewsListView(PublicListView):
    model = NewsItem
    filterset_class = NewsFilter
    template_name = "website/news_list.html"
    extra_context = {
        "heading": _("Nyheter"),
        "lead": _("Vad som har hänt i länen, med strategierna och i nätverken."),
    }

    def get_queryset(self):
        return super().get_queryset().public().with_what_it_is_about().latest_first()


class NewsItemView(PublicDetailView):
    queryset = NewsItem.objects.public().with_what_it_is_about()
    template_name = "website/news_item.html"
    neutral_title = _("Nyhet")

    def is_sensitive(self) -> bool:
        return self.object.sensitive

    def get_summary(self):
        return news_page(self.object)


class NewsFeedView(PublicPage):
    """What the list finds, by the same filter."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        rows = NewsItem.objects.public()
        self.filterset = NewsFilter(request.GET, queryset=rows, request=request)
        is_valid = self.filterset.is_valid()
        content = feed.news_feed(
            self.filterset.qs if is_valid else rows.none(),
            title=f"{gettext('Nyheter')} – Samordna",
            path=reverse("news"),
            feed_path=request.path,
        )
        status = 200 if is_valid else 400
        response = HttpResponse(content, content_type=feed.CONTENT_TYPE, status=status)
        return self.with_headers(response)

    def is_example(self) -> bool:
        return self.filterset.shows_example
