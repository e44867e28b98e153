"""An organisation proposes whom it sends, and who runs the network answers."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from actors.access import access_of
from coordination.models import Network, SeatProposal
from coordination.rules.networks import can_read_network
from coordination.rules.seats import can_answer_proposal, can_propose_for
from coordination.services.seat_proposals import (
    confirm_proposal,
    decline_proposal,
    propose_representative,
)
from coordination.summaries import own_places, proposal_row
from coordination.work.doors import FormPage, SeatDoor
from coordination.work.seat_forms import ProposalAnswerForm, ProposalForm
from records.services import lock


class OwnSeatsView(TemplateView):
    """The seats of the organisations that one coordinates, also where nobody sits yet."""

    template_name = "work/networks/own_seats.html"

    def get_context_data(self, **kwargs) -> dict:
        access = access_of(self.request.user)
        if not access.is_editor:
            raise PermissionDenied
        return super().get_context_data(places=own_places(access), **kwargs)


class ProposeView(FormPage, SeatDoor):
    """Changed while it waits, it is the same proposal."""

    heading, button = gettext_lazy("Föreslå representant"), gettext_lazy("Skicka förslaget")
    intro = gettext_lazy("Den som håller ihop nätverket bekräftar eller avböjer.")

    def may(self) -> bool:
        return can_propose_for(self.access, self.seat)

    def back(self) -> str:
        return reverse("own_seats")

    def form(self, data=None) -> ProposalForm:
        seat = self.seat
        if data is not None:
            network = lock(self.network)
            seat = lock(seat)
            seat.network = network
        waiting = seat.proposals.waiting().first() or SeatProposal()
        waiting.seat = seat
        return ProposalForm(data, instance=waiting)

    def act(self, form: ProposalForm) -> str:
        propose_representative(proposal=form.instance, by=self.request.user)
        return _("Förslaget är skickat. Ni får ett brev när det är besvarat.")

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(lead=str(self.seat), **kwargs)


CONFIRM, DECLINE = "bekrafta", "avboj"
ANSWERS = {CONFIRM: confirm_proposal, DECLINE: decline_proposal}
SAID = {
    CONFIRM: gettext_lazy("Förslaget är bekräftat, och personen har sin plats."),
    DECLINE: gettext_lazy("Förslaget är avböjt. Den som föreslog får ert svar."),
}


class ProposalView(FormPage):
    """One proposal: read by both sides, answered by who edits the network."""

    template_name = "work/networks/proposal.html"
    proposal: SeatProposal

    def find(self, slug: str, public_id: str, **kwargs) -> Network:
        rows = SeatProposal.objects.visible_to(self.access).select_related(
            "seat__network__county",
            "seat__network__parent",
            "seat__network__maintained_by",
            "seat__actor",
            "person",
        )
        self.proposal = get_object_or_404(rows, seat__network__slug=slug, public_id=public_id)
        return self.proposal.seat.network

    def may(self) -> bool:
        return self.request.method != "POST" or self.may_answer

    @property
    def may_answer(self) -> bool:
        return can_answer_proposal(self.access, self.proposal)

    def form(self, data=None) -> ProposalAnswerForm:
        return ProposalAnswerForm(data, initial={"seen": self.proposal.version})

    def act(self, form: ProposalAnswerForm) -> str:
        choice = self.request.POST.get("gor")
        if choice not in ANSWERS:
            raise ValidationError(_("Välj att bekräfta eller avböja."))
        said = form.cleaned_data
        ANSWERS[choice](
            proposal=self.proposal,
            answer=said["answer"],
            seen=said["seen"],
            by=self.request.user,
        )
        return SAID[choice]

    def show(self, form: ProposalAnswerForm, status: int = 200) -> HttpResponse:
        """As it stands now, with what was typed."""
        if form.is_bound:
            self.proposal.refresh_from_db()
            form.data = form.data.copy()
            form.data["seen"] = str(self.proposal.version)
        return super().show(form, status)

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(
            row=proposal_row(self.proposal, self.access),
            can_answer=self.may_answer and self.proposal.is_waiting,
            reads_network=can_read_network(self.access, self.network),
            **kwargs,
        )
