"""The reports of follow-up rounds, for everybody: pages and files of what is frozen."""

import logging
from typing import Any

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from records.public_pages import PublicDetailView, PublicListView, PublicPage
from strategies.filters import RoundReportFilter
from strategies.models import RoundReport, RoundReportVersion
from strategies.papers import PaperError
from strategies.round_reports.files import as_csv, as_json
from strategies.round_reports.typesetting import as_pdf
from strategies.summaries.round_reports import RoundReportPage, round_report_page

GONE = 410
UNAVAILABLE = 503
A_DAY = 24 * 60 * 60

logger = logging.getLogger(__name__)


class RoundReportListView(PublicListView):
    model = RoundReport
    filterset_class = RoundReportFilter
    extra_context = {
        "heading": _("Uppföljningar"),
        "lead": _("Vad som blev av det som lovades, enligt dem som lovade."),
    }

    def get_queryset(self):
        rows = super().get_queryset().public().latest_first()
        return rows.select_related("round__strategy__county")


class OfOneReport(PublicPage):
    """One version of a report: the newest, or the one that the address names."""

    neutral_title = _("En uppföljning")
    object: RoundReport

    def get_object(self, queryset=None) -> RoundReport:
        rows = RoundReport.objects.public().select_related(
            "round__strategy__county", "round__strategy__maintained_by"
        )
        return get_object_or_404(rows.with_versions(), slug=self.kwargs["slug"])

    def get_summary(self) -> RoundReportPage:
        page = round_report_page(self.object, self.kwargs.get("number"))
        if page is None:
            raise Http404
        return page

    def is_sensitive(self) -> bool:
        return self.object.round.strategy.sensitive

    def is_example(self) -> bool:
        return self.object.is_example


class RoundReportDetailView(OfOneReport, PublicDetailView):
    model = RoundReport
    template_name = "strategies/round_report.html"

    def render_to_response(self, context: dict, **kwargs) -> HttpResponse:
        is_shown = context["page"].document is not None
        return super().render_to_response(context, **kwargs, status=200 if is_shown else GONE)


class ReportFile(OfOneReport):
    """The same facts as a file; `?version=1` for an earlier one. What is shown no more is answered
    with a notice alone."""

    http_method_names = ["get", "head", "options"]
    ending = ""
    content_type = ""

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.object = self.get_object()
        self.kwargs["number"] = number_in(request.GET)
        page = self.get_summary()
        if page.document is None:
            return self.render_to_response({"page": page})
        version = page.version
        version.report = self.object
        response = HttpResponse(self.content_of(version), content_type=self.content_type)
        name = f"rapport-{self.object.public_id}-version-{version.number}.{self.ending}"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return self.with_headers(response)

    def render_to_response(self, context: dict, *, status: int = GONE, **kwargs) -> HttpResponse:
        about = {
            "is_sensitive": self.is_sensitive(),
            "neutral_title": self.neutral_title if self.is_sensitive() else "",
            "is_example": self.is_example(),
        }
        notice = render(
            self.request, "strategies/round_report.html", context | about, status=status
        )
        return self.with_headers(notice)

    def content_of(self, version: RoundReportVersion) -> str | bytes:
        raise NotImplementedError


def number_in(query: QueryDict) -> int | None:
    """Which version is asked for; what is typed wrong is none that there is."""
    asked = query.get("version")
    if asked is None:
        return None
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 0


class PdfView(ReportFile):
    ending = "pdf"
    content_type = "application/pdf"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Where it cannot be set, the page with the same facts says so, and nobody keeps that."""
        try:
            return super().get(request, *args, **kwargs)
        except PaperError as error:
            page = self.get_summary()
            # Not the error's own text: it may quote what was written.
            logger.error("no PDF of version %s was made: %s", page.version.public_id, error)
        context = {"page": page, "is_without_pdf": True}
        notice = self.render_to_response(context, status=UNAVAILABLE)
        notice.headers["Cache-Control"] = "no-store"
        return notice

    def content_of(self, version: RoundReportVersion) -> bytes:
        """Set once a day: it is the same each time, and takes its moment."""
        key = f"round-report/{version.public_id}/pdf"
        content: Any = cache.get(key)
        if content is None:
            content = as_pdf(version)
            cache.set(key, content, A_DAY)
        return content


class CsvView(ReportFile):
    ending = "csv"
    content_type = "text/csv; charset=utf-8"

    def content_of(self, version: RoundReportVersion) -> str:
        return as_csv(version)


class JsonView(ReportFile):
    ending = "json"
    content_type = "application/json"

    def content_of(self, version: RoundReportVersion) -> str:
        return as_json(version)
