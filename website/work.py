"""Mitt arbete: all that a person owes or waits for, on one page; and how often to be reminded."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView

from actors.access import access_of
from records.lists import ROWS_A_PAGE
from strategies.summaries import Turn
from website.forms import RemindersForm
from website.kept_posts import kept_post
from website.services import choose_reminders, reminders_of
from website.summaries import my_work

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
