"""The page on which an organisation answers, and what each of its buttons does first: it saves."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from strategies.models import RequestSignature, RequestVersion, RoundQuestion, RoundReport
from strategies.rules.rounds import (
    can_answer_request,
    can_read_answers_in_draft,
    can_sign_request,
)
from strategies.services.rounds import held_request, reuse_reports
from strategies.summaries import request_page
from strategies.summaries.rounds import RequestPage as Asked
from strategies.work.rounds.answers_form import AnswersForm
from strategies.work.rounds.beside import (
    PREFIX,
    SHOWN_ANSWERS,
    Make,
    decline_form,
    items_to_reuse,
    keep_answers,
    left_typed,
    lost_texts,
    preparation_form,
    seen_after,
    shown_beside,
)
from strategies.work.rounds.forms import ContactForm, SignForm
from strategies.work.rounds.links_part import link_form, links_part
from strategies.work.rounds.pages import REFUSED, RequestPage


class AnswerPage(RequestPage):
    """What an organisation is asked, for those who answer or sign for it."""

    template_name = "work/rounds/answer.html"
    # What was posted; who declines has seen what they wrote themselves in the same press.
    data: QueryDict

    def setup(self, request, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.data = request.POST

    def may(self) -> bool:
        return can_read_answers_in_draft(self.access, self.asked)

    @cached_property
    def questions(self) -> list[RoundQuestion]:
        return list(self.asked.round.questions.all())

    @property
    def writes(self) -> bool:
        return can_answer_request(self.access, self.asked) and self.asked.can_be_answered

    def keep_sent_answers(self) -> HttpResponse | None:
        """Save the answers of the page whose button was pressed; the page again where they cannot
        be saved, and then nothing else is done. Called within a transaction."""
        if SHOWN_ANSWERS not in self.data:
            return None
        form, before = self.answers_form(self.data), held_request(self.asked).version
        try:
            status = keep_answers(form, asked=self.asked, by=self.request.user)
        except ValidationError as error:
            form.add_error(None, error)
            status = REFUSED
        if status != 200:
            return self.show(status, answers_form=form)
        self.data = seen_after(self.data, before, self.asked.version)
        return None

    def show(self, status: int = 200, done: str = "", **given) -> HttpResponse:
        """The page, with what was typed in any of its forms but the one that is done with."""
        access, asked = self.access, self.asked
        self.note_reading()
        page = request_page(asked)
        made = self.beside(page)
        context = {
            "page": page,
            "unsaved": lost_texts(made, self.data) if status != 200 else [],
            "has_report": RoundReport.objects.filter(
                round=asked.round, draft__isnull=False
            ).exists(),
            "writes": self.writes,
            "may_answer": can_answer_request(access, asked),
            "answers_form": self.answers_form() if self.writes else None,
        }
        context |= dict.fromkeys(PREFIX) | shown_beside(made, self.data, done) | given
        context["links"] = links_part(asked, access, context["link_form"])
        return self.render_to_response(self.get_context_data(**context), status=status)

    def beside(self, page: Asked) -> dict[str, Make]:
        """The small forms that the page has beside the answers."""
        asked, access, made = self.asked, self.access, {}
        if self.writes and not asked.answer:
            made["preparation_form"] = partial(preparation_form, asked)
            made["decline_form"] = partial(decline_form, asked)
        if self.writes:
            made["link_form"] = partial(link_form, asked, access)
        if can_answer_request(access, asked):
            made["contact_form"] = self.contact_form
        if page.last and page.awaits_signature and can_sign_request(access, asked):
            made["sign_form"] = partial(self.sign_form, page.last)
        return made

    def answers_form(self, data: QueryDict | None = None) -> AnswersForm:
        return AnswersForm(data, questions=self.questions, draft=self.asked.draft)

    def sign_form(self, version: RequestVersion, data: QueryDict | None = None) -> SignForm:
        # By its key: the version on the page is not signed by a form that is shown.
        signature = RequestSignature(version_id=version.pk)
        seen = {"seen": version.number}
        return SignForm(data, instance=signature, prefix=PREFIX["sign_form"], initial=seen)

    def contact_form(self, data: QueryDict | None = None) -> ContactForm:
        return ContactForm(
            data,
            actor=self.asked.actor,
            access=self.access,
            chosen=self.asked.contact_id,
            prefix=PREFIX["contact_form"],
        )

    def reuse(self) -> None:
        """What was told of commitments before answers here too, by one confirmation."""
        items = items_to_reuse(self.asked, self.data)
        if done := reuse_reports(request=self.asked, items=items, by=self.request.user):
            text = ngettext(
                "%(count)d uppföljning används igen.", "%(count)d uppföljningar används igen.", done
            )
            messages.success(self.request, text % {"count": done})
        else:
            messages.info(self.request, _("Välj minst en uppföljning att använda igen."))

    def saved(self, text: str, done: str = "") -> HttpResponse:
        """Say what was done. What stands in another form, unsent, stays on the page."""
        messages.success(self.request, text)
        self.asked.refresh_from_db()
        if not left_typed(self.beside(request_page(self.asked)), self.data, done):
            return redirect(self.asked.get_answer_url())
        messages.info(
            self.request, _("Det du har skrivit någon annanstans på sidan är inte skickat.")
        )
        return self.show(done=done)
