"""The report of a round for those who make it: draft, fact check, publishing, correcting."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from strategies.models import FactRemark
from strategies.services.round_reports import (
    answer_remark,
    begin_fact_check,
    correct_round_report,
    hide_answer,
    publish_round_report,
    renew_draft,
    withdraw_round_report,
)
from strategies.services.round_reports.checking import is_over
from strategies.summaries.round_reports import MakingPage, making_page
from strategies.work.commitment_forms import seen_now
from strategies.work.rounds.pages import REFUSED, RoundPage
from strategies.work.rounds.report_forms import (
    CorrectForm,
    HideTextForm,
    RemarkAnswerForm,
    SeenForm,
)


class MakeReportView(RoundPage):
    """As it reads now, whatever is published. While the round is open it is not made; what was
    published before can be taken away even then."""

    template_name = "work/rounds/report_make.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.show()

    @cached_property
    def page(self) -> MakingPage:
        return making_page(self.round)

    def show(self, status: int = 200, *, remark: str = "", **forms) -> HttpResponse:
        page = self.page
        seen = {"seen": page.checksum}
        context: dict[str, Any] = {
            "page": page,
            "answered_remark": remark,
            "is_over": page.report is not None and is_over(page.report),
            "seen_form": SeenForm(initial=seen, auto_id=None),
            "correct_form": CorrectForm(initial=seen, auto_id="correct_%s"),
            "hide_form": HideTextForm(texts=page.texts, auto_id="hide_%s"),
            "answer_form": RemarkAnswerForm(auto_id="answer_%s"),
        }
        return self.render_to_response(self.get_context_data(**(context | forms)), status=status)


class MakingAction(MakeReportView):
    """A button or a form of that page. What it cannot do is told there, with what was written."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = self.form()
        if not form.is_valid():
            return self.refused(form)
        try:
            with transaction.atomic():
                done = self.act(form.cleaned_data)
        except ValidationError as error:
            for text in error.messages:
                messages.error(request, text)
            return self.refused(form)
        messages.success(request, done)
        return redirect("report_of_round", self.round.public_id)

    def form(self) -> Any:
        return SeenForm(self.request.POST)

    def refused(self, form: Any) -> HttpResponse:
        self.__dict__.pop("page", None)
        return self.show(REFUSED)

    def act(self, said: dict) -> str:
        """Do it, and say what was done."""
        raise NotImplementedError

    @property
    def about(self) -> dict:
        return {"round": self.round, "by": self.request.user}


class FactCheckView(MakingAction):
    def act(self, said: dict) -> str:
        begin_fact_check(seen=said["seen"], **self.about)
        return _("Faktagranskningen har börjat, och breven är på väg.")


class RenewDraftView(MakingAction):
    def act(self, said: dict) -> str:
        renew_draft(seen=said["seen"], **self.about)
        return _("De som granskar ser nu utkastet som det är här.")


class PublishReportView(MakingAction):
    def act(self, said: dict) -> str:
        publish_round_report(seen=said["seen"], **self.about)
        return _("Rapporten är publicerad, och breven är på väg.")


class WithdrawReportView(MakingAction):
    def act(self, said: dict) -> str:
        withdraw_round_report(**self.about)
        return _("Rapporten visas inte längre.")


class CorrectReportView(MakingAction):
    def form(self) -> CorrectForm:
        return CorrectForm(self.request.POST, auto_id="correct_%s")

    def refused(self, form: Any) -> HttpResponse:
        self.__dict__.pop("page", None)
        if form.is_valid():
            seen_now(form, self.page.checksum)
        return self.show(REFUSED, correct_form=form)

    def act(self, said: dict) -> str:
        correct_round_report(seen=said["seen"], reason=said["reason"], **self.about)
        return _("En ny version är publicerad.")


class HideTextView(MakingAction):
    def form(self) -> HideTextForm:
        return HideTextForm(self.request.POST, texts=self.page.texts, auto_id="hide_%s")

    def refused(self, form: Any) -> HttpResponse:
        return self.show(REFUSED, hide_form=form)

    def act(self, said: dict) -> str:
        request, question = said["text"].split("/")
        asked = self.round.requests.select_related("actor").get(public_id=request)
        asked.round = self.round
        hide_answer(request=asked, question=question, reason=said["reason"], by=self.request.user)
        return _("Texten är dold.")


class AnswerRemarkView(MakingAction):
    def form(self) -> RemarkAnswerForm:
        return RemarkAnswerForm(self.request.POST, auto_id="answer_%s")

    def refused(self, form: Any) -> HttpResponse:
        return self.show(REFUSED, answer_form=form, remark=self.kwargs["remark"])

    def act(self, said: dict) -> str:
        rows = FactRemark.objects.select_related(
            "report__round__strategy__maintained_by", "request__actor", "request__contact"
        ).filter(report__round=self.round)
        remark = get_object_or_404(rows, public_id=self.kwargs["remark"])
        remark.request.round = remark.report.round
        answer_remark(remark=remark, text=said["answer"], by=self.request.user)
        return _("Svaret är skickat.")
