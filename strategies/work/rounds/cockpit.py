"""Looking after a round that is open: where everybody is, and what helps them on."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actors.models import Actor
from strategies.choices import RequestState
from strategies.models import FollowUpRound
from strategies.services.rounds import ask_also, close_round, remind_missing, reopen_round
from strategies.summaries import Cockpit, cockpit_of, unreachable
from strategies.work.rounds.forms import AskOneForm, ReasonForm
from strategies.work.rounds.pages import REFUSED, Pressed, RoundDoor, RoundPage


class CockpitView(RoundPage):
    template_name = "work/rounds/cockpit.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.show()

    def show(self, status: int = 200, **forms) -> HttpResponse:
        cockpit = cockpit_of(self.round)
        context = self.get_context_data(
            cockpit=cockpit,
            rows=self.chosen(cockpit),
            state=self.state,
            reopen_form=ReasonForm(auto_id="reopen_%s"),
            ask_form=AskOneForm(others=unasked(self.round)) if self.round.is_open else None,
        )
        return self.render_to_response(context | forms, status=status)

    @property
    def state(self) -> str:
        """The state that is looked at; what is typed wrong is none."""
        asked = self.request.GET.get("lage", "")
        return asked if asked in RequestState.values else ""

    def chosen(self, cockpit: Cockpit) -> list:
        return [row for row in cockpit.rows if not self.state or row.state == self.state]


def unasked(round: FollowUpRound) -> QuerySet[Actor]:
    """Those that can be asked too, of the same world: nobody real is asked of what is invented."""
    asked = round.requests.order_by().values("actor")
    return Actor.objects.in_force().filter(is_example=round.is_example).exclude(pk__in=asked)


class CockpitAction(Pressed, RoundDoor):
    def back(self) -> str:
        return self.round.get_work_url()


class RemindView(CockpitAction):
    """Only those that are missing; at most one letter a day to each."""

    def act(self) -> str:
        missing = remind_missing(round=self.round, by=self.request.user)
        if not missing:
            return _(
                "De som inte har svarat har redan fått ett brev i dag, eller väntar på en nämnd."
            )
        beyond = unreachable(missing)
        if beyond:
            text = ngettext(
                "%(count)d som inte har svarat har ingen som brev kan gå till. Ring dem.",
                "%(count)d som inte har svarat har ingen som brev kan gå till. Ring dem.",
                len(beyond),
            )
            messages.warning(self.request, text % {"count": len(beyond)})
        reached = len(missing) - len(beyond)
        text = ngettext(
            "%(count)d organisation påminns.", "%(count)d organisationer påminns.", reached
        )
        return text % {"count": reached}


class AskAlsoView(CockpitAction):
    def act(self) -> str:
        form = AskOneForm(self.request.POST, others=unasked(self.round))
        if not form.is_valid():
            raise ValidationError(_("Välj en organisation."))
        actor = form.cleaned_data["more"]
        ask_also(round=self.round, actor=actor, by=self.request.user)
        return _("%(name)s är tillfrågad.") % {"name": actor.name_with_kind}


class CloseView(CockpitAction):
    def act(self) -> str:
        close_round(round=self.round, by=self.request.user)
        return _("Uppföljningen är stängd. Personliga länkar gäller inte längre.")


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
