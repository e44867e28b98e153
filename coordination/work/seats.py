"""Who sits in a network: a seat is made, changed, ended, and the secretary's handed over."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actors.filters import ActorFilter
from actors.models import Actor
from coordination.models import Seat
from coordination.services.seats import (
    add_vacant_seats,
    end_seat,
    hand_over_secretariat,
    save_seat,
)
from coordination.work.doors import FormPage, SeatDoor, answer, network_or_all, status_of
from coordination.work.forms import LastDayForm, organisations_around
from coordination.work.running import REFUSED
from coordination.work.seat_forms import (
    SeatForm,
    SeatsForm,
    SecretariatForm,
    seat_form,
    told_how_many,
)
from records.services import lock

# Of a search.
UNREADABLE = 400


class NewSeatView(FormPage):
    heading = button = gettext_lazy("Lägg till en plats")
    intro = gettext_lazy(
        "Utan person och befattning är platsen vakant, och organisationen föreslår vem den sänder."
    )

    def form(self, data=None) -> SeatForm:
        return seat_form(Seat(network=self.network), self.access, data)

    def act(self, form: SeatForm) -> str:
        save_seat(seat=form.instance, by=self.request.user)
        return told_how_many(1)


class SeatsView(FormPage):
    """Many organisations at once: those that a search finds, and that have no seat yet."""

    template_name = "work/networks/seats.html"
    heading = gettext_lazy("Lägg till flera platser")

    def form(self, data=None) -> SeatsForm:
        return SeatsForm(data, network=self.network, listed=self.listed)

    @cached_property
    def search(self) -> ActorFilter:
        unseated = organisations_around(self.network).exclude(
            pk__in=self.network.seats.open().filter(actor__isnull=False).values("actor")
        )
        return ActorFilter(self.request.GET or None, queryset=unseated)

    @property
    def listed(self):
        """Nothing before somebody has searched; an invented network is of invented ones."""
        if not self.search.is_bound or not self.search.is_valid():
            return Actor.objects.none()
        rows = self.search.queryset
        for name, value in self.search.form.cleaned_data.items():
            rows = self.search.filters[name].filter(rows, value)
        return rows

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        cannot_be = self.search.is_bound and not self.search.is_valid()
        return self.show(self.form(), UNREADABLE if cannot_be else 200)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show(form, REFUSED)
        chosen = form.chosen(all_listed="alla" in request.POST)
        if not chosen:
            form.add_error("actors", _("Kryssa i minst en organisation."))
            return self.show(form, REFUSED)
        made = add_vacant_seats(
            network=self.network,
            actors=chosen,
            role=form.cleaned_data["role"],
            by=request.user,
        )
        messages.success(request, told_how_many(len(made)))
        return redirect(self.back())

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(
            search=self.search.form, query=self.request.GET.urlencode(), **kwargs
        )


class SeatView(FormPage, SeatDoor):
    template_name = "work/networks/seat.html"

    def form(self, data=None) -> SeatForm:
        return seat_form(self.seat if data is None else self.held(), self.access, data)

    def held(self) -> Seat:
        network = lock(self.network)
        kept = lock(self.seat)
        kept.network = network
        return kept

    def act(self, form: SeatForm) -> str:
        if form.has_changed():
            save_seat(seat=form.instance, by=self.request.user)
        return _("Ändringen är sparad.")

    def get_context_data(self, **kwargs) -> dict:
        kwargs.setdefault("end_form", LastDayForm())
        return super().get_context_data(seat=self.seat, **kwargs)


class EndSeatView(SeatView):
    """The other form of the same page."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form, told = answer(lambda: LastDayForm(request.POST), self.end)
        if told is None:
            context = self.get_context_data(form=self.form(), end_form=form)
            return self.render_to_response(context, status=status_of(form))
        messages.success(request, told)
        return redirect(network_or_all(self.network, request.user))

    def end(self, form: LastDayForm) -> str:
        end_seat(seat=self.seat, on=form.cleaned_data["on"], by=self.request.user)
        return _("Platsen har fått sin sista dag.")


class SecretariatView(FormPage):
    heading, button = gettext_lazy("Lämna över sekreterarskapet"), gettext_lazy("Lämna över")
    intro = gettext_lazy(
        "Den nya sekreteraren ändrar nätverket, platserna och mötena. Båda får ett brev."
    )

    def form(self, data=None) -> SecretariatForm:
        return SecretariatForm(data, network=self.network, access=self.access)

    def act(self, form: SecretariatForm) -> str:
        said = form.cleaned_data
        hand_over_secretariat(
            network=self.network,
            to=said["to"],
            begins=said["begins"],
            leaver=said.get("leaver"),
            by=self.request.user,
        )
        return _("Sekreterarskapet är överlämnat.")
