"""The paper of what was submitted, for who registers it."""

from io import BytesIO

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404

from actors.views import DOWNLOAD_HEADERS
from records.history import note_reading
from strategies.models import ReportPaper
from strategies.models.report_paper import MEDIA_TYPE
from strategies.rules.reporting import can_read_every_version, is_of_own_reports
from strategies.work.pages import ReportPage


class ReportPaperView(ReportPage):
    """One version as a file. What was said before it was completed is read by those it concerns,
    also when the last is public."""

    def get(self, request: HttpRequest, public_id: str, number: int) -> FileResponse:
        papers = ReportPaper.objects.select_related("version").filter(version__report=self.report)
        paper = get_object_or_404(papers, version__number=number)
        if not can_read_every_version(self.access, self.report) and (
            paper.version != self.report.versions.latest("number")
        ):
            raise Http404
        may_read_anyway = is_of_own_reports(self.access, self.report)
        note_reading(record=self.report, by=request.user, may_read_anyway=may_read_anyway)
        return FileResponse(
            BytesIO(paper.content),
            as_attachment=True,
            filename=paper.file_name,
            content_type=MEDIA_TYPE,
            headers=DOWNLOAD_HEADERS,
        )
