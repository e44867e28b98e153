"""Answering: the questions, the organisation's commitments, its answer and its signature."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from strategies.choices import AnswerKind
from strategies.models import RequestSignature, RequestVersion, RoundQuestion, RoundReport
from strategies.rules.rounds import (
    can_answer_request,
    can_read_answers_in_draft,
    can_sign_request,
)
from strategies.services.rounds import (
    ColleagueWroteError,
    name_contact,
    note_opened,
    reuse_reports,
    save_answers,
    sign_request,
    submit_request,
    tell_preparation,
)
from strategies.summaries import request_page
from strategies.work.commitment_forms import seen_now
from strategies.work.rounds.forms import (
    AnswersForm,
    ContactForm,
    DeclineForm,
    PreparationForm,
    SignForm,
)
from strategies.work.rounds.links import links_part
from strategies.work.rounds.pages import CLASHED, REFUSED, RequestPage, number_in


class AnswerPage(RequestPage):
    """What an organisation is asked, for those who answer or sign for it."""

    template_name = "work/rounds/answer.html"

    def may(self) -> bool:
        return can_read_answers_in_draft(self.access, self.asked)

    @cached_property
    def questions(self) -> list[RoundQuestion]:
        return list(self.asked.round.questions.all())

    def answers_form(self, data=None) -> AnswersForm:
        return AnswersForm(data, questions=self.questions, draft=self.asked.draft)

    def show(self, status: int = 200, **forms) -> HttpResponse:
        access, asked = self.access, self.asked
        self.note_reading()
        page = request_page(asked)
        seen = page.last.number if page.last else None
        writes = can_answer_request(access, asked) and asked.can_be_answered
        context = {
            "page": page,
            "has_report": RoundReport.objects.filter(
                round=asked.round, draft__isnull=False
            ).exists(),
            "writes": writes,
            "may_answer": can_answer_request(access, asked),
            "answers_form": self.answers_form() if writes else None,
            "preparation_form": PreparationForm(instance=asked, auto_id="prepare_%s"),
            "contact_form": self.contact_form(),
            "links": links_part(asked, access),
            "decline_form": DeclineForm(initial={"seen": asked.version}, auto_id="decline_%s"),
            "sign_form": (
                self.sign_form(page.last, initial={"seen": seen})
                if page.last and page.awaits_signature and can_sign_request(access, asked)
                else None
            ),
        }
        return self.render_to_response(self.get_context_data(**(context | forms)), status=status)

    def sign_form(self, version: RequestVersion, data=None, **initial) -> SignForm:
        # By its key: the version on the page is not signed by a form that is shown.
        signature = RequestSignature(version_id=version.pk)
        return SignForm(data, instance=signature, auto_id="sign_%s", **initial)

    def contact_form(self, data=None) -> ContactForm:
        return ContactForm(
            data,
            actor=self.asked.actor,
            access=self.access,
            chosen=self.asked.contact_id,
            auto_id="contact_%s",
        )

    def saved(self, text: str) -> HttpResponse:
        messages.success(self.request, text)
        return redirect(self.asked.get_answer_url())


class AnswerView(AnswerPage):
    """The questions are saved as they are, whole or not, by every button that leads on."""

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        note_opened(request=self.asked, by=request.user)
        return self.show()

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = self.answers_form(request.POST)
        if not form.is_valid():
            return self.show(REFUSED, answers_form=form)
        try:
            save_answers(
                request=self.asked, answers=form.answers, shown=form.was_shown, by=request.user
            )
        except ColleagueWroteError as error:
            self.asked.refresh_from_db(fields=["draft", "version"])
            form.tell_overtaken(error.stored, self.asked.draft)
            return self.show(CLASHED, answers_form=form)
        except ValidationError as error:
            form.add_error(None, error)
            return self.show(REFUSED, answers_form=form)
        now = formats.time_format(timezone.localtime(), "H:i")
        messages.success(request, _("Sparat %(time)s.") % {"time": now})
        if "ateranvand" in request.POST:
            self.reuse()
        if "redovisa" in request.POST:
            report = reverse("report", args=[self.asked.round.strategy.slug])
            return redirect(f"{report}?visa=alla")
        if "kontrollera" in request.POST:
            return redirect("round_check", self.asked.public_id)
        return redirect(self.asked.get_answer_url())

    def reuse(self) -> None:
        """What was told of commitments before answers here too, by one confirmation."""
        wanted = set(self.request.POST.getlist("item"))
        items = [one for one in self.asked.items.select_related("commitment")
                 if one.commitment.public_id in wanted]  # fmt: skip
        if done := reuse_reports(request=self.asked, items=items, by=self.request.user):
            text = ngettext(
                "%(count)d uppföljning används igen.", "%(count)d uppföljningar används igen.", done
            )
            messages.success(self.request, text % {"count": done})
        else:
            messages.info(self.request, _("Välj minst en uppföljning att använda igen."))


class AnswerAction(AnswerPage):
    """A form beside the questions. What it cannot do is told there, with what was written."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
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
        form = PreparationForm(self.request.POST, instance=self.asked, auto_id="prepare_%s")
        if not form.is_valid():
            self.asked.refresh_from_db()
            return self.show(REFUSED, preparation_form=form)
        tell_preparation(
            request=self.asked,
            until=form.cleaned_data["prepared_until"],
            what=form.cleaned_data["preparation"],
            by=self.request.user,
        )
        return self.saved(_("Tack. Ni får ingen påminnelse före den dagen."))

    def typed(self) -> dict:
        form = PreparationForm(self.request.POST, instance=self.asked, auto_id="prepare_%s")
        return {} if "klart" in self.request.POST else {"preparation_form": form}


class ContactView(AnswerAction):
    def act(self) -> HttpResponse:
        form = self.contact_form(self.request.POST)
        if not form.is_valid():
            return self.show(REFUSED, contact_form=form)
        name_contact(request=self.asked, contact=form.chosen, by=self.request.user)
        return self.saved(_("Det är sparat."))


class DeclineView(AnswerAction):
    """That the organisation does not answer: nobody reminds it again."""

    def act(self) -> HttpResponse:
        form = DeclineForm(self.request.POST, auto_id="decline_%s")
        if not form.is_valid():
            return self.show(REFUSED, decline_form=form)
        submit_request(
            request=self.asked,
            answer=AnswerKind(form.cleaned_data["answer"]),
            seen=form.cleaned_data["seen"],
            by=self.request.user,
            explanation=form.cleaned_data["explanation"],
        )
        return self.saved(_("Tack. Det är inlämnat, och ni får inga fler påminnelser."))

    def typed(self) -> dict:
        form = DeclineForm(self.request.POST, auto_id="decline_%s")
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


class SignView(AnswerAction):
    """Signed off by one who may."""

    def act(self) -> HttpResponse:
        if not can_sign_request(self.access, self.asked):
            raise PermissionDenied
        last = self.asked.versions.order_by("-number").first()
        if last is None:
            raise ValidationError(_("Inget är inlämnat än."))
        form = self.sign_form(last, self.request.POST)
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
        return self.saved(_("Svaret är fastställt."))

    def typed(self) -> dict:
        last = self.asked.versions.order_by("-number").first()
        if last is None:
            return {}
        form = self.sign_form(last, self.request.POST)
        seen_now(form, last.number)
        return {"sign_form": form}
