"""The agenda, for who runs the meeting: items are added, changed, moved and removed, and what is
proposed is answered."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic.base import ContextMixin, TemplateResponseMixin

from coordination.models import AgendaItem, ItemProposal
from coordination.services.agenda import (
    add_item,
    change_item,
    move_item,
    remove_item,
)
from coordination.services.item_proposals import (
    AnsweredError,
    leave_out_proposal,
    take_up_proposal,
)
from coordination.services.writing import hold_for_writing
from coordination.summaries.agenda import agenda_of
from coordination.summaries.item_proposals import waiting_items
from coordination.summaries.open_points import open_before
from coordination.work.agenda_forms import ItemForm, LeaveOutForm, QuickItemForm
from coordination.work.running import CLASHED, REFUSED, MeetingDoor
from records.services import hold


class AgendaDoor(MeetingDoor):
    def agenda_url(self, anchor: str = "") -> str:
        return reverse("agenda", args=[self.meeting.public_id]) + (anchor and f"#{anchor}")


class MeetingPage(ContextMixin, TemplateResponseMixin, AgendaDoor):
    """A page about the meeting that is shown."""

    def show(self, status: int = 200, **context) -> HttpResponse:
        context = self.get_context_data(
            meeting=self.meeting, is_example=self.meeting.is_example, **context
        )
        return self.render_to_response(context, status=status)


class AgendaView(MeetingPage):
    """All of the agenda. One field at its end takes the next title."""

    template_name = "work/agenda/agenda.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.show_agenda()

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        new = AgendaItem(meeting=self.meeting)
        form = QuickItemForm(request.POST, instance=new)
        if form.is_valid():
            try:
                add_item(item=new, by=request.user)
            except ValidationError as error:
                form.add_error(None, error.messages)
        if form.errors:
            return self.show_agenda(REFUSED, form=form)
        # Back in the field, for the next one.
        return redirect(self.agenda_url("id_title"))

    def show_agenda(
        self,
        status: int = 200,
        *,
        form: QuickItemForm | None = None,
        refused: tuple[str, LeaveOutForm] | None = None,
        told: list[str] | None = None,
    ) -> HttpResponse:
        rows = waiting_items(self.meeting)
        forms = {row.proposal.public_id: blank(row.proposal) for row in rows}
        forms |= dict([refused]) if refused else {}
        return self.show(
            status,
            agenda=agenda_of(self.meeting, self.access),
            open_points=open_before(self.meeting, self.access),
            proposals=[(row, forms[row.proposal.public_id]) for row in rows],
            told=told,
            form=form or QuickItemForm(instance=AgendaItem(meeting=self.meeting)),
        )


def blank(proposal: ItemProposal) -> LeaveOutForm:
    return LeaveOutForm(prefix=proposal.public_id)


class AnswerProposalView(AgendaView):
    """Taking up what was proposed, or saying why not."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        rows = ItemProposal.objects.filter(network=self.meeting.network_id)
        proposal = get_object_or_404(rows, public_id=kwargs["proposal"])
        try:
            if request.POST.get("gor") == "ta-upp":
                item = take_up_proposal(proposal=proposal, meeting=self.meeting, by=request.user)
                return redirect(self.agenda_url(f"punkt-{item.public_id}"))
            return self.leave_out(proposal)
        except AnsweredError as error:
            return self.show_agenda(CLASHED, told=error.messages)
        except ValidationError as error:
            return self.show_agenda(REFUSED, told=error.messages)

    def leave_out(self, proposal: ItemProposal) -> HttpResponse:
        form = LeaveOutForm(self.request.POST, prefix=proposal.public_id)
        if not form.is_valid():
            return self.show_agenda(REFUSED, refused=(proposal.public_id, form))
        why = form.cleaned_data["why"]
        leave_out_proposal(proposal=proposal, why=why, by=self.request.user)
        messages.success(self.request, _("Svaret är sparat. Den som föreslog punkten ser det."))
        return redirect(self.agenda_url())


class ItemDoor(AgendaDoor):
    """One item of its agenda."""

    @cached_property
    def item(self) -> AgendaItem:
        return get_object_or_404(self.meeting.items.all(), public_id=self.kwargs["item"])


class ItemView(MeetingPage, ItemDoor):
    """An item with all that is told of it, and its documents."""

    template_name = "work/agenda/item.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.show_item(ItemForm(instance=self.item))

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        with transaction.atomic():
            try:
                meeting = hold_for_writing(self.meeting, request.user)
            except ValidationError as error:
                return self.refuse(ItemForm(request.POST, instance=self.item), error)
            rows = hold(meeting.items.filter(public_id=kwargs["item"]))
            if (item := rows.first()) is None:
                return self.show_gone()
            form = ItemForm(request.POST, instance=item)
            if not form.is_valid():
                return self.show_item(form, CLASHED if form.clash else REFUSED)
            change_item(item=form.instance, by=request.user)
        return redirect(self.agenda_url(f"punkt-{item.public_id}"))

    def refuse(self, form: ItemForm, error: ValidationError) -> HttpResponse:
        form.add_error(None, error.messages)
        return self.show_item(form, REFUSED)

    def show_gone(self) -> HttpResponse:
        """Another has removed the item: what was typed can be copied."""
        texts = [self.request.POST.get(name, "") for name in ("title", "presenter", "text")]
        context = self.get_context_data(
            meeting=self.meeting,
            is_example=self.meeting.is_example,
            texts=[text for text in texts if text.strip()],
        )
        return render(self.request, "work/agenda/gone.html", context, status=CLASHED)

    def show_item(self, form: ItemForm, status: int = 200) -> HttpResponse:
        documents = self.item.item_documents.select_related("document", "meeting")
        clashes = [form.clash] if form.clash else []
        return self.show(
            status, item=self.item, form=form, clashes=clashes, documents=list(documents)
        )


class MoveItemView(ItemDoor):
    """One step up or down. The browser comes back to the button that was pressed, so that it can be
    pressed again; at the end of the list, to the other one."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        item, up = self.item, request.POST.get("at") == "upp"
        try:
            move_item(item=item, up=up, by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect(self.agenda_url())
        items = list(self.meeting.items.values_list("pk", flat=True))
        is_at_end = [item.pk] == (items[:1] if up else items[-1:])
        button = "upp" if up != is_at_end else "ner"
        return redirect(self.agenda_url(f"{button}-{item.public_id}"))


class RemoveItemView(ItemDoor):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        item = self.item
        try:
            remove_item(item=item, by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("agenda_item", self.meeting.public_id, item.public_id)
        messages.success(request, _("Punkten är borttagen."))
        return redirect(self.agenda_url())
