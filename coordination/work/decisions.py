"""The decision register of a network for its own, and what each agency then decides by itself."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from coordination.filters import DecisionFilter
from coordination.models import AgencyDecision, Decision
from coordination.rules.deciding import (
    can_answer_agency_decision,
    can_read_decision,
    can_run_deciding,
)
from coordination.services.deciding import (
    answer_agency_decision,
    change_decision,
    decide_between_meetings,
)
from coordination.services.holding import hold_with_meeting
from coordination.summaries import by_year, register_of, work_decision
from coordination.work.deciding_doors import FormPage, OneRow
from coordination.work.deciding_forms import AgencyDecisionForm, DecisionForm, NewDecisionForm
from coordination.work.running import OfNetwork, OfRunNetwork
from records.lists import FilteredListView
from records.services import lock


class DecisionRegisterView(OfNetwork, FilteredListView):
    template_name = "work/deciding/register.html"
    filterset_class = DecisionFilter

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.queryset = register_of(self.network, self.access)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(runs=self.runs, **kwargs)
        return context | {"years": by_year(context["object_list"])}


class NewDecisionView(OfRunNetwork, FormPage):
    """One that was taken between meetings; it may replace one that is in force."""

    heading = _("Beslut mellan möten (per capsulam)")
    button = _("Lägg till beslutet")
    said = _("Beslutet står i registret.")

    def form(self, data=None) -> NewDecisionForm:
        return NewDecisionForm(
            data,
            instance=Decision(network=self.network),
            network=self.network,
            initial={
                "decided_on": timezone.localdate(),
                "replaces": self.request.GET.get("ersatter", ""),
            },
        )

    def save(self, form: NewDecisionForm) -> None:
        self.decision = decide_between_meetings(decision=form.instance, by=self.request.user)

    def done(self) -> str:
        return self.decision.get_work_url()

    def back(self) -> str:
        return reverse("work_decisions", args=[self.network.slug])


class OneDecision(OneRow):
    rows: Any = Decision.objects.select_related(
        "network__county", "network__maintained_by", "network__parent", "meeting__county",
        "meeting__convener",
    )  # fmt: skip


class DecisionView(OneDecision, TemplateView):
    template_name = "work/deciding/decision.html"

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(page=work_decision(self.row, self.access), **kwargs)


class ChangeDecisionView(OneDecision, FormPage):
    heading = _("Ändra beslutet")
    button = _("Spara")
    said = _("Beslutet är ändrat.")

    def may(self) -> bool:
        return can_run_deciding(self.access, self.row)

    def form(self, data=None) -> DecisionForm:
        row = self.row if data is None else hold_with_meeting(self.row)
        return DecisionForm(data, instance=row)

    def save(self, form: DecisionForm) -> None:
        change_decision(decision=form.instance, by=self.request.user)

    def back(self) -> str:
        return self.row.get_work_url()


class AgencyDecisionView(OneRow, FormPage):
    """Whether one organisation has decided, filled in by its coordinator or who runs the
    network."""

    rows: Any = AgencyDecision.objects.select_related(
        "actor", "decision__network__county", "decision__network__maintained_by",
        "decision__network__parent", "decision__meeting__county", "decision__meeting__convener",
    )  # fmt: skip
    template_name = "work/deciding/agency_decision.html"
    heading = _("Beslut i er organisation")
    button = _("Spara")
    said = _("Tack, det är sparat.")

    def may(self) -> bool:
        return can_answer_agency_decision(self.access, self.row)

    def note_reading(self) -> None:
        """What it is about is told on the page of the decision."""

    def form(self, data=None) -> AgencyDecisionForm:
        row = self.row if data is None else lock(self.row)
        return AgencyDecisionForm(data, instance=row)

    def save(self, form: AgencyDecisionForm) -> None:
        answer_agency_decision(row=form.instance, by=self.request.user)

    def back(self) -> str:
        decision = self.row.decision
        return decision.get_work_url() if self.reads_decision else reverse("my_work")

    @property
    def reads_decision(self) -> bool:
        return can_read_decision(self.access, self.row.decision)

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(decision=self.row.decision, row=self.row, **kwargs)
