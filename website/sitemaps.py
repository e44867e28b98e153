"""What search engines may find: every page that is public and real, in both languages, with the day
when it last changed. `/sitemap.xml` lists the parts."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import index, sitemap
from django.db.models import Max, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation

from actors.models import Actor, County
from coordination.models import Meeting, Network
from records.public_pages import PublicPage
from strategies.models import Commitment, Goal, RoundReport, Strategy
from website.models import NewsItem

ROWS_A_FILE = 5_000
CONTENT_TYPE = "application/xml; charset=utf-8"
LISTS = (
    "start", "place", "strategies", "assignments", "programmes", "commitments", "round_reports",
    "networks", "meetings", "actors", "news", "help", "leaving", "accessibility", "cookies",
    "personal_data", "about", "official_documents", "languages",
)  # fmt: skip
NOT_FOR_ROBOTS = ("admin", "arbete", "konto", "svar", "sok")


class Pages(Sitemap):
    """Pages in one language, at the site's own address whatever name it was asked by. The library
    would read all rows of a table to give each in two languages; a page tells the other itself."""

    limit = ROWS_A_FILE

    def __init__(self, language: str) -> None:
        self.language = language

    def get_domain(self, site=None) -> str:
        return urlsplit(settings.SITE_ADDRESS).netloc

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.SITE_ADDRESS).scheme

    def location(self, item) -> str:
        with translation.override(self.language):
            return self.address_of(item)

    def address_of(self, item) -> str:
        raise NotImplementedError


class Lists(Pages):
    def items(self) -> list[str]:
        return list(LISTS)

    def address_of(self, item: str) -> str:
        return reverse(item)


class Records(Pages):
    """Pages of one kind of record. Two queries a file, whatever the number of rows."""

    def __init__(self, language: str, rows: QuerySet) -> None:
        super().__init__(language)
        self.rows = rows.order_by("pk")

    def items(self) -> QuerySet:
        return self.rows

    def address_of(self, item) -> str:
        return item.get_absolute_url()

    def lastmod(self, item):
        return item.content_updated_at

    def get_latest_lastmod(self):
        return self.rows.aggregate(latest=Max("content_updated_at"))["latest"]


def parts() -> dict[str, Any]:
    """The files by their word in the address."""
    strategies = Strategy.objects.public().real()
    goals = Goal.objects.public().filter(strategy__in=strategies)
    rows = {
        "lan": County.objects.filter(is_example=False),
        "aktorer": Actor.objects.real().in_force(),
        "strategier": strategies,
        "mal": goals.select_related("strategy"),
        "ataganden": Commitment.objects.public().real(),
        "uppfoljningar": RoundReport.objects.public().real(),
        "natverk": Network.objects.public().real(),
        "nyheter": NewsItem.objects.public().real(),
        "moten": Meeting.objects.public().real(),
    }
    found: dict[str, Pages] = {}
    for language, _name in settings.LANGUAGES:
        found[f"sidor-{language}"] = Lists(language)
        found |= {f"{word}-{language}": Records(language, of) for word, of in rows.items()}
    return found


class SitemapView(PublicPage):
    """The list of parts, or one of them; one that is none, or a page that is none, is not found."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, section: str = "") -> HttpResponse:
        if section:
            found = sitemap(request, sitemaps=parts(), section=section)
        else:
            found = index(request, sitemaps=parts(), sitemap_url_name="sitemap_of")
        content = found.render().content
        return self.with_headers(HttpResponse(content, content_type=CONTENT_TYPE))


class RobotsView(PublicPage):
    """Where programs that gather pages have nothing to do. It hides nothing: what is private is
    held by the rules."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        places = [f"{language}/{word}/" for word in NOT_FOR_ROBOTS for language in ("", "/en")]
        lines = ["User-agent: *", *(f"Disallow: {place}" for place in places), ""]
        text = "\n".join([*lines, f"Sitemap: {settings.SITE_ADDRESS}{reverse('sitemap')}", ""])
        return self.with_headers(HttpResponse(text, content_type="text/plain; charset=utf-8"))
