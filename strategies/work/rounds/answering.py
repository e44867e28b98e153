"""Answering: the questions, the organisation's commitments, its answer and its signature."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from strategies.choices import AnswerKind
from strategies.rules.rounds import can_answer_request, can_sign_request
from strategies.services.rounds import (
    name_contact,
    note_opened,
    sign_request,
    submit_request,
    tell_preparation,
)
from strategies.work.commitment_forms import seen_now
from strategies.work.rounds.answer_page import AnswerPage
from strategies.work.rounds.beside import decline_form, preparation_form
from strategies.work.rounds.pages import REFUSED, number_in


class AnswerView(AnswerPage):
    """The questions are saved as they are, whole or not, by every button that leads on."""

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        note_opened(request=self.asked, by=request.user)
        return self.show()

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        with transaction.atomic():
            if refused := self.keep_sent_answers():
                return refused
        now = formats.time_format(timezone.localtime(), "H:i")
        text = _("Sparat %(time)s.") % {"time": now}
        if "ateranvand" in request.POST:
            self.reuse()
        for name, leads_to in self.ways_on().items():
            if name in request.POST:
                messages.success(request, text)
                return redirect(leads_to)
        return self.saved(text)

    def ways_on(self) -> dict[str, str]:
        """Where a button leads, once all is saved."""
        report = reverse("report", args=[self.asked.round.strategy.slug])
        return {
            "redovisa": f"{report}?visa=alla",
            "kontrollera": reverse("round_check", args=[self.asked.public_id]),
            "fordela": reverse("share_out", args=[self.asked.actor.slug]),
        }


class AnswerAction(AnswerPage):
    """A form beside the questions, which are saved first. What it cannot do is told there, with
    what was written."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        with transaction.atomic():
            if refused := self.keep_sent_answers():
                return refused
            try:
                with transaction.atomic():
                    return self.act()
            except ValidationError as error:
                for text in error.messages:
                    messages.error(request, text)
                self.asked.refresh_from_db()
                return self.show(REFUSED, **self.typed())

    def act(self) -> HttpResponse:
        raise NotImplementedError

    def typed(self) -> dict:
        """The form with what was written in it, to send again once it has been read."""
        return {}


class PrepareView(AnswerAction):
    """That the answer waits for a board's day, or no longer does."""

    def act(self) -> HttpResponse:
        if "klart" in self.request.POST:
            tell_preparation(request=self.asked, until=None, what="", by=self.request.user)
            return self.saved(_("Svaret väntar inte längre på något sammanträde."))
        form = preparation_form(self.asked, self.data)
        if not form.is_valid():
            self.asked.refresh_from_db()
            return self.show(REFUSED, preparation_form=form)
        tell_preparation(
            request=self.asked,
            until=form.cleaned_data["prepared_until"],
            what=form.cleaned_data["preparation"],
            by=self.request.user,
        )
        text = _("Tack. Ni får ingen påminnelse före den dagen.")
        return self.saved(text, "preparation_form")

    def typed(self) -> dict:
        if "klart" in self.request.POST:
            return {}
        return {"preparation_form": preparation_form(self.asked, self.data)}


class ContactView(AnswerAction):
    def act(self) -> HttpResponse:
        form = self.contact_form(self.data)
        if not form.is_valid():
            return self.show(REFUSED, contact_form=form)
        name_contact(request=self.asked, contact=form.chosen, by=self.request.user)
        return self.saved(_("Det är sparat."), "contact_form")


class DeclineView(AnswerAction):
    """That the organisation does not answer: nobody reminds it again. What it had written of an
    answer stays its draft."""

    def act(self) -> HttpResponse:
        form = decline_form(self.asked, self.data)
        if not form.is_valid():
            return self.show(REFUSED, decline_form=form)
        submit_request(
            request=self.asked,
            answer=AnswerKind(form.cleaned_data["answer"]),
            seen=form.cleaned_data["seen"],
            by=self.request.user,
            explanation=form.cleaned_data["explanation"],
        )
        text = _("Tack. Det är inlämnat, och ni får inga fler påminnelser.")
        return self.saved(text, "decline_form")

    def typed(self) -> dict:
        form = decline_form(self.asked, self.data)
        seen_now(form, self.asked.version)
        return {"decline_form": form}


class CheckView(AnswerPage):
    """All that will be submitted, and what is missing; then one button."""

    template_name = "work/rounds/check.html"

    def may(self) -> bool:
        return can_answer_request(self.access, self.asked)

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.show()

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if "item" in request.POST or "alla" in request.POST:
            return self.reuse_here()
        try:
            submit_request(
                request=self.asked,
                answer=AnswerKind.ANSWERS,
                seen=number_in(request.POST.get("seen", "")),
                by=request.user,
            )
        except ValidationError as error:
            self.asked.refresh_from_db()
            return self.show(REFUSED, errors=error.messages)
        return self.saved(_("Tack. Svaret är inlämnat, och du har fått en kopia i ett brev."))

    def reuse_here(self) -> HttpResponse:
        try:
            self.reuse()
        except ValidationError as error:
            return self.show(REFUSED, errors=error.messages)
        return redirect("round_check", self.asked.public_id)


class SignView(AnswerAction):
    """Signed off by one who may."""

    def act(self) -> HttpResponse:
        if not can_sign_request(self.access, self.asked):
            raise PermissionDenied
        last = self.asked.versions.order_by("-number").first()
        if last is None:
            raise ValidationError(_("Inget är inlämnat än."))
        form = self.sign_form(last, self.data)
        if not form.is_valid():
            return self.show(REFUSED, sign_form=form)
        said = form.cleaned_data
        sign_request(
            request=self.asked,
            seen=said["seen"],
            decision=said["decision"],
            decided_on=said["decided_on"],
            paragraph=said["paragraph"],
            registry_number=said["registry_number"],
            by=self.request.user,
        )
        return self.saved(_("Svaret är fastställt."), "sign_form")

    def typed(self) -> dict:
        last = self.asked.versions.order_by("-number").first()
        if last is None:
            return {}
        form = self.sign_form(last, self.data)
        seen_now(form, last.number)
        return {"sign_form": form}
