from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from records.public_pages import PublicDetailView, PublicListView
from strategies.choices import StrategyKind
from strategies.filters import CommitmentFilter, StrategyFilter
from strategies.models import Commitment, Goal, Strategy
from strategies.summaries import commitment_page, goal_page


class StrategyListView(PublicListView):
    """Strategies and action plans; the two views below list what else organises commitments."""

    model = Strategy
    filterset_class = StrategyFilter
    kinds = (StrategyKind.STRATEGY, StrategyKind.ACTION_PLAN)
    extra_context = {
        "heading": _("Strategier och handlingsplaner"),
        "lead": _("Vad länen och landet vill, och vilka som står bakom."),
    }

    def get_queryset(self):
        return (
            super()
            .get_queryset()
            .public()
            .of_kind(*self.kinds)
            .select_related("county", "under")
            .with_behind_count()
        )


class AssignmentListView(StrategyListView):
    kinds = (StrategyKind.ASSIGNMENT,)
    extra_context = {
        "heading": _("Regeringsuppdrag"),
        "lead": _("Uppdrag från regeringen till en eller flera myndigheter."),
    }


class ProgrammeListView(StrategyListView):
    kinds = (StrategyKind.PROGRAMME,)
    extra_context = {
        "heading": _("Program"),
        "lead": _(
            "Arbetssätt som flera utbildas i eller arbetar efter, till exempel ett läns kommuner."
        ),
    }


class GoalDetailView(PublicDetailView):
    queryset = Goal.objects.public().select_related(
        "strategy__maintained_by", "strategy__county", "parent__strategy"
    )
    neutral_title = _("Ett mål")

    def get_object(self, queryset=None):
        return get_object_or_404(
            self.get_queryset(), strategy__slug=self.kwargs["strategy"], slug=self.kwargs["slug"]
        )

    def is_sensitive(self) -> bool:
        return self.object.strategy.sensitive

    def get_summary(self):
        return goal_page(self.object)


class CommitmentListView(PublicListView):
    model = Commitment
    filterset_class = CommitmentFilter
    extra_context = {
        "heading": _("Åtaganden"),
        "lead": _("Åtaganden och satsningar, och vem som ansvarar för dem."),
    }

    def get_queryset(self):
        return (
            super()
            .get_queryset()
            .public()
            .with_first_end()
            .select_related("home__county", "responsible")
        )


class CommitmentDetailView(PublicDetailView):
    queryset = (
        Commitment.objects.public()
        .with_first_end()
        .select_related("home__maintained_by", "home__county", "home__under", "responsible")
    )
    slug_field = "public_id"
    slug_url_kwarg = "public_id"
    neutral_title = _("Åtagande")

    def is_sensitive(self) -> bool:
        return self.object.home.sensitive

    def get_summary(self):
        return commitment_page(self.object)
