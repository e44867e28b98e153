"""Joining at work: asking for one's own organisation, answering others, and leaving."""

from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import ListView, TemplateView

from actors.access import Access, access_of
from records.history import note_reading
from strategies.choices import OPEN_TO_JOIN, JoinState, PartyRole
from strategies.joining.forms import JoinAnswerForm, JoinForm, LeaveForm, organisations_of
from strategies.models import JoinRequest, Party, Strategy
from strategies.rules.joining import (
    can_answer_join_request,
    can_edit_join_request,
    can_end_joining,
    can_read_join_request,
)
from strategies.rules.reporting import manages_reports
from strategies.services import (
    accept_join_request,
    ask_join_request_back,
    ask_to_join,
    change_join_request,
    decline_join_request,
    leave_strategy,
)
from strategies.services.joining import hold_request
from strategies.services.reports.holding import NotThereError

CLASHED, REFUSED = 409, 422


class AskView(TemplateView):
    """The form of those who coordinate an organisation, and how their own stand in the strategy."""

    template_name = "work/joining/ask.html"
    access: Access
    strategy: Strategy

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.access = access_of(request.user)
        rows = Strategy.objects.visible_to(self.access).open_for_joining()
        rows = rows.select_related("county", "under", "maintained_by")
        self.strategy = get_object_or_404(rows, slug=kwargs["slug"])
        self.own = organisations_of(self.access, self.strategy)
        if not self.own.exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def form(self, data=None) -> JoinForm:
        form = JoinForm(
            data,
            instance=JoinRequest(strategy=self.strategy),
            organisations=self.own,
            goals=self.strategy.goals.visible_to(self.access),
        )
        if not self.access.is_superuser:
            # Chosen already: most answer for one.
            form.initial["actor"] = self.own.first()
        return form

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.show(self.form())

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show(form, REFUSED)
        try:
            asked = ask_to_join(request=form.instance, aims=form.aims, by=request.user)
        except ValidationError as error:
            form.add_refusal(error)
            return self.show(form, REFUSED)
        receiver = self.strategy.maintained_by.name_with_kind
        told = _("Begäran är skickad. Nu väntar ni på %(receiver)s.")
        messages.success(request, told % {"receiver": receiver})
        return redirect(asked.get_work_url())

    def show(self, form: JoinForm, status: int = 200) -> HttpResponse:
        own = {"actor__in": self.access.coordinates}
        parties = self.strategy.parties.belonging().filter(**own).select_related("actor")
        requests = self.strategy.join_requests.open().filter(**own).select_related("actor")
        context = self.get_context_data(
            strategy=self.strategy,
            form=form,
            parties=list(parties),
            requests=list(requests),
            is_example=self.strategy.is_example,
        )
        return self.render_to_response(context, status=status)


class InboxView(ListView):
    """Requests to join strategies that one coordinates, the oldest first."""

    template_name = "work/joining/inbox.html"
    paginate_by = 50

    def get_queryset(self):
        access = access_of(self.request.user)
        if not manages_reports(access):
            raise PermissionDenied
        rows = JoinRequest.objects.answerable_by(access).waiting()
        return rows.select_related("strategy", "actor").oldest_first()


class OwnView(ListView):
    """What one's own organisations have asked: what was sent back comes first."""

    template_name = "work/joining/own.html"
    paginate_by = 50

    def get_queryset(self):
        access = access_of(self.request.user)
        if not access.reads and not access.is_superuser:
            raise PermissionDenied
        own = JoinRequest.objects.asked_by(access).select_related("strategy", "actor")
        return own.asked_back_first()


class RequestPage(TemplateView):
    """One request, for the organisation that asks and for who answers."""

    access: Access
    asked: JoinRequest

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.access = access_of(request.user)
        rows = JoinRequest.objects.visible_to(self.access).select_related(
            "strategy__maintained_by", "strategy__county", "strategy__under", "actor", "party"
        )
        self.asked = get_object_or_404(rows, public_id=kwargs["public_id"])
        if not self.may():
            raise PermissionDenied
        as_member = replace(self.access, is_superuser=False)
        reads_anyway = can_read_join_request(as_member, self.asked)
        note_reading(record=self.asked, by=request.user, may_read_anyway=reads_anyway)
        return super().dispatch(request, *args, **kwargs)

    def may(self) -> bool:
        return True


ACCEPT, ASK_BACK, DECLINE = "godta", "fraga", "avboj"
SAID = {
    ACCEPT: gettext_lazy("Organisationen är ansluten från dagen för sitt beslut."),
    ASK_BACK: gettext_lazy("Begäran är återsänd med er fråga."),
    DECLINE: gettext_lazy("Begäran är avböjd. Organisationen har fått ert svar."),
}
ANSWERS = {
    ACCEPT: accept_join_request,
    ASK_BACK: ask_join_request_back,
    DECLINE: decline_join_request,
}


