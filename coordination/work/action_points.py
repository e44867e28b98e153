"""Action points of a network for its own; one, for who promised it; and making it a commitment."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView

from actors.access import Access
from coordination.models import ActionPoint, Meeting, Network
from coordination.rules.deciding import can_close_action_point, can_promise_from, can_run_deciding
from coordination.rules.meetings import is_own_meeting, is_public_meeting
from coordination.rules.networks import is_own_network, is_public_network
from coordination.services.action_points import (
    close_action_point,
    promise_from_action_point,
    save_action_point,
)
from coordination.services.holding import hold_with_meeting
from coordination.work.deciding_doors import FormPage, OneRow
from coordination.work.deciding_forms import (
    ActionPointForm,
    CloseForm,
    PromiseForm,
    homes_for,
    strategies_of,
)
from coordination.work.running import OfNetwork, OfRunNetwork
from records.lists import ROWS_A_PAGE
from strategies.choices import CommitmentKind
from strategies.models import Commitment
from strategies.rules.reading import can_read_commitment


class ActionPointsView(OfNetwork, ListView):
    """Open ones, what is late first; then the closed ones, 50 a page."""

    template_name = "work/deciding/action_points.html"
    paginate_by = ROWS_A_PAGE

    def get_queryset(self):
        return self.own.closed()

    @property
    def own(self):
        rows = self.network.action_points.visible_to(self.access)
        return rows.select_related("actor", "meeting", "network", "commitment")

    def get_context_data(self, **kwargs) -> dict:
        open_ones = list(self.own.open().by_due_day())
        return super().get_context_data(open_points=open_ones, runs=self.runs, **kwargs)


class NewActionPointView(OfRunNetwork, FormPage):
    heading = _("Ny åtgärdspunkt mellan möten")
    button = _("Lägg till")
    said = _("Åtgärdspunkten är tillagd. Den står i organisationens Mitt arbete.")

    def form(self, data=None) -> ActionPointForm:
        return ActionPointForm(data, instance=ActionPoint(network=self.network))

    def save(self, form: ActionPointForm) -> None:
        save_action_point(point=form.instance, by=self.request.user)

    def back(self) -> str:
        return reverse("work_action_points", args=[self.network.slug])


class OneActionPoint(OneRow):
    rows: Any = ActionPoint.objects.select_related(
        "network__county", "network__maintained_by", "network__parent", "meeting__county",
        "meeting__convener", "meeting__network__parent", "actor", "commitment__home__under",
    )  # fmt: skip


class ActionPointView(OneActionPoint, FormPage):
    """What was promised, and a line to close it with. A POST closes it."""

    template_name = "work/deciding/action_point.html"
    heading = _("Åtgärdspunkt")
    button = _("Avsluta")
    said = _("Tack, åtgärdspunkten är avslutad.")

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not can_close_action_point(self.access, self.row):
            raise PermissionDenied
        return super().post(request, *args, **kwargs)

    def form(self, data=None) -> CloseForm:
        return CloseForm(data)

    def save(self, form: CloseForm) -> None:
        close_action_point(point=self.row, done=form.cleaned_data["done"], by=self.request.user)

    def back(self) -> str:
        return self.row.get_work_url()

    def get_context_data(self, **kwargs) -> dict:
        point, commitment = self.row, self.row.commitment
        return super().get_context_data(
            point=point,
            network_opens=network_page_for(self.access, point.network),
            meeting_opens=meeting_page_for(self.access, point.meeting),
            can_close=point.is_open and can_close_action_point(self.access, point),
            can_change=point.is_open and can_run_deciding(self.access, point),
            can_promise=commitment is None and can_promise_from(self.access, point),
            reads_commitment=commitment is not None
            and can_read_commitment(self.access, commitment),
            **kwargs,
        )


def network_page_for(access: Access, network: Network | None) -> str:
    """Where the person reads of it; empty where nothing of it is theirs to read."""
    if network is None:
        return ""
    if is_own_network(access, network):
        return network.get_work_url()
    return network.get_absolute_url() if is_public_network(network) else ""


def meeting_page_for(access: Access, meeting: Meeting | None) -> str:
    """The same of its meeting."""
    if meeting is None:
        return ""
    if is_own_meeting(access, meeting):
        return meeting.get_work_url()
    return meeting.get_absolute_url() if is_public_meeting(meeting) else ""


class ChangeActionPointView(OneActionPoint, FormPage):
    heading = _("Ändra åtgärdspunkten")
    button = _("Spara")
    said = _("Åtgärdspunkten är ändrad.")

    def may(self) -> bool:
        return can_run_deciding(self.access, self.row)

    def form(self, data=None) -> ActionPointForm:
        row = self.row if data is None else hold_with_meeting(self.row)
        return ActionPointForm(data, instance=row)

    def save(self, form: ActionPointForm) -> None:
        save_action_point(point=form.instance, by=self.request.user)

    def back(self) -> str:
        return self.row.get_work_url()


class PromiseView(OneActionPoint, FormPage):
    """An action point becomes a commitment in one step, and leads to it."""

    template_name = "work/deciding/promise.html"
    heading = _("Gör åtgärdspunkten till ett åtagande")
    button = _("Gör till åtagande")
    said = _("Nu är det ett åtagande. Det är ett utkast tills ni publicerar det.")

    def may(self) -> bool:
        return can_promise_from(self.access, self.row)

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if self.row.commitment_id is not None:
            return redirect(self.row.get_work_url())
        return super().get(request, *args, **kwargs)

    def form(self, data=None) -> PromiseForm:
        point = self.row
        commitment = Commitment(kind=CommitmentKind.COMMITMENT, responsible=point.actor)
        return PromiseForm(
            data,
            instance=commitment,
            homes=homes_for(point, self.access),
            near=strategies_of(point),
            initial={
                "title": Truncator(" ".join(point.text.split())).chars(300),
                "end": point.due_on.isoformat() if point.due_on else "",
            },
        )

    def save(self, form: PromiseForm) -> None:
        promise_from_action_point(point=self.row, commitment=form.instance, by=self.request.user)

    def back(self) -> str:
        return self.row.get_work_url()

    def done(self) -> str:
        self.row.refresh_from_db(fields=["commitment"])
        return reverse("work_commitment", args=[self.row.commitment.public_id])

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(point=self.row, **kwargs)
