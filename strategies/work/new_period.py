"""The next period of a strategy or plan, begun from the last: "Ny planperiod"."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from actors.access import access_of
from records.forms import GuardedForm
from records.partial_dates import validate_partial_date
from strategies.models import Commitment, Goal, Strategy
from strategies.rules.editing import can_begin_period
from strategies.services.new_period import NextPeriod, begin_period, draft_of_next

REFUSED = 422
DATES = gettext_lazy("År, år-månad eller år-månad-dag, till exempel 2027 eller 2027-06.")
EACH = forms.CheckboxSelectMultiple


class GoalChoice(forms.ModelMultipleChoiceField):
    def label_from_instance(self, goal: Goal) -> str:
        under = _("delmål")
        return f"{goal} ({under})" if goal.parent_id else str(goal)


class CommitmentChoice(forms.ModelMultipleChoiceField):
    def label_from_instance(self, commitment: Commitment) -> str:
        """With who answers for it and how it goes: what is done need not come along."""
        told = [commitment.title, commitment.responsible.name_with_kind]
        if commitment.latest_public_grade:
            told.append(commitment.get_latest_public_grade_display())
        return ", ".join(told)


class NewPeriodForm(GuardedForm, forms.Form):
    """What the next period is called, when it is, and what comes along."""

    guarded = ("title",)

    title = forms.CharField(label=gettext_lazy("Titel"), max_length=300)
    start = forms.CharField(
        label=gettext_lazy("Gäller från"), max_length=10, required=False, help_text=DATES,
        validators=[validate_partial_date],
    )  # fmt: skip
    end = forms.CharField(
        label=gettext_lazy("Gäller till"), max_length=10, required=False, help_text=DATES,
        validators=[validate_partial_date],
    )  # fmt: skip
    goals = GoalChoice(
        None, to_field_name="slug", label=gettext_lazy("Mål som följer med"), required=False,
        widget=EACH,
    )  # fmt: skip
    commitments = CommitmentChoice(
        None, to_field_name="public_id", label=gettext_lazy("Åtaganden som följer med"),
        required=False, widget=EACH,
    )  # fmt: skip

    def __init__(self, strategy: Strategy, data=None) -> None:
        super().__init__(data)
        goals = strategy.goals.select_related("strategy")
        commitments = strategy.commitments.select_related("responsible", "home")
        self.fields["goals"].queryset, self.fields["commitments"].queryset = goals, commitments
        self.initial = {
            "title": strategy.title,
            "goals": [one.slug for one in goals],
            "commitments": [one.public_id for one in commitments if not one.is_over],
        }

    @property
    def period(self) -> NextPeriod:
        return NextPeriod(*(self.cleaned_data[name] for name in ("title", "start", "end")))


class NewPeriodView(TemplateView):
    """For who maintains the strategy. What is made is a draft, and is gone on with in the admin."""

    template_name = "work/new_period.html"
    strategy: Strategy

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        access = access_of(request.user)
        rows = Strategy.objects.visible_to(access).select_related("under", "county")
        self.strategy = get_object_or_404(rows, slug=kwargs["slug"])
        if not can_begin_period(access, self.strategy):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.show(NewPeriodForm(self.strategy))

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = NewPeriodForm(self.strategy, request.POST)
        if not form.is_valid():
            return self.show(form, REFUSED)
        try:
            new = begin_period(
                strategy=self.strategy,
                period=form.period,
                goals=form.cleaned_data["goals"],
                commitments=form.cleaned_data["commitments"],
                by=request.user,
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.show(form, REFUSED)
        messages.success(request, _("Nästa period finns som utkast. Bara ni ser den än."))
        return redirect(in_admin(new))

    def show(self, form: NewPeriodForm, status: int = 200) -> HttpResponse:
        draft = draft_of_next(self.strategy)
        context = self.get_context_data(
            form=form,
            strategy=self.strategy,
            is_example=self.strategy.is_example,
            back=in_admin(self.strategy),
            draft=draft,
            draft_address=in_admin(draft) if draft else "",
        )
        return self.render_to_response(context, status=status)


def in_admin(strategy: Strategy) -> str:
    return reverse("admin:strategies_strategy_change", args=[strategy.pk])