class RequestView(RequestPage):
    template_name = "work/joining/request.html"

    @cached_property
    def may_answer(self) -> bool:
        return can_answer_join_request(self.access, self.asked)

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.show(JoinAnswerForm(initial={"seen": self.asked.version}))

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not self.may_answer:
            raise PermissionDenied
        form = JoinAnswerForm(request.POST)
        choice = request.POST.get("gor")
        if choice not in SAID:
            form.add_error(None, _("Välj att godta, fråga eller avböja."))
        if not form.is_valid():
            return self.show(form, REFUSED)
        said = form.cleaned_data
        try:
            ANSWERS[choice](
                request=self.asked, answer=said["answer"], by=request.user, seen=said["seen"]
            )
        except NotThereError as error:
            return self.show_anew(form, error, CLASHED)
        except ValidationError as error:
            return self.show_anew(form, error, REFUSED)
        messages.success(request, SAID[choice])
        # To what waits next.
        return redirect("join_inbox")

    def show_anew(self, form: JoinAnswerForm, error: ValidationError, status: int) -> HttpResponse:
        self.asked.refresh_from_db()
        form.data = form.data.copy()
        form.data["seen"] = str(self.asked.version)
        for name, told in error.update_error_dict({}).items():
            form.add_error(name if name in form.fields else None, told)
        return self.show(form, status)

    def show(self, form: JoinAnswerForm, status: int = 200) -> HttpResponse:
        asked = self.asked
        is_waiting = asked.state == JoinState.WAITING
        may_leave = asked.party is not None and can_end_joining(self.access, asked.party)
        context = self.get_context_data(
            asked=asked,
            aims=list(asked.aims.select_related("goal")),
            form=form,
            can_answer=self.may_answer and asked.state in OPEN_TO_JOIN,
            can_ask_back=self.may_answer and is_waiting,
            can_change=asked.state == JoinState.ASKED_BACK
            and can_edit_join_request(self.access, asked),
            can_leave=may_leave and asked.party.is_current,
            shows_holder=self.may_answer,
            is_example=asked.is_example,
        )
        return self.render_to_response(context, status=status)


class ChangeView(RequestPage):
    """What was sent back is changed and sent again."""

    template_name = "work/joining/change.html"

    def may(self) -> bool:
        return self.access.can_coordinate(self.asked.actor_id)

    def form(self, asked: JoinRequest, data=None) -> JoinForm:
        goals = asked.strategy.goals.visible_to(self.access)
        return JoinForm(data, instance=asked, goals=goals)

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if self.asked.state != JoinState.ASKED_BACK:
            return redirect(self.asked.get_work_url())
        return self.show(self.form(self.asked))

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            with transaction.atomic():
                form = self.form(hold_request(self.asked), request.POST)
                if not form.is_valid():
                    return self.show(form, CLASHED if form.clash else REFUSED)
                change_join_request(request=form.instance, aims=form.aims, by=request.user)
        except ValidationError as error:
            form.add_refusal(error)
            return self.show(form, CLASHED if isinstance(error, NotThereError) else REFUSED)
        messages.success(request, _("Begäran är skickad igen."))
        return redirect(self.asked.get_work_url())

    def show(self, form: JoinForm, status: int = 200) -> HttpResponse:
        clashes = [form.clash] if form.clash else []
        context = self.get_context_data(
            asked=self.asked, form=form, clashes=clashes, is_example=self.asked.is_example
        )
        return self.render_to_response(context, status=status)


class LeaveView(TemplateView):
    """Dating that an organisation leaves, by its coordinator or the strategy's maintainer."""

    template_name = "work/joining/leave.html"

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        access = access_of(request.user)
        rows = Party.objects.visible_to(access).filter(role=PartyRole.JOINED)
        rows = rows.select_related("actor", "strategy__county", "strategy__maintained_by")
        self.party = get_object_or_404(rows, public_id=kwargs["public_id"])
        if not can_end_joining(access, self.party):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.show(LeaveForm(initial={"on": timezone.localdate()}))

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = LeaveForm(request.POST)
        if not form.is_valid():
            return self.show(form, REFUSED)
        try:
            leave_strategy(party=self.party, on=form.cleaned_data["on"], by=request.user)
        except ValidationError as error:
            self.party.refresh_from_db()
            form.add_error(None, error.messages)
            return self.show(form, REFUSED)
        messages.success(request, _("Anslutningen är avslutad, och båda dagarna står kvar."))
        return redirect("my_work")

    def show(self, form: LeaveForm, status: int = 200) -> HttpResponse:
        context = self.get_context_data(
            form=form, party=self.party, is_example=self.party.strategy.is_example
        )
        return self.render_to_response(context, status=status)
