"""One organisation in a round, for those who run it: help, more time, receiving, telephone."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from records.public_forms import texts_of
from strategies.choices import AnswerKind
from strategies.models import ProgressReport, RoundNote
from strategies.rules.rounds import can_run_request
from strategies.services.receiving_answers import receive_answer
from strategies.services.rounds import (
    answer_by_telephone,
    ask_request_completion,
    extend_request,
    note_help,
    recipients,
    remind_missing,
)
from strategies.summaries import running_page
from strategies.summaries.rounds import reports_to_receive
from strategies.work.commitment_forms import seen_now
from strategies.work.rounds.answers_form import AnswersForm
from strategies.work.rounds.forms import (
    CompleteRequestForm,
    DeclineForm,
    ExtendForm,
    NoteForm,
)
from strategies.work.rounds.links_part import links_part
from strategies.work.rounds.pages import REFUSED, RequestPage, number_in


class RunningPage(RequestPage):
    """For those who run the round; to its own organisation it is another page."""

    template_name = "work/rounds/request.html"

    def may(self) -> bool:
        return can_run_request(self.access, self.asked)

    def show(self, status: int = 200, **forms) -> HttpResponse:
        self.note_reading()
        page = running_page(self.asked, self.access)
        seen = {"seen": page.last.number if page.last else None}
        context = {
            "page": page,
            "links": links_part(self.asked, self.access),
            "note_form": NoteForm(instance=RoundNote(request=self.asked), auto_id="note_%s"),
            "extend_form": ExtendForm(
                initial={"extended_to": self.asked.extended_to}, auto_id="extend_%s"
            ),
            "completion_form": CompleteRequestForm(initial=seen, auto_id="complete_%s"),
        }
        return self.render_to_response(self.get_context_data(**(context | forms)), status=status)

    def written(self, text: str) -> HttpResponse:
        """Done, and told in a letter, where there is anybody to write to."""
        messages.success(self.request, text)
        if any(recipients(self.asked)):
            messages.info(self.request, _("Organisationen får ett brev."))
        else:
            messages.warning(self.request, _("Det finns ingen att skriva till. Ring dem."))
        return redirect(self.asked.get_work_url())


class RunRequestView(RunningPage):
    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.show()


class RunningAction(RunningPage):
    """A form of that page. What it cannot do is told there, with what was written."""

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
        """The form with what was written in it."""
        return {}

    def done(self, text: str) -> HttpResponse:
        messages.success(self.request, text)
        return redirect(self.asked.get_work_url())


class NoteView(RunningAction):
    def act(self) -> HttpResponse:
        form = self.form()
        if not form.is_valid():
            return self.show(REFUSED, note_form=form)
        said = form.cleaned_data
        note_help(
            request=self.asked,
            kind=said["kind"],
            done_on=said["done_on"],
            text=said["text"],
            by=self.request.user,
        )
        return self.done(_("Anteckningen är sparad."))

    def form(self) -> NoteForm:
        note = RoundNote(request=self.asked)
        return NoteForm(self.request.POST, instance=note, auto_id="note_%s")

    def typed(self) -> dict:
        return {"note_form": self.form()}


class ExtendView(RunningAction):
    def act(self) -> HttpResponse:
        form = ExtendForm(self.request.POST, auto_id="extend_%s")
        if not form.is_valid():
            return self.show(REFUSED, extend_form=form)
        extend_request(
            request=self.asked, to=form.cleaned_data["extended_to"], by=self.request.user
        )
        return self.written(_("Organisationen har fått mer tid."))

    def typed(self) -> dict:
        return {"extend_form": ExtendForm(self.request.POST, auto_id="extend_%s")}


class RemindOneView(RunningAction):
    def act(self) -> HttpResponse:
        only = {self.asked.public_id}
        reminded = remind_missing(round=self.asked.round, by=self.request.user, only=only)
        if not reminded:
            raise ValidationError(
                _("Ingen påminnelse behövs: inget väntas just nu, eller så gick ett brev i dag.")
            )
        return self.written(_("Organisationen påminns."))


class ReceiveRequestView(RunningAction):
    def act(self) -> HttpResponse:
        seen = number_in(self.request.POST.get("seen", ""))
        reports = self.chosen()
        receive_answer(request=self.asked, seen=seen, reports=reports, by=self.request.user)
        text = ngettext(
            "Svaret är mottaget, och %(count)d uppföljning.",
            "Svaret är mottaget, och %(count)d uppföljningar.",
            len(reports),
        )
        done = text % {"count": len(reports)} if reports else _("Svaret är mottaget.")
        messages.success(self.request, done)
        return redirect(self.asked.round.get_work_url())

    def chosen(self) -> list[tuple[ProgressReport, int]]:
        """The reports that were ticked, each with the number of the version that was read."""
        sent = self.request.POST.getlist("report")
        ticked = dict(one.split("/", 1) for one in sent if "/" in one)
        found = reports_to_receive(self.asked, self.access)
        return [(one, number_in(ticked[one.public_id])) for one in found if one.public_id in ticked]


class CompleteRequestView(RunningAction):
    def act(self) -> HttpResponse:
        form = self.form()
        if not form.is_valid():
            return self.show(REFUSED, completion_form=form)
        ask_request_completion(
            request=self.asked,
            seen=form.cleaned_data["seen"],
            reason=form.cleaned_data["reason"],
            by=self.request.user,
        )
        return self.written(_("Komplettering är begärd."))

    def form(self) -> CompleteRequestForm:
        return CompleteRequestForm(self.request.POST, auto_id="complete_%s")

    def typed(self) -> dict:
        form, last = self.form(), self.asked.versions.order_by("-number").first()
        if last is not None:
            seen_now(form, last.number)
        return {"completion_form": form}


class TelephoneView(RunningPage):
    """What an organisation said by telephone, entered on its behalf and so marked."""

    template_name = "work/rounds/telephone.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.telephone()

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form, declined = self.form(request.POST), None
        if "avstar" in request.POST:
            declined = DeclineForm(request.POST, auto_id="decline_%s")
            if not declined.is_valid():
                return self.telephone(REFUSED, decline_form=declined)
        elif not form.is_valid():
            return self.telephone(REFUSED, answers_form=form)
        try:
            self.enter(form, declined)
        except ValidationError as error:
            (declined or form).add_error(None, error.messages)
            self.asked.refresh_from_db()
            typed = {"decline_form": declined} if declined else {"answers_form": form}
            return self.telephone(REFUSED, **typed)
        return self.written(_("Svaret är inskrivet."))

    def enter(self, form: AnswersForm, declined: DeclineForm | None) -> None:
        said = declined.cleaned_data if declined else {}
        given = {} if declined else form.answers
        answer_by_telephone(
            request=self.asked,
            answer=AnswerKind(said.get("answer", AnswerKind.ANSWERS)),
            answers={key: value for key, value in given.items() if value is not None},
            explanation=said.get("explanation", ""),
            by=self.request.user,
        )

    def form(self, data=None) -> AnswersForm:
        return AnswersForm(data, questions=list(self.asked.round.questions.all()), draft={})

    def telephone(self, status: int = 200, **forms) -> HttpResponse:
        context = {
            # Where no form stands on the page any more.
            "texts": texts_of(self.request),
            "answers_form": self.form(),
            "decline_form": DeclineForm(initial={"seen": self.asked.version}, auto_id="decline_%s"),
        }
        return self.show(status, **(context | forms))
