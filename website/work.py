"""Mitt arbete: all that a person owes or waits for, on one page; how often to be reminded; and the
address of the own calendar."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.generic import FormView, TemplateView

from actors.access import access_of
from records.lists import ROWS_A_PAGE
from records.mail import link_to
from strategies.summaries import Turn
from website.forms import RemindersForm
from website.kept_posts import kept_post
from website.services import (
    calendar_key_of,
    choose_reminders,
    make_calendar_key,
    reminders_of,
    revoke_calendar_key,
)
from website.summaries import my_work

CLASHED = 409
TABS = {"mina": True, "alla": False}


class MyWorkView(TemplateView):
    template_name = "work/my_work.html"

    def get_context_data(self, **kwargs) -> dict:
        access = access_of(self.request.user)
        only_mine = TABS.get(self.request.GET.get("visa", ""))
        work = my_work(access=access, only_mine=only_mine)
        page = Paginator(work.rows, ROWS_A_PAGE).get_page(self.request.GET.get("page"))
        rows = list(page)
        groups = [(turn, [row for row in rows if row.turn == turn]) for turn in Turn]
        return super().get_context_data(
            work=work,
            kept=kept_post(self.request.session),
            shows_mine=only_mine if only_mine is not None else bool(work.mine),
            groups=[(turn.name, rows) for turn, rows in groups if rows],
            page_obj=page,
            paginator=page.paginator,
            **kwargs,
        )


class RemindersView(FormView):
    """Each chooses for themselves how often."""

    template_name = "work/reminders.html"
    form_class = RemindersForm
    success_url = reverse_lazy("reminders")

    def get_initial(self) -> dict:
        return {"frequency": reminders_of(self.request.user)}

    def form_valid(self, form: RemindersForm) -> HttpResponse:
        choose_reminders(frequency=form.cleaned_data["frequency"], by=self.request.user)
        messages.success(self.request, _("Ditt val är sparat."))
        return super().form_valid(form)


class CalendarKeyView(TemplateView):
    """The secret address of the own calendar. It is shown in the answer to who makes it, and kept
    nowhere: so nobody is sent on to another page first."""

    template_name = "work/calendar.html"

    def get_context_data(self, *, address: str = "", refused: bool = False, **kwargs) -> dict:
        key = calendar_key_of(self.request.user)
        return super().get_context_data(key=key, address=address, refused=refused, **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            token = make_calendar_key(seen=request.POST.get("seen", ""), by=request.user)
        except ValidationError:
            return self.render_to_response(self.get_context_data(refused=True), status=CLASHED)
        address = link_to("own_calendar", token, language=get_language())
        return self.render_to_response(self.get_context_data(address=address))


@require_POST
def revoke_key(request: HttpRequest) -> HttpResponse:
    if revoke_calendar_key(by=request.user):
        messages.success(request, _("Adressen är borttagen. Kalendern slutar att uppdateras."))
    return redirect("calendar_key")
