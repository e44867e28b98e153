"""Contributions: a commitment is proposed to another strategy, whose maintainer answers."""

from copy import copy

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import slug_re
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import ListView, TemplateView

from actors.access import Access, access_of
from strategies.choices import MEANT, ContributionState
from strategies.models import Contribution, Strategy
from strategies.models.strategy import StrategyQuerySet
from strategies.rules.editing import (
    can_answer_contribution,
    can_edit_commitment,
    can_take_back_contribution,
)
from strategies.rules.reporting import manages_reports
from strategies.services import (
    accept_contribution,
    decline_contribution,
    propose_contribution,
    take_back_contribution,
)
from strategies.summaries import latest_public_version
from strategies.work.commitment_forms import AnswerForm, ProposeForm, StrategySearchForm
from strategies.work.commitments import REFUSED, CommitmentPage, note_reading_at_work

# As many as one looks through; more words find fewer.
MOST_HITS = 20


class ProposeView(CommitmentPage, TemplateView):
    """A strategy is searched for, then chosen by a link, then one of its goals or none."""

    template_name = "work/commitments/propose.html"

    def may(self) -> bool:
        return can_edit_commitment(self.access, self.commitment)

    @property
    def strategies(self) -> StrategyQuerySet:
        """Those that the person may propose it to: any that they may read; who only keeps its home
        ties it to that."""
        home = self.commitment.home
        rows = Strategy.objects.visible_to(self.access).select_related("county", "maintained_by")
        rows = rows.filter(county__is_example=True) if home.is_example else rows.real()
        if self.access.can_coordinate(self.commitment.responsible_id):
            return rows
        return rows.filter(Q(pk=home.pk) | Q(pk=home.under_id))

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if slug := request.GET.get("strategi"):
            return self.show_chosen(self.form_for(slug))
        search = StrategySearchForm(request.GET)
        text = search.cleaned_data["sok"] if search.is_valid() else ""
        hits = list(self.strategies.matching(text)[: MOST_HITS + 1]) if text else []
        return self.show(
            search=search, text=text, hits=hits[:MOST_HITS], has_more=len(hits) > MOST_HITS
        )

    def form_for(self, slug: str, data=None) -> ProposeForm:
        if not slug_re.match(slug):
            raise Http404
        strategy = get_object_or_404(self.strategies, slug=slug)
        wanted = Contribution(commitment=self.commitment, strategy=strategy)
        return ProposeForm(data, instance=wanted, access=self.access)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not (slug := request.POST.get("strategi")):
            error = _("Sök upp strategin och välj den först.")
            return self.show(REFUSED, search=StrategySearchForm(), error=error)
        form = self.form_for(slug, request.POST)
        if not form.is_valid():
            return self.show_chosen(form, REFUSED)
        try:
            contribution = propose_contribution(
                commitment=self.commitment,
                strategy=form.instance.strategy,
                goal=form.cleaned_data["goal"],
                by=request.user,
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.show_chosen(form, REFUSED)
        messages.success(request, said_of(contribution))
        return redirect("work_commitment", self.commitment.public_id)

    def show_chosen(self, form: ProposeForm, status: int = 200) -> HttpResponse:
        return self.show(status, form=form, strategy=form.instance.strategy)

    def show(self, status: int = 200, **context) -> HttpResponse:
        nothing = {
            "form": None, "strategy": None, "search": None, "text": "", "hits": [],
            "has_more": False, "error": "",
        }  # fmt: skip
        filled = self.get_context_data(commitment=self.commitment, **(nothing | context))
        return self.render_to_response(filled, status=status)


def said_of(contribution: Contribution) -> str:
    if contribution.state == ContributionState.ACCEPTED:
        return _("Åtagandet räknas till strategin.")
    receiver = contribution.strategy.maintained_by.name_with_kind
    return _("Förslaget är lämnat. Nu väntar ni på %(receiver)s.") % {"receiver": receiver}


class ContributionInboxView(ListView):
    """Proposals to strategies that one coordinates, the oldest first."""

    template_name = "work/commitments/contribution_inbox.html"
    paginate_by = 50

    def get_queryset(self):
        access = access_of(self.request.user)
        if not manages_reports(access):
            raise PermissionDenied
        return (
            Contribution.objects.answerable_by(access)
            .waiting()
            .select_related("commitment__responsible", "strategy", "goal")
            .oldest_first()
        )


ACCEPT, DECLINE, TAKE_BACK = "godta", "avboj", "ta-tillbaka"
SAID = {
    ACCEPT: gettext_lazy(
        "Bidraget är godtaget. Åtagandet visas hos er med sin uppföljning, när båda är publicerade."
    ),
    DECLINE: gettext_lazy("Bidraget är avböjt. Den som föreslog det har fått ert svar."),
    TAKE_BACK: gettext_lazy("Bidraget är återtaget."),
}


class ContributionView(TemplateView):
    """One contribution, for who takes part in one of its ends and may read both."""

    template_name = "work/commitments/contribution.html"
    access: Access
    contribution: Contribution

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.access = access_of(request.user)
        rows = Contribution.objects.visible_to(self.access).select_related(
            "commitment__home__under",
            "commitment__home__county",
            "commitment__responsible",
            "strategy__maintained_by",
            "strategy__under",
            "goal__strategy",
            "goal__parent",
        )
        self.contribution = get_object_or_404(rows, public_id=kwargs["public_id"])
        note_reading_at_work(self.contribution.commitment, request)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def may_answer(self) -> bool:
        return can_answer_contribution(self.access, self.contribution)

    @cached_property
    def may_take_back(self) -> bool:
        return can_take_back_contribution(self.access, self.contribution)

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.show(AnswerForm(instance=self.contribution, initial={"answer": ""}))

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not (self.may_answer or self.may_take_back):
            raise PermissionDenied
        # A copy: what was typed is in the form alone.
        form = AnswerForm(request.POST, instance=copy(self.contribution))
        choice = request.POST.get("gor")
        if choice not in SAID:
            form.add_error(None, _("Välj att godta eller avböja."))
        if not form.is_valid():
            return self.show(form, REFUSED)
        try:
            self.act(choice, form.cleaned_data["answer"])
        except ValidationError as error:
            self.contribution.refresh_from_db(fields=["state", "state_since", "answer"])
            form.add_error(None, error)
            return self.show(form, REFUSED)
        messages.success(request, SAID[choice])
        if choice == TAKE_BACK:
            return redirect("work_commitment", self.contribution.commitment.public_id)
        # To what waits next.
        return redirect("contribution_inbox")

    def act(self, choice: str, answer: str) -> None:
        by, contribution = self.request.user, self.contribution
        if choice == ACCEPT:
            accept_contribution(contribution=contribution, answer=answer, by=by)
        elif choice == DECLINE:
            decline_contribution(contribution=contribution, answer=answer, by=by)
        else:
            take_back_contribution(contribution=contribution, by=by)

    def show(self, form: AnswerForm, status: int = 200) -> HttpResponse:
        is_meant = self.contribution.state in MEANT
        is_proposed = self.contribution.state == ContributionState.PROPOSED
        context = self.get_context_data(
            contribution=self.contribution,
            last=latest_public_version(self.contribution.commitment),
            form=form,
            can_accept=self.may_answer and is_proposed,
            can_decline=self.may_answer and is_meant,
            can_take_back=self.may_take_back and is_meant,
        )
        return self.render_to_response(context, status=status)
