"""Writing: all commitments of a strategy on one page, saved row by row."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from records.forms import SHOWN
from records.history import note_reading
from strategies.choices import Grade
from strategies.models import Commitment, ProgressReport
from strategies.services import draft_of, save_draft
from strategies.services.writers import Writer
from strategies.summaries import WorkRow, work_rows
from strategies.work.forms import DraftForm
from strategies.work.pages import StrategyWork

ROWS_A_PAGE = 25
CLASHED, REFUSED = 409, 422
# Of a sending, as the script of the page gives it.
LONGEST_NAME = 40


@dataclass
class Outcome:
    """What became of one commitment's part of the page."""

    form: DraftForm
    # Submitted meanwhile, by the same person in another tab or by a colleague.
    is_submitted: bool = False

    @property
    def status(self) -> int:
        if self.is_submitted or self.form.clash:
            return CLASHED
        return 200 if self.form.is_valid() else REFUSED

    def as_json(self) -> dict[str, Any]:
        errors = {
            "" if name == "__all__" else self.form.add_prefix(name): list(texts)
            for name, texts in self.form.errors.items()
        }
        return {
            "status": self.status,
            "submitted": self.is_submitted,
            "shown": self.form[SHOWN].value() if self.status == 200 else None,
            "errors": errors,
        }


@dataclass
class FormRow:
    """A commitment on the page, with its form unless it waits for its receiver."""

    row: WorkRow
    form: DraftForm | None
    # What was typed in a form that was closed meanwhile: (label, text).
    typed: list[tuple[str, str]] = field(default_factory=list)


class ReportingView(StrategyWork, TemplateView):
    template_name = "work/reports/write.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        outcomes = {
            commitment.public_id: save_row(commitment, request.POST, request.user)
            for commitment in self.posted()
        }
        worst = max((outcome.status for outcome in outcomes.values()), default=200)
        now = formats.time_format(timezone.localtime(), "H:i")
        if request.headers.get("Accept") == "application/json":
            rows = {key: outcome.as_json() for key, outcome in outcomes.items()}
            return JsonResponse({"at": now, "rows": rows}, status=worst)
        if worst != 200:
            return self.render_to_response(self.get_context_data(outcomes=outcomes), status=worst)
        if "kontrollera" in request.POST:
            return redirect(reverse("report_check", args=[self.strategy.slug]) + self.answer())
        messages.success(request, _("Sparat %(time)s.") % {"time": now})
        return redirect(request.path + self.answer(request.GET))

    def answer(self, query: QueryDict | None = None) -> str:
        """The query, with the name under which the page was sent: it is saved, and what the tab
        kept of it may be forgotten."""
        kept = query.copy() if query else QueryDict(mutable=True)
        kept["sandning"] = self.request.POST.get("sandning", "")[:LONGEST_NAME]
        if not kept["sandning"]:
            del kept["sandning"]
        return f"?{kept.urlencode()}" if kept else ""

    def posted(self) -> list[Commitment]:
        """Those of which the page sent something, in one order: two pages that are saved at once
        do not wait for each other."""
        ending = f"-{SHOWN}"
        ids = {name.removesuffix(ending) for name in self.request.POST if name.endswith(ending)}
        return list(self.commitments.filter(public_id__in=ids).order_by("pk"))

    def get_context_data(self, outcomes: dict[str, Outcome] | None = None, **kwargs) -> dict:
        rows = work_rows(self.chosen)
        page = Paginator(rows, ROWS_A_PAGE).get_page(self.page_asked(rows))
        for row in page:
            if row.report is not None:
                # Its words are a draft: who reads it only as a superuser is told in the history.
                note_reading(
                    record=row.report,
                    by=self.request.user,
                    may_read_anyway=row.commitment.responsible_id in self.access.reports,
                )
        form_rows = [form_row(row, (outcomes or {}).get(row.commitment.public_id)) for row in page]
        troubled = [one for one in (outcomes or {}).values() if one.status != 200]
        return super().get_context_data(
            tab=self.tab,
            page_obj=page,
            paginator=page.paginator,
            rows=form_rows,
            outcomes=troubled,
            clashes=[one.form.clash for one in troubled if one.form.clash],
            **kwargs,
        )

    def page_asked(self, rows: Sequence[WorkRow]) -> str | int | None:
        """The page of that number, or the one on which a commitment is that a link leads to."""
        number, asked = self.request.GET.get("page"), self.request.GET.get("atagande")
        places = [at for at, row in enumerate(rows) if row.commitment.public_id == asked]
        return places[0] // ROWS_A_PAGE + 1 if places and not number else number


@transaction.atomic
def save_row(commitment: Commitment, data: QueryDict, by: Writer) -> Outcome:
    """Save what was written of one commitment; one that cannot be saved stops no other."""
    report = draft_of(commitment=commitment, by=by)
    form = DraftForm(data, instance=report)
    if not report.is_in_draft:
        return Outcome(form, is_submitted=True)
    if form.is_valid() and form.has_changed():
        save_draft(report=form.save(commit=False), by=by)
        # What is stored now is what the page shows from now on.
        form = DraftForm(instance=report, data=data)
        form.is_valid()
    return Outcome(form)


def form_row(row: WorkRow, outcome: Outcome | None) -> FormRow:
    if outcome and outcome.is_submitted:
        typed = [
            (str(bound.label), str(bound.value()))
            for bound in outcome.form.visible_fields()
            if bound.value() and bound.name not in ("repeats", "stands_by")
        ]
        return FormRow(row, None, typed)
    if row.report is not None and not row.report.is_in_draft:
        return FormRow(row, None)
    if outcome and outcome.status != 200:
        return FormRow(row, outcome.form)
    report = row.report or ProgressReport(commitment=row.commitment)
    return FormRow(row, DraftForm(instance=report))


class ReportPrintView(StrategyWork, TemplateView):
    """All the questions with what was answered last, on paper before one starts."""

    template_name = "work/reports/print.html"

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(
            tab=self.tab,
            rows=work_rows(self.chosen),
            grades=Grade,
            **kwargs,
        )
