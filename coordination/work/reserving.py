"""A year's dates at once, and the letter that asks people to keep them free."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coordination.services.reached import readers_of
from coordination.services.reserving import (
    DatesMovedError,
    fingerprint,
    in_words,
    reserve_dates,
    reserved,
    send_dates,
)
from coordination.summaries.planning import begun_from, hours_of, last_meeting
from coordination.work.reserving_forms import PatternForm, ReserveForm, day_field
from coordination.work.running import CLASHED, REFUSED, OwnNetworkPage


class ReserveDatesView(OwnNetworkPage):
    """What is the same of the meetings, and their days; a pattern proposes them."""

    template_name = "work/planning/dates.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        pattern = PatternForm(request.GET if "every" in request.GET else None)
        days = pattern.days() if pattern.is_valid() else []
        last = last_meeting(self.network)
        begun = begun_from(last) | hours_of(last)
        begun |= {day_field(place): day for place, day in enumerate(days, start=1)}
        return self.show(ReserveForm(initial=begun), pattern)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = ReserveForm(request.POST)
        if not form.is_valid():
            return self.show(form, PatternForm(), REFUSED)
        try:
            reserve_dates(
                network=self.network, meetings=form.meetings(self.network), by=request.user
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.show(form, PatternForm(), REFUSED)
        messages.success(request, _("Mötena är planerade. Ingen har fått något brev än."))
        return redirect("reserved_letter", self.network.slug)

    def show(self, form: ReserveForm, pattern: PatternForm, status: int = 200) -> HttpResponse:
        context = self.get_context_data(form=form, pattern=pattern)
        return self.render_to_response(context, status=status)


class ReservedLetterView(OwnNetworkPage):
    """What will be written and to whom; it leaves when somebody says so."""

    template_name = "work/planning/dates_letter.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.show()

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        seen = request.POST.get("seen", "")
        try:
            count = send_dates(network=self.network, seen=seen, by=request.user)
        except DatesMovedError as error:
            return self.show(error, CLASHED)
        except ValidationError as error:
            return self.show(error, REFUSED)
        told = ngettext(
            "Brevet är på väg till %(count)s mottagare.",
            "Breven är på väg till %(count)s mottagare.",
            count,
        )
        messages.success(request, told % {"count": count})
        return redirect(self.network.get_work_url())

    def show(self, error: ValidationError | None = None, status: int = 200) -> HttpResponse:
        meetings = list(reserved(self.network))
        context = self.get_context_data(
            days=list(in_words(meetings)),
            seen=fingerprint(meetings),
            readers=readers_of(self.network),
            errors=error.messages if error else [],
        )
        return self.render_to_response(context, status=status)
