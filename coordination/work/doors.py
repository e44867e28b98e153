"""What the pages of one network share: who may open them, and how a form is shown and refused."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import View
from django.views.generic.base import ContextMixin, TemplateResponseMixin

from actors.access import Access, access_of, read_access
from coordination.models import Network, Seat
from coordination.rules.networks import can_edit_network, takes_part_in
from coordination.work.running import CLASHED, REFUSED
from records.history import note_reading
from strategies.services import NotThereError


class NetworkDoor(View):
    """One network, for those who edit it. Others who read it are told that they may not; to
    anybody else there is no such page."""

    access: Access
    network: Network

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        self.access = access_of(request.user)
        self.network = self.find(**kwargs)
        if not self.may():
            raise PermissionDenied
        if self.network.pk is not None:
            note_reading(
                record=self.network,
                by=request.user,
                may_read_anyway=takes_part_in(self.access, self.network),
            )
        return super().dispatch(request, *args, **kwargs)

    def find(self, slug: str, **kwargs) -> Network:
        rows = Network.objects.visible_to(self.access).select_related(
            "county", "parent__county", "maintained_by"
        )
        return get_object_or_404(rows, slug=slug)

    def may(self) -> bool:
        return can_edit_network(self.access, self.network)

    def back(self) -> str:
        return self.network.get_work_url()


class SeatDoor(NetworkDoor):
    """One of its seats; also of a network that one's organisation has a seat in and does not read
    yet."""

    seat: Seat

    def find(self, slug: str, public_id: str, **kwargs) -> Network:
        rows = Seat.objects.visible_to(self.access).select_related(
            "network__county", "network__parent", "network__maintained_by", "actor", "person"
        )
        self.seat = get_object_or_404(rows, network__slug=slug, public_id=public_id)
        return self.seat.network


class FormPage(ContextMixin, TemplateResponseMixin, NetworkDoor):
    """A page that is one form: shown, refused with what was typed, or done."""

    template_name = "work/networks/form.html"
    heading = button = ""
    # What the button does, in a sentence or two.
    intro = ""

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.show(self.form())

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form, told = answer(lambda: self.form(request.POST), self.act)
        if told is None:
            return self.show(form, status_of(form))
        messages.success(request, told)
        return redirect(self.back())

    def form(self, data=None) -> forms.Form:
        raise NotImplementedError

    def act(self, form: forms.Form) -> str:
        """Do what a valid form asks for, and say what was done."""
        raise NotImplementedError

    def show(self, form: forms.Form, status: int = 200) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=status)

    def get_context_data(self, **kwargs) -> dict:
        clash = getattr(kwargs.get("form"), "clash", None)
        given = {"heading": self.heading, "button": self.button, "intro": self.intro}
        return super().get_context_data(
            **given
            | {
                "network": self.network,
                "back": self.back(),
                "clashes": [clash] if clash else [],
                "is_example": self.network.is_example,
            }
            | kwargs
        )


def answer(
    form_of: Callable[[], forms.Form], act: Callable[[forms.Form], str]
) -> tuple[forms.Form, str | None]:
    """The form and what was done with it, None where it was refused. It is made inside the
    transaction: what it writes in is held until it is saved."""
    form = None
    try:
        with transaction.atomic():
            form = form_of()
            return form, act(form) if form.is_valid() else None
    except ValidationError as error:
        if form is None:
            raise
        form.came_late = isinstance(error, NotThereError)
        for name, texts in error.update_error_dict({}).items():
            form.add_error(name if name in form.fields else None, texts)
        return form, None


def status_of(form: forms.Form) -> int:
    is_late = getattr(form, "came_late", False) or getattr(form, "clash", None)
    return CLASHED if is_late else REFUSED


def network_or_all(network: Network, user) -> str:
    """The network's page while the person still reads it, else where they sit. Asked anew: they
    may just have given their seat away."""
    access = read_access(user)
    is_own = access.is_superuser or Network.objects.own_of(access).filter(pk=network.pk).exists()
    return network.get_work_url() if is_own else reverse("own_networks")
