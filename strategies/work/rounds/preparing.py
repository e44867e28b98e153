"""Preparing a round: one page in sections, a preview as an officer sees it, and opening it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from actors.models import Actor
from records.history import told_as
from records.services import lock
from strategies.models import FollowUpRound, RoundRequest
from strategies.services.rounds import (
    choose_asked,
    missing_to_open,
    open_round,
    proposed_actors,
    send_test_letter,
)
from strategies.summaries import doubts_about, unreachable
from strategies.work.rounds.answers_form import AnswersForm
from strategies.work.rounds.cockpit import CockpitView
from strategies.work.rounds.forms import AskedForm, QuestionFormSet, RoundForm
from strategies.work.rounds.pages import CLASHED, REFUSED, Pressed, RoundDoor, RoundPage


class RoundView(CockpitView):
    """The round where it is: prepared it is written, opened it is looked after."""

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if self.round.is_prepared:
            return redirect("round_prepare", self.round.public_id)
        return super().get(request, *args, **kwargs)


class PrepareRoundView(RoundPage):
    """All of a round on one page, saved with one button."""

    template_name = "work/rounds/prepare.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not self.round.is_prepared:
            return redirect(self.round.get_work_url())
        return self.show(RoundForm(instance=self.round), self.questions(), self.asked())

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        with transaction.atomic():
            self.round = lock(self.round)
            form = RoundForm(request.POST, instance=self.round)
            questions, asked = self.questions(request.POST), self.asked(request.POST)
            # Each is asked, so that all that is wrong is told at once.
            whole = all([form.is_valid(), questions.is_valid(), asked.is_valid()])
            if not self.round.is_prepared:
                form.add_error(None, _("Uppföljningen är öppnad av en kollega. Inget är sparat."))
                whole = False
            if not whole:
                return self.show(form, questions, asked, refused=True)
            self.save(form, questions, asked)
        if "visa" in request.POST:
            return redirect("round_preview", self.round.public_id)
        messages.success(request, _("Uppföljningen är sparad. Ingen har fått något brev än."))
        return redirect("round_prepare", self.round.public_id)

    def save(self, form: RoundForm, questions, asked: AskedForm) -> None:
        with told_as(by=self.request.user, for_actor=self.round.strategy.maintained_by_id):
            if form.has_changed():
                form.save()
            questions.save()
        choose_asked(round=self.round, actors=asked.chosen, by=self.request.user)

    def questions(self, data=None):
        last = self.round.questions.order_by("position").last()
        next_place = last.position + 1 if last else 1
        return QuestionFormSet(
            data, instance=self.round, prefix="fraga", initial=[{"position": next_place}]
        )

    def asked(self, data=None) -> AskedForm:
        return AskedForm(
            data,
            listed=self.listed,
            others=self.others,
            initial={"actors": [request.actor.slug for request in self.requests]},
        )

    @cached_property
    def requests(self) -> list[RoundRequest]:
        return list(self.round.requests.select_related("actor"))

    @cached_property
    def listed(self):
        """Those that are asked and those that are proposed, also when they were left out."""
        keys = [request.actor_id for request in self.requests]
        proposed = proposed_actors(self.round.strategy).order_by().values("pk")
        return Actor.objects.filter(pk__in=keys) | Actor.objects.filter(pk__in=proposed)

    @cached_property
    def others(self):
        """Of the same world: nobody real is asked of what is invented."""
        rest = Actor.objects.in_force().filter(is_example=self.round.is_example)
        return rest.exclude(pk__in=self.listed.order_by().values("pk"))

    def show(self, form, questions, asked, *, refused: bool = False) -> HttpResponse:
        troubled = [form, *questions.forms] if refused else []
        clashes = [one.clash for one in troubled if one.clash] + questions.lost
        status = CLASHED if clashes else REFUSED if refused else 200
        context = self.get_context_data(
            form=form,
            questions=questions,
            asked_form=asked,
            clashes=clashes,
            doubts=doubts_about(self.round.due_on),
            missing=missing_to_open(self.round),
        )
        return self.render_to_response(context, status=status)


class PreviewView(RoundPage):
    """What an officer will see, and the letter that asks; from here it is opened."""

    template_name = "work/rounds/preview.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        questions = list(self.round.questions.all())
        requests = list(self.round.requests.select_related("actor").in_swedish_order())
        context = self.get_context_data(
            answers_form=AnswersForm(questions=questions, draft={}),
            asked_count=len(requests),
            unreachable=unreachable(requests),
            missing=missing_to_open(self.round) if self.round.is_prepared else [],
            doubts=doubts_about(self.round.due_on),
        )
        return self.render_to_response(context)


class TestLetterView(Pressed, RoundDoor):
    """The letter to oneself, as it will read."""

    def act(self) -> str:
        send_test_letter(round=self.round, by=self.request.user)
        return _("Ett provbrev är på väg till %(address)s.") % {"address": self.request.user.email}

    def back(self) -> str:
        return reverse("round_preview", args=[self.round.public_id])


class OpenRoundView(RoundDoor):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            self.round: FollowUpRound = open_round(round=self.round, by=request.user)
        except ValidationError as error:
            for text in error.messages:
                messages.error(request, text)
            return redirect("round_prepare", self.round.public_id)
        messages.success(request, _("Uppföljningen är öppen, och breven är på väg."))
        return redirect(self.round.get_work_url())
