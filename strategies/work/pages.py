"""What the pages of progress reports share: who may open them."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.views.generic import View
from django.views.generic.base import ContextMixin

from actors.access import Access, access_of
from records.history import note_reading
from strategies.models import Commitment, ProgressReport, Strategy
from strategies.models.commitment import CommitmentQuerySet
from strategies.rules.reporting import is_of_own_reports

MINE, ALL = "mina", "alla"


class StrategyWork(ContextMixin, View):
    """For those who report something in a strategy. Others who may read it are told that they may
    not; to anybody else there is no such page."""

    access: Access
    strategy: Strategy

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.access = access_of(request.user)
        visible = Strategy.objects.visible_to(self.access).select_related("under", "county")
        self.strategy = get_object_or_404(visible, slug=kwargs["slug"])
        if not self.commitments.exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(
            strategy=self.strategy,
            is_example=self.strategy.is_example,
            # The sending that the page answers: see static/js/report.js.
            answers=self.request.GET.get("sandning", ""),
            **kwargs,
        )

    @property
    def commitments(self) -> CommitmentQuerySet:
        """Those that the person may report on."""
        return Commitment.objects.in_work_of(self.strategy).reportable_by(self.access)

    @cached_property
    def tab(self) -> str:
        """The own ones first, where the person has some; what is typed wrong is no tab."""
        asked = self.request.GET.get("visa")
        if asked in (MINE, ALL):
            return asked
        return MINE if self.mine.exists() else ALL

    @property
    def mine(self) -> CommitmentQuerySet:
        return self.commitments.handled_by(self.request.user.pk)

    @property
    def chosen(self) -> CommitmentQuerySet:
        return self.mine if self.tab == MINE else self.commitments


class ReportPage(ContextMixin, View):
    """One report, for those who may read what was submitted of it, or write it."""

    access: Access
    report: ProgressReport

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.access = access_of(request.user)
        rows = ProgressReport.objects.visible_to(self.access).select_related(
            "commitment__home__maintained_by",
            "commitment__home__under",
            "commitment__home__county",
            "commitment__responsible",
            "author",
        )
        self.report = get_object_or_404(rows, public_id=kwargs["public_id"])
        note_reading(
            record=self.report,
            by=request.user,
            may_read_anyway=is_of_own_reports(self.access, self.report),
        )
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(is_example=self.report.is_example, **kwargs)
