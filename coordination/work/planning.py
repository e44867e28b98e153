"""Planning meetings: a new one, one that is changed, and the next after one."""

from functools import cached_property

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import View
from django.views.generic.base import ContextMixin, TemplateResponseMixin

from actors.access import Access, access_of
from actors.models import Actor
from coordination.models import Meeting
from coordination.services.planning import carry_items, change_meeting, plan_meeting
from coordination.summaries.planning import (
    begun_from,
    carried_from,
    last_meeting,
    length_of,
    meeting_after,
    next_start,
)
from coordination.work.planning_forms import (
    CarriedForm,
    MeetingForm,
    NewTalkForm,
    TalkForm,
    conveners_for,
)
from coordination.work.running import CLASHED, REFUSED, OwnMeetingPage, OwnNetworkPage
from records.services import lock


class MakesMeeting(TemplateResponseMixin, ContextMixin, View):
    """A form that makes a meeting, and sends nobody anything."""

    template_name = "work/planning/new.html"

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show(form, REFUSED)
        try:
            meeting = plan_meeting(meeting=form.instance, strategies=form.chosen, by=request.user)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.show(form, REFUSED)
        messages.success(request, _("Mötet är planerat. Ingen har fått något brev än."))
        return redirect(meeting.get_work_url())

    def form(self, data=None, **kwargs) -> MeetingForm:
        raise NotImplementedError

    def show(self, form: MeetingForm, status: int = 200) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=status)


class NewMeetingView(MakesMeeting, OwnNetworkPage):
    """A meeting of a network, begun from the last one."""

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.show(self.form(initial=begun_from(last_meeting(self.network))))

    def form(self, data=None, **kwargs) -> MeetingForm:
        new = Meeting(network=self.network, county=self.network.county)
        return MeetingForm(data, instance=new, access=self.access, **kwargs)


class NewTalkView(MakesMeeting):
    """A talk or a meeting without a network, for those who coordinate an organisation."""

    access: Access

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        self.access = access_of(request.user)
        if not self.access.is_editor:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        initial: dict[str, object] = {"title": _("Möte")}
        if not self.access.is_superuser and (own := conveners_for(self.access).first()):
            initial |= {"convener": own, "county": only_county_of(own)}
        return self.show(self.form(initial=initial))

    def form(self, data=None, **kwargs) -> NewTalkForm:
        conveners = conveners_for(self.access)
        return NewTalkForm(
            data, instance=Meeting(), conveners=conveners, access=self.access, **kwargs
        )


def only_county_of(actor: Actor):
    """The county of an organisation that belongs to one alone."""
    counties = list(actor.counties.all()[:2])
    return counties[0] if len(counties) == 1 else None


class ChangeMeetingView(OwnMeetingPage):
    """All that is said of a meeting; two who write at once lose nothing."""

    template_name = "work/planning/change.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.show(self.form(self.meeting))

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        with transaction.atomic():
            form = self.form(lock(self.meeting), request.POST)
            if not form.is_valid():
                return self.show(form, CLASHED if form.clash else REFUSED)
            if form.has_changed():
                change_meeting(meeting=form.instance, strategies=form.chosen, by=request.user)
        messages.success(request, _("Mötet är sparat."))
        return redirect(self.meeting.get_work_url())

    def form(self, meeting: Meeting, data=None) -> MeetingForm:
        made = MeetingForm if meeting.network_id else TalkForm
        return made(data, instance=meeting, access=self.access)

    def show(self, form: MeetingForm, status: int = 200) -> HttpResponse:
        clashes = [form.clash] if form.clash else []
        context = self.get_context_data(form=form, clashes=clashes)
        return self.render_to_response(context, status=status)


class NextMeetingView(OwnMeetingPage):
    """The next meeting, copied from one: its length and place, and the items that one chooses."""

    template_name = "work/planning/next.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.show(self.form(initial=self.begun()), self.items_form())

    def begun(self) -> dict[str, object]:
        start, length = next_start(self.meeting), length_of(self.meeting)
        end = start + length if start and length else None
        about = list(self.meeting.strategies.all())
        hours = {"starts_at": start, "ends_at": end}
        return begun_from(self.meeting) | hours | {"strategies": about}

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        items = self.items_form(request.POST)
        if "till" in request.POST:
            return self.carry_on(items)
        form = self.form(request.POST)
        if not all([form.is_valid(), items.is_valid()]):
            return self.show(form, items, REFUSED)
        self.keep_length(form.instance)
        try:
            meeting = plan_meeting(
                meeting=form.instance,
                strategies=form.chosen,
                items=items.cleaned_data["carried"],
                by=request.user,
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.show(form, items, REFUSED)
        messages.success(request, _("Nästa möte är planerat. Ingen har fått något brev än."))
        return redirect(meeting.get_work_url())

    def keep_length(self, meeting: Meeting) -> None:
        """As long as this one, where nobody has said when it ends."""
        length = length_of(self.meeting)
        if meeting.starts_at and meeting.ends_at is None and length:
            meeting.ends_at = meeting.starts_at + length

    def carry_on(self, items: CarriedForm) -> HttpResponse:
        """To a meeting that is planned already."""
        to = self.reserved
        if to is None or to.public_id != self.request.POST["till"]:
            messages.error(self.request, _("Det mötet är inte längre det som kommer härnäst."))
            return self.show(self.form(initial=self.begun()), items, REFUSED)
        if not items.is_valid():
            return self.show(self.form(initial=self.begun()), items, REFUSED)
        try:
            carry_items(items=items.cleaned_data["carried"], to=to, by=self.request.user)
        except ValidationError as error:
            # A colleague has cancelled it meanwhile.
            messages.error(self.request, " ".join(error.messages))
            return self.show(self.form(initial=self.begun()), items, REFUSED)
        messages.success(self.request, _("Punkterna står på dagordningen."))
        return redirect(to.get_work_url())

    @cached_property
    def carried(self):
        return carried_from(self.meeting)

    @cached_property
    def reserved(self) -> Meeting | None:
        return meeting_after(self.meeting)

    def items_form(self, data=None) -> CarriedForm:
        return CarriedForm(data, carried=self.carried)

    def form(self, data=None, **kwargs) -> MeetingForm:
        last = self.meeting
        new = Meeting(network=last.network, convener=last.convener, county=last.county)
        made = MeetingForm if last.network_id else TalkForm
        return made(data, instance=new, access=self.access, **kwargs)

    def show(self, form: MeetingForm, items: CarriedForm, status: int = 200) -> HttpResponse:
        context = self.get_context_data(form=form, items_form=items, reserved=self.reserved)
        return self.render_to_response(context, status=status)
