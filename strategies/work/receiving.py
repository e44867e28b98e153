"""Receiving: what has been submitted to the strategies that one coordinates."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import ListView, TemplateView

from actors.access import access_of
from records.services import lock
from strategies.models import ProgressReport
from strategies.rules.reporting import (
    can_hide_report,
    can_manage_report,
    can_read_every_version,
    can_report,
    manages_reports,
)
from strategies.services import (
    ask_for_completion,
    hide_report,
    publish_report,
    receive_report,
    set_registry_numbers,
)
from strategies.summaries import Confirming, confirming_of, report_page
from strategies.work.commitment_forms import StanceForm
from strategies.work.forms import CompletionForm, ReceiveForm, RegistryForm
from strategies.work.pages import ReportPage

CLASHED, REFUSED = 409, 422


class InboxView(ListView):
    """What waits to be received, or to be published where that is done later; the oldest first."""

    template_name = "work/reports/inbox.html"
    paginate_by = 50

    @property
    def is_to_publish(self) -> bool:
        return self.request.GET.get("visa") == "publicera"

    def get_context_data(self, **kwargs) -> dict:
        at = "publish" if self.is_to_publish else "reports"
        return super().get_context_data(at=at, **kwargs)

    def get_queryset(self):
        access = access_of(self.request.user)
        if not manages_reports(access):
            raise PermissionDenied
        managed = ProgressReport.objects.managed_by(access)
        return (
            (managed.unpublished() if self.is_to_publish else managed.submitted())
            .select_related("commitment__responsible", "commitment__home")
            .with_versions()
            .order_by("as_of", "pk")
        )


class ReportView(ReportPage, TemplateView):
    """One report with all its versions; who receives it does so here."""

    template_name = "work/reports/report.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.show()

    def show(self, status: int = 200, typed: str = "", **forms) -> HttpResponse:
        access, report = self.access, self.report
        manages = can_manage_report(access, report)
        page = report_page(report, in_full=can_read_every_version(access, report))
        seen = {"seen": page.now.number if page.now else None}
        context = {
            "page": page,
            "manages": manages,
            "writes": can_report(access, report.commitment),
            "can_hide": can_hide_report(access, report),
            # What could not be done as it was written, to read, copy or send once more.
            "typed": typed,
            "receive_form": ReceiveForm(instance=report, initial=seen, auto_id="receive_%s"),
            "completion_form": CompletionForm(instance=report, initial=seen, auto_id="complete_%s"),
            "registry_form": self.registry_form() if self.has_registry else None,
            "confirming": self.confirming,
            "stance_form": self.stance_form(),
        }
        context["clashes"] = [form.clash for form in forms.values() if form.clash]
        return self.render_to_response(
            self.get_context_data(**(context | forms)),
            status=CLASHED if context["clashes"] else status,
        )

    @cached_property
    def confirming(self) -> Confirming | None:
        """What contributors to a joint effort say of it."""
        now = self.report.versions.order_by("-number").first()
        return confirming_of(self.report, now, self.access)

    def stance_form(self) -> StanceForm | None:
        asked = self.confirming
        if not (asked and asked.own and asked.is_open):
            return None
        first = {"actor": asked.own[0].slug, "seen": asked.version}
        return StanceForm(own=asked.own, initial=first)

    @property
    def has_registry(self) -> bool:
        """Whether the person registers it for one of the two sides."""
        is_told = self.report.as_of is not None
        writes = can_report(self.access, self.report.commitment)
        return is_told and (writes or can_manage_report(self.access, self.report))

    def registry_form(self, data=None, instance=None) -> RegistryForm:
        return RegistryForm(
            data,
            instance=instance or self.report,
            auto_id="register_%s",
            is_sender=can_report(self.access, self.report.commitment),
            is_receiver=can_manage_report(self.access, self.report),
        )


class ReportAction(ReportView):
    """A button on the page of a report. What it cannot do is told there, with what was written."""

    http_method_names = ["post"]
    # The field whose text is given back where the report has gone on meanwhile.
    field = ""

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not self.may():
            raise PermissionDenied
        try:
            with transaction.atomic():
                return self.act()
        except ValidationError as error:
            self.report.refresh_from_db()
            messages.error(request, " ".join(error.messages))
            return self.show(status=REFUSED, typed=request.POST.get(self.field, "").strip())

    def may(self) -> bool:
        return can_manage_report(self.access, self.report)

    def act(self) -> HttpResponse:
        raise NotImplementedError

    def done(self, text: str) -> HttpResponse:
        messages.success(self.request, text)
        return redirect(self.report.get_work_url())

    def go_on(self, text: str) -> HttpResponse:
        """To what waits next, so that thirty are gone through without the way back."""
        messages.success(self.request, text)
        return redirect("report_inbox")


class ReceiveView(ReportAction):
    field = "comment"

    def act(self) -> HttpResponse:
        form = ReceiveForm(self.request.POST, instance=lock(self.report), auto_id="receive_%s")
        if not form.is_valid():
            return self.show(status=REFUSED, receive_form=form)
        receive_report(
            report=self.report,
            seen=form.cleaned_data["seen"],
            by=self.request.user,
            comment=form.cleaned_data["comment"],
        )
        self.report.refresh_from_db()
        if self.report.published_at is None:
            return self.go_on(_("Uppföljningen är mottagen. Den väntar nu under ”Att publicera”."))
        return self.go_on(_("Uppföljningen är mottagen och publicerad."))


class CompletionView(ReportAction):
    field = "request_for_completion"

    def act(self) -> HttpResponse:
        form = CompletionForm(self.request.POST, instance=lock(self.report), auto_id="complete_%s")
        if not form.is_valid():
            return self.show(status=REFUSED, completion_form=form)
        ask_for_completion(
            report=self.report,
            seen=form.cleaned_data["seen"],
            reason=form.cleaned_data["request_for_completion"],
            by=self.request.user,
        )
        return self.go_on(_("Komplettering är begärd. Den som redovisar har fått ett brev."))


class PublishView(ReportAction):
    def act(self) -> HttpResponse:
        publish_report(report=self.report, by=self.request.user)
        return self.done(_("Uppföljningen är publicerad."))


class HideView(ReportAction):
    def may(self) -> bool:
        return can_hide_report(self.access, self.report)

    def act(self) -> HttpResponse:
        hide_report(report=self.report, by=self.request.user)
        return self.done(_("Uppföljningen är dold för allmänheten. Inget är borttaget."))


class RegistryView(ReportAction):
    def may(self) -> bool:
        return self.has_registry

    def act(self) -> HttpResponse:
        form = self.registry_form(self.request.POST, instance=lock(self.report))
        if not form.is_valid():
            return self.show(status=REFUSED, registry_form=form)
        set_registry_numbers(
            report=self.report,
            by=self.request.user,
            registry_number=form.cleaned_data.get("registry_number"),
            received_registry_number=form.cleaned_data.get("received_registry_number"),
        )
        return self.done(_("Diarienumret är sparat."))
