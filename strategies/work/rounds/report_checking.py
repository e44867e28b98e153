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
from strategies.models import RoundReport, RoundReportVersion
from strategies.round_reports.document import Document, document_of
from strategies.round_reports.frozen import Payload
from strategies.round_reports.payload import organisation_in, without_people
from strategies.round_reports.sheet import sheet_of
from strategies.round_reports.texts import shown_payloads, texts_in
from strategies.round_reports.word import MEDIA_TYPE, as_word
from strategies.rules.round_reports import can_hide_answer, can_remark
from strategies.services.round_reports import hide_answer, say_remark
from strategies.summaries.round_reports import is_still_public
from strategies.work.rounds.pages import REFUSED, RequestPage
from strategies.work.rounds.report_forms import HideTextForm, RemarkForm


class OwnReportPage(RequestPage):
    """What is published, or else what is checked."""

    @cached_property
    def report(self) -> RoundReport | None:
        found = RoundReport.objects.filter(round=self.asked.round).first()
        if found is not None:
            found.round = self.asked.round
        return found

    @cached_property
    def versions(self) -> list[RoundReportVersion]:
        return list(self.report.versions.order_by("-number")) if self.report else []

    @cached_property
    def published(self) -> RoundReportVersion | None:
        """The newest version, while it is shown to all."""
        is_public = RoundReport.objects.public().filter(round=self.asked.round).exists()
        return self.versions[0] if is_public else None

    @cached_property
    def told(self) -> Payload | None:
        """What is published or checked, also where it may not be shown as it is."""
        if self.published is not None:
            return self.published.payload
        if self.report is None or not self.report.is_in_fact_check:
            return None
        return without_people(self.report.draft)

    @cached_property
    def payload(self) -> Payload | None:
        return self.told if self.told is not None and is_still_public(self.told) else None

    def sheet(self, payload: Payload) -> Document:
        """The payload beside what the organisation had submitted when it was made."""
        own = organisation_in(payload, self.asked.public_id)
        number = own["submission"] if own else 0
        versions = self.asked.versions.select_related("signature")
        return sheet_of(payload, self.asked, versions.filter(number=number).first())


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
            "has_been_told": self.told is not None or bool(self.versions),
            "sheet": self.sheet(payload) if payload else None,
            "document": document_of(payload) if payload and not self.published else None,
            "remarks": remarks,
            "form": RemarkForm(),
            "can_remark": can_remark(self.access, self.asked),
            "hide_form": self.hide_form() if self.can_hide else None,
        }
        return self.render_to_response(self.get_context_data(**(context | forms)), status=status)

    @property
    def can_hide(self) -> bool:
        return can_hide_answer(self.access, self.asked)

    def hide_form(self, data=None) -> HideTextForm:
        payloads = shown_payloads(self.report, self.versions)
        texts = texts_in(payloads, only=self.asked.public_id)
        return HideTextForm(data, texts=texts, auto_id="hide_%s")


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
        if self.published is None or self.payload is None:
            raise Http404
        self.note_reading()
        sheet = self.sheet(self.payload)
        return self.render_to_response(self.get_context_data(sheet=sheet, report=self.report))


class SheetWordView(SheetView):
    """The same as Word."""

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        version = self.published
        if version is None or self.payload is None:
            raise Http404
        self.note_reading()
        with override("sv"):
            sheet = self.sheet(self.payload)
            author = self.asked.round.strategy.maintained_by.name_with_kind
            content = as_word(sheet, author=author, at=version.published_at)
        name = f"blad-{self.asked.public_id}-version-{version.number}.docx"
        headers = DOWNLOAD_HEADERS | {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(content, content_type=MEDIA_TYPE, headers=headers)
