"""The report of a round for an organisation that was asked: its facts to check, its own sheet."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import override

from actors.views import DOWNLOAD_HEADERS
from strategies.models import RequestVersion, RoundReport, RoundReportVersion
from strategies.round_reports.document import Document, document_of
from strategies.round_reports.payload import without_people
from strategies.round_reports.sheet import sheet_of
from strategies.round_reports.word import MEDIA_TYPE, as_word
from strategies.rules.round_reports import can_hide_answer, can_remark
from strategies.services.round_reports import hide_answer, say_remark
from strategies.work.rounds.pages import REFUSED, RequestPage
from strategies.work.rounds.report_forms import HideTextForm, RemarkForm


class OwnReportPage(RequestPage):
    """What is checked, or what is published."""

    @cached_property
    def report(self) -> RoundReport | None:
        found = RoundReport.objects.filter(round=self.asked.round).first()
        if found is not None:
            found.round = self.asked.round
        return found

    @cached_property
    def published(self) -> RoundReportVersion | None:
        """The newest version, while it is shown to all."""
        public = RoundReport.objects.public().filter(round=self.asked.round)
        return RoundReportVersion.objects.filter(report__in=public).order_by("-number").first()

    @cached_property
    def payload(self) -> dict | None:
        if self.published is not None:
            return self.published.payload
        if self.report is None or not self.report.is_in_fact_check:
            return None
        return without_people(self.report.draft)

    @cached_property
    def last(self) -> RequestVersion | None:
        versions = self.asked.versions.select_related("signature")
        return versions.order_by("-number").first()

    def sheet(self, payload: dict) -> Document:
        return sheet_of(payload, self.asked, self.last)


class CheckReportView(OwnReportPage):
    """The own parts first, then all of it as it will read; a form for what is not right."""

    template_name = "work/rounds/report_check.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.note_reading()
        return self.show()

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not can_remark(self.access, self.asked):
            raise PermissionDenied
        form = RemarkForm(request.POST)
        if not form.is_valid():
            return self.show(REFUSED, form=form)
        try:
            with transaction.atomic():
                say_remark(request=self.asked, text=form.cleaned_data["text"], by=request.user)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.show(REFUSED, form=form)
        messages.success(request, _("Tack. Ni får ett brev när det är besvarat."))
        return redirect("round_answer_report", self.asked.public_id)

    def show(self, status: int = 200, **forms) -> HttpResponse:
        payload = self.payload
        remarks = self.report.remarks.filter(request=self.asked) if self.report else []
        context = {
            "report": self.report,
            "published": self.published,
            "sheet": self.sheet(payload) if payload else None,
            "document": document_of(payload) if payload and not self.published else None,
            "remarks": remarks,
            "form": RemarkForm(),
            "can_remark": can_remark(self.access, self.asked),
            "hide_form": self.hide_form() if payload and self.can_hide else None,
        }
        return self.render_to_response(self.get_context_data(**(context | forms)), status=status)

    @property
    def can_hide(self) -> bool:
        return can_hide_answer(self.access, self.asked)

    def hide_form(self, data=None) -> HideTextForm:
        payload = self.payload or {"organisations": [], "questions": []}
        only = self.asked.actor.slug
        return HideTextForm(data, payload=payload, only=only, auto_id="hide_%s")


class HideOwnTextView(CheckReportView):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not self.can_hide:
            raise PermissionDenied
        form = self.hide_form(request.POST)
        if not form.is_valid():
            return self.show(REFUSED, hide_form=form)
        with transaction.atomic():
            hide_answer(
                request=self.asked,
                question=form.cleaned_data["text"].split("/")[1],
                reason=form.cleaned_data["reason"],
                by=request.user,
            )
        messages.success(request, _("Texten är dold."))
        return redirect("round_answer_report", self.asked.public_id)


class SheetView(OwnReportPage):
    """To print, from the day of publication."""

    template_name = "work/rounds/report_sheet.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if self.published is None:
            raise Http404
        self.note_reading()
        sheet = self.sheet(self.published.payload)
        return self.render_to_response(self.get_context_data(sheet=sheet, report=self.report))


class SheetWordView(SheetView):
    """The same as Word."""

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        version = self.published
        if version is None:
            raise Http404
        self.note_reading()
        with override("sv"):
            sheet = self.sheet(version.payload)
            author = self.asked.round.strategy.maintained_by.name_with_kind
            content = as_word(sheet, author=author, at=version.published_at)
        name = f"blad-{self.asked.public_id}-version-{version.number}.docx"
        headers = DOWNLOAD_HEADERS | {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(content, content_type=MEDIA_TYPE, headers=headers)
