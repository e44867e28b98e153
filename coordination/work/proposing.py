"""Proposing an item for the agenda of one's network."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from actors.access import Access, access_of
from coordination.models import ItemProposal, Network
from coordination.services.item_proposals import propose_item
from coordination.summaries.item_proposals import next_agenda, proposing_organisations
from coordination.work.agenda_forms import ProposalForm
from coordination.work.running import REFUSED


class ProposeItemView(TemplateView):
    """For a network's own, whatever they may change there."""

    template_name = "work/agenda/propose.html"
    access: Access
    network: Network

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        self.access = access_of(request.user)
        rows = Network.objects.own_of(self.access).select_related("county")
        self.network = get_object_or_404(rows, slug=kwargs["slug"])
        return super().dispatch(request, *args, **kwargs)

    def form(self, data=None) -> ProposalForm:
        organisations = proposing_organisations(self.network, self.access)
        new = ItemProposal(network=self.network)
        return ProposalForm(data, instance=new, organisations=organisations)

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.show(self.form())

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = self.form(request.POST)
        if form.is_valid():
            try:
                propose_item(proposal=form.instance, by=request.user)
            except ValidationError as error:
                form.add_error(None, error.messages)
        if form.errors:
            return self.show(form, REFUSED)
        messages.success(request, _("Förslaget är sparat. Här ser ni vad som händer med det."))
        return redirect(self.network.get_work_url())

    def show(self, form: ProposalForm, status: int = 200) -> HttpResponse:
        context = self.get_context_data(
            network=self.network,
            form=form,
            upcoming=next_agenda(self.network),
            is_example=self.network.is_example,
        )
        return self.render_to_response(context, status=status)
