"""Checking the answers, submitting them, and the receipt."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from records.personal_data import warnings_about
from strategies.completeness import missing_in
from strategies.models import ProgressReport, ReportVersion, RoundRequest
from strategies.models.report_content import CONTENT
from strategies.services import SeenOtherwiseError, submit_reports
from strategies.summaries import WorkRow, work_rows
from strategies.work.pages import StrategyWork

CLASHED, REFUSED = 409, 422
# A draft in the version that was shown; anything else was never offered.
KEY = re.compile(r"(?P<public_id>[a-z0-9]{1,10})\.(?P<version>[0-9]{1,9})")


@dataclass(frozen=True)
class Answer:
    """A draft as it would be submitted, and what keeps it from that."""

    row: WorkRow
    missing: list[str]
    # What may point out a person, each with the name of its field.
    warnings: list[str]
    is_chosen: bool

    @property
    def key(self) -> str:
        """The draft in the version that is shown."""
        report = self.row.report
        return f"{report.public_id}.{report.version}"


def answer_of(row: WorkRow, chosen: set[str] | None, person_id: int) -> Answer:
    """Chosen at first: what is whole and the person wrote themselves."""
    report = row.report
    own_last = report.told_versions[0] if report.told_versions else None
    missing = missing_in(report, last=row.before, own_last=own_last)
    names = {field.name: field.verbose_name for field in report._meta.concrete_fields}
    warnings = [
        f"{names[name].capitalize()}: {warning}"
        for name in CONTENT
        for warning in warnings_about(getattr(report, name))
    ]
    is_own = report.author_id == person_id
    is_chosen = is_own if chosen is None else report.public_id in chosen
    return Answer(row, [str(text) for text in missing.values()], warnings,
                  is_chosen and not missing)  # fmt: skip


class ReportCheckView(StrategyWork, TemplateView):
    template_name = "work/reports/check.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.show(self.answers())

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        keys = [KEY.fullmatch(key) for key in request.POST.getlist("report")]
        seen = {key["public_id"]: int(key["version"]) for key in keys if key}
        reports = ProgressReport.objects.filter(
            public_id__in=seen, commitment__in=self.commitments
        ).select_related("commitment")
        if not reports:
            error = _("Välj minst en uppföljning att lämna in.")
            return self.show(self.answers(), error, REFUSED)
        answers = self.answers(chosen=set(seen))
        if needs_confirming(answers) and "confirm" not in request.POST:
            error = _("Läs texterna igen och kryssa i att de inte pekar ut någon enskild.")
            return self.show(answers, error, REFUSED)
        try:
            submit_reports(
                seen=[(report, seen[report.public_id]) for report in reports], by=request.user
            )
        except SeenOtherwiseError as error:
            text = _("”%(title)s” har ändrats sedan sidan visades. Läs igen och lämna sedan in.")
            return self.show(self.answers(set(seen)), text % {"title": error.messages[0]}, CLASHED)
        except ValidationError as error:
            return self.show(self.answers(set(seen)), " ".join(error.messages), REFUSED)
        return redirect("report_receipt", self.strategy.slug)

    def answers(self, chosen: set[str] | None = None) -> list[Answer]:
        rows = [row for row in work_rows(self.commitments) if row.report and row.report.is_in_draft]
        return [answer_of(row, chosen, self.request.user.pk) for row in rows]

    def show(self, answers: list[Answer], error: str = "", status: int = 200) -> HttpResponse:
        context = self.get_context_data(
            whole=[answer for answer in answers if not answer.missing],
            lacking=[answer for answer in answers if answer.missing],
            has_warnings=any(answer.warnings for answer in answers if not answer.missing),
            error=error,
        )
        return self.render_to_response(context, status=status)


def needs_confirming(answers: Iterable[Answer]) -> bool:
    return any(answer.warnings for answer in answers if answer.is_chosen)


class ReportReceiptView(StrategyWork, TemplateView):
    """What the person has submitted today."""

    template_name = "work/reports/receipt.html"

    def get_context_data(self, **kwargs) -> dict:
        versions = (
            ReportVersion.objects.with_paper()
            .filter(
                report__commitment__in=self.commitments,
                report__author=self.request.user,
                report__as_of=timezone.localdate(),
            )
            .select_related("report__commitment__home__maintained_by")
        )
        # What goes into the answer of a follow-up round is not the answer itself.
        owed = RoundRequest.objects.owed_by(self.access).filter(round__strategy=self.strategy)
        return super().get_context_data(
            versions=versions.order_by("-submitted_at", "pk"),
            unanswered=owed.select_related("round").order_by("pk"),
            **kwargs,
        )
