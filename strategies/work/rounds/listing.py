"""All rounds of the strategies that one coordinates, and beginning a new one."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from actors.access import access_of
from strategies.choices import StrategyKind
from strategies.models import FollowUpRound, Strategy
from strategies.rules.editing import can_edit_strategy
from strategies.services.rounds import begin_round


class RoundListView(TemplateView):
    """What is not opened first, then the latest; and the strategies of which none runs."""

    template_name = "work/rounds/list.html"

    def get_context_data(self, **kwargs) -> dict:
        access = access_of(self.request.user)
        if not access.is_editor:
            raise PermissionDenied
        rounds = FollowUpRound.objects.editable_by(access).select_related("strategy__county")
        unclosed = FollowUpRound.objects.filter(closed_at__isnull=True).order_by()
        strategies = Strategy.objects.editable_by(access).exclude(kind=StrategyKind.FRAMEWORK)
        return super().get_context_data(
            rounds=list(rounds.latest_first()),
            strategies=list(strategies.exclude(pk__in=unclosed.values("strategy"))),
            **kwargs,
        )


@require_POST
def begin_view(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin to prepare a round of a strategy; one that is begun already opens."""
    access = access_of(request.user)
    strategy = get_object_or_404(Strategy.objects.visible_to(access), slug=slug)
    if not can_edit_strategy(access, strategy):
        raise PermissionDenied
    return redirect(begin_round(strategy=strategy, by=request.user).get_work_url())
