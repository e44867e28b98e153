"""Looking after a round that is open: where everybody is, and what helps them on."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actors.models import Actor
from strategies.choices import RequestState
from strategies.services.rounds import ask_also, close_round, remind_missing, reopen_round
from strategies.summaries import Cockpit, cockpit_of
from strategies.work.rounds.forms import ReasonForm
from strategies.work.rounds.pages import REFUSED, Pressed, RoundDoor, RoundPage


class CockpitView(RoundPage):
    template_name = "work/rounds/cockpit.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.show()

    def show(self, status: int = 200, **forms) -> HttpResponse:
        cockpit = cockpit_of(self.round)
        asked = [row.request.actor_id for row in cockpit.rows]
        others = Actor.objects.in_force().filter(is_example=self.round.is_example)
        context = self.get_context_data(
            cockpit=cockpit,
            rows=self.chosen(cockpit),
            state=self.state,
            reopen_form=ReasonForm(auto_id="reopen_%s"),
            others=others.exclude(pk__in=asked) if self.round.is_open else [],
        )
        return self.render_to_response(context | forms, status=status)

    @property
    def state(self) -> str:
        """The state that is looked at; what is typed wrong is none."""
        asked = self.request.GET.get("lage", "")
        return asked if asked in RequestState.values else ""

    def chosen(self, cockpit: Cockpit) -> list:
        return [row for row in cockpit.rows if not self.state or row.state == self.state]


class CockpitAction(Pressed, RoundDoor):
    def back(self) -> str:
        return self.round.get_work_url()


class RemindView(CockpitAction):
    """Only those that are missing; at most one letter a day to each."""

    def act(self) -> str:
        reminded = remind_missing(round=self.round, by=self.request.user)
        text = ngettext(
            "%(count)d organisation påminns.", "%(count)d organisationer påminns.", len(reminded)
        )
        return text % {"count": len(reminded)}


class AskAlsoView(CockpitAction):
    def act(self) -> str:
        slug = self.request.POST.get("more", "")
        actor = Actor.objects.in_force().filter(slug=slug).first()
        if actor is None:
            raise ValidationError(_("Välj en organisation."))
        ask_also(round=self.round, actor=actor, by=self.request.user)
        return _("%(name)s är tillfrågad.") % {"name": actor.name_with_kind}


class CloseView(CockpitAction):
    def act(self) -> str:
        close_round(round=self.round, by=self.request.user)
        return _("Uppföljningen är stängd. Inga fler svar tas emot.")


class ReopenView(CockpitView):
    """With a reason."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = ReasonForm(request.POST, auto_id="reopen_%s")
        if not form.is_valid():
            return self.show(REFUSED, reopen_form=form)
        try:
            with transaction.atomic():
                reopen_round(round=self.round, why=form.cleaned_data["reason"], by=request.user)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.show(REFUSED, reopen_form=form)
        messages.success(request, _("Uppföljningen är öppen igen."))
        return redirect(self.round.get_work_url())
