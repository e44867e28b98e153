"""One page by which somebody without an account answers for an organisation in a round: who they
are, the questions, the commitments; then a check, and one button that submits all of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from actors.models import AnswerLink
from actors.services import LinkClosedError
from records.forms import SHOWN
from records.public_forms import texts_of
from strategies.answer_links.forms import HolderForm, LinkForm, tell
from strategies.choices import AnswerKind
from strategies.models import LinkHolder, ProgressReport, RoundRequest
from strategies.services import SeenOtherwiseError, submit_reports
from strategies.services.rounds import (
    held_holder,
    holder_of,
    note_opened,
    reuse_reports,
    send_round_link,
    state_holder,
    submit_request,
    tell_preparation,
)
from strategies.summaries import asked_commitments, holder_page
from strategies.summaries.round_links import AskedRow
from strategies.work.checking import KEY, Answer, answer_of, needs_confirming
from strategies.work.commitment_forms import seen_now
from strategies.work.forms import DraftForm
from strategies.work.rounds.answers_form import AnswersForm
from strategies.work.rounds.beside import (
    PREFIX,
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
from strategies.work.rounds.pages import CLASHED, REFUSED, number_in
from strategies.work.writing import Outcome, form_row, save_row

CHECK = "kontrollera"
# Pressed on the page of the check.
SUBMIT = "lamna-in"
REUSE_AT_CHECK = "ateranvand-vid-kontroll"
# What was done, as the address tells the page after it.
DONE = {
    "sparat": gettext_lazy("Det är sparat."),
    "jag": gettext_lazy("Tack. Det är sparat."),
    "ateranvant": gettext_lazy("De valda uppföljningarna används igen."),
    "beredning": gettext_lazy("Tack. Ni får ingen påminnelse före den dagen."),
    "beredd": gettext_lazy("Svaret väntar inte längre på något sammanträde."),
    "vidare": gettext_lazy("Kollegan får ett brev med en egen länk. Din länk gäller fortfarande."),
    "inlamnat": gettext_lazy("Tack. Svaret är inlämnat, och du får en kopia i ett brev."),
}


@dataclass
class Row:
    """A commitment on the page; the form only where something is to be written."""

    asked: AskedRow
    form: DraftForm | None = None
    # What was typed in a form that was closed meanwhile: (label, text).
    typed: Sequence[tuple[str, str]] = ()


class RoundAnswerView(View):
    """Called by `actors.answer_links` with a link that waits. Nothing acts but a POST: mail filters
    open every link."""

    http_method_names = ["get", "head", "post"]

    holder: LinkHolder
    # What was posted; who declines has seen what they wrote themselves in the same press.
    data: QueryDict

    def dispatch(self, request: HttpRequest, *args, link: AnswerLink, **kwargs) -> HttpResponse:
        holder = holder_of(link)
        if holder is None:
            raise LinkClosedError
        self.holder = holder
        self.data = request.POST
        return super().dispatch(request, *args, **kwargs)

    @property
    def asked(self) -> RoundRequest:
        return self.holder.link.request

    def get(self, request: HttpRequest) -> HttpResponse:
        if request.GET.get("steg") == CHECK and self.asked.can_be_answered:
            return self.show_check()
        return self.show()

    def post(self, request: HttpRequest) -> HttpResponse:
        actions: dict[str, Callable[[], HttpResponse]] = {
            "jag": self.state,
            "ateranvand": self.reuse,
            REUSE_AT_CHECK: self.reuse,
            "beredning": self.prepare,
            "beredd": self.end_preparation,
            "avsta": self.decline,
            "vidare": self.pass_on,
            SUBMIT: self.submit,
        }
        pressed = actions.get(request.POST.get("gor", ""), self.save)
        with transaction.atomic():
            # Held before anything else, so that it is not taken back while this is done.
            self.holder = held_holder(self.holder)
            note_opened(request=self.asked, by=self.holder)
            return self.tried(self.keep_written) or self.tried(pressed)

    def tried(self, act: Callable[[], HttpResponse | None]) -> HttpResponse | None:
        """What it answers; what it cannot do changes nothing, and is told on the page."""
        try:
            with transaction.atomic():
                return act()
        except ValidationError as error:
            self.holder = held_holder(self.holder)
            return self.show(REFUSED, errors=error.messages)

    def done(self, what: str, form: str = "") -> HttpResponse:
        """Say what was done. What stands in another form, unsent, stays on the page."""
        self.holder = held_holder(self.holder)
        if left_typed(self.beside(), self.data, form):
            left = _("Det du har skrivit någon annanstans på sidan är inte skickat.")
            return self.show(done=form, told=[DONE[what], left])
        return redirect(f"{self.request.path}?klart={what}")

    # ------------------------------------------------------------ what is written

    def keep_written(self) -> HttpResponse | None:
        """Save the questions and commitments that were sent, whole or not; one that cannot be saved
        stops no other. Then the page again, and the button does nothing else."""
        form, outcomes, status = self.answers_form(self.data), {}, 200
        if self.data.get("gor") != SUBMIT:
            before = self.asked.version
            status = keep_answers(form, asked=self.asked, by=self.holder)
            self.data = seen_after(self.data, before, self.asked.version)
        for one in asked_commitments(self.asked).order_by("pk"):
            if f"{one.public_id}-{SHOWN}" in self.data:
                outcomes[one.public_id] = save_row(one, self.data, self.holder)
        worst = max([status, *(one.status for one in outcomes.values())])
        return self.show(worst, answers_form=form, outcomes=outcomes) if worst != 200 else None

    def save(self) -> HttpResponse:
        """All is kept already."""
        if self.data.get("gor") == CHECK:
            return redirect(f"{self.request.path}?steg={CHECK}")
        return self.done("sparat")

    def state(self) -> HttpResponse:
        form = self.holder_form(self.data)
        if not form.is_valid():
            return self.show(CLASHED if form.clash else REFUSED, holder_form=form)
        if form.has_changed():
            state_holder(link=form.save(commit=False), by=self.holder)
        return self.done("jag", "holder_form")

    def reuse(self) -> HttpResponse:
        chosen = items_to_reuse(self.asked, self.data)
        if not reuse_reports(request=self.asked, items=chosen, by=self.holder):
            raise ValidationError(_("Välj minst en uppföljning att använda igen."))
        if self.data.get("gor") == REUSE_AT_CHECK:
            return redirect(f"{self.request.path}?steg={CHECK}")
        return self.done("ateranvant")

    def prepare(self) -> HttpResponse:
        form = preparation_form(self.asked, self.data)
        if not form.is_valid():
            status = CLASHED if form.clash else REFUSED
            self.holder = held_holder(self.holder)
            return self.show(status, preparation_form=form)
        tell_preparation(
            request=self.asked,
            until=form.cleaned_data["prepared_until"],
            what=form.cleaned_data["preparation"],
            by=self.holder,
        )
        return self.done("beredning", "preparation_form")

    def end_preparation(self) -> HttpResponse:
        tell_preparation(request=self.asked, until=None, what="", by=self.holder)
        return self.done("beredd")

    def pass_on(self) -> HttpResponse:
        form = self.link_form(self.data)
        if form.is_valid():
            try:
                with transaction.atomic():
                    send_round_link(
                        request=self.asked,
                        name=form.cleaned_data["name"],
                        office=form.cleaned_data["office"],
                        address=form.cleaned_data["address"],
                        by=self.holder,
                    )
                return self.done("vidare", "link_form")
            except ValidationError as error:
                if not self.asked.can_be_answered:
                    raise
                tell(form, error)
        return self.show(REFUSED, link_form=form)

    # ------------------------------------------------------------ what is submitted

    def decline(self) -> HttpResponse:
        form = decline_form(self.asked, self.data)
        if form.is_valid():
            try:
                with transaction.atomic():
                    submit_request(
                        request=self.asked,
                        answer=AnswerKind(form.cleaned_data["answer"]),
                        seen=form.cleaned_data["seen"],
                        explanation=form.cleaned_data["explanation"],
                        by=self.holder,
                    )
                return self.done("inlamnat", "decline_form")
            except ValidationError as error:
                if not self.asked.is_waited_for:
                    raise
                tell(form, error)
                seen_now(form, self.asked.version)
        return self.show(REFUSED, decline_form=form)

    def submit(self) -> HttpResponse:
        """The drafts that were read and the answer, all or nothing."""
        keys = [KEY.fullmatch(key) for key in self.request.POST.getlist("report")]
        seen = {key["public_id"]: int(key["version"]) for key in keys if key}
        drafts = ProgressReport.objects.filter(
            public_id__in=seen, commitment__in=asked_commitments(self.asked)
        ).select_related("commitment")
        if (
            needs_confirming(self.drafted(holder_page(self.holder).rows))
            and "confirm" not in self.request.POST
        ):
            text = _("Läs texterna igen och kryssa i att de inte pekar ut någon enskild.")
            return self.show_check(REFUSED, [text])
        try:
            with transaction.atomic():
                submit_reports(seen=[(one, seen[one.public_id]) for one in drafts], by=self.holder)
                submit_request(
                    request=self.asked,
                    answer=AnswerKind.ANSWERS,
                    seen=number_in(self.request.POST.get("seen", "")),
                    by=self.holder,
                )
        except SeenOtherwiseError as error:
            text = _("”%(title)s” har ändrats sedan sidan visades. Läs igen och lämna sedan in.")
            return self.show_check(CLASHED, [text % {"title": error.messages[0]}])
        except ValidationError as error:
            self.holder = held_holder(self.holder)
            return self.show_check(REFUSED, error.messages)
        return self.done("inlamnat")

    def drafted(self, rows: Sequence[AskedRow]) -> list[Answer]:
        """The drafts, each with what it lacks; all that are whole are submitted."""
        drafts = [one.row for one in rows if one.row.report and one.row.report.is_in_draft]
        chosen = {row.report.public_id for row in drafts if row.report}
        return [answer_of(row, chosen, 0) for row in drafts]

    # ------------------------------------------------------------ what is shown

    def show(
        self,
        status: int = 200,
        *,
        done: str = "",
        told: Sequence[object] = (),
        outcomes: dict[str, Outcome] | None = None,
        errors: list[str] | None = None,
        **forms,
    ) -> HttpResponse:
        """The page, with what was typed in any of its forms but the one that is done with."""
        page, made = holder_page(self.holder), self.beside()
        troubled = [one for one in (outcomes or {}).values() if one.status != 200]
        just_done = DONE.get(self.request.GET.get("klart", ""))
        context = {
            "done": told or ([just_done] if just_done and status == 200 else []),
            "errors": errors or [],
            "unsaved": self.unsaved(made) if status != 200 else [],
            "outcomes": troubled,
            "rows": [row_of(one, outcomes or {}) for one in page.rows],
            "answers_form": self.answers_form(),
        }
        context |= dict.fromkeys(PREFIX) | shown_beside(made, self.data, done) | forms
        clashes = [one.form.clash for one in troubled] + [
            getattr(context[name], "clash", None) for name in ("holder_form", "preparation_form")
        ]
        context["clashes"] = [one for one in clashes if one]
        context |= self.told(page)
        return render(self.request, "answer_links/round.html", context, status=status)

    def unsaved(self, made: dict[str, Make]) -> list[str]:
        """What was typed and no form on the page holds any more."""
        if not self.asked.can_be_answered:
            return texts_of(self.request)
        return lost_texts(made, self.data)

    def beside(self) -> dict[str, Make]:
        """The small forms that the page has beside the answers."""
        made: dict[str, Make] = {}
        if self.asked.can_be_answered:
            made |= {"holder_form": self.holder_form, "link_form": self.link_form}
        if self.asked.is_waited_for:
            made["preparation_form"] = partial(preparation_form, self.asked)
            made["decline_form"] = partial(decline_form, self.asked)
        return made

    def show_check(self, status: int = 200, errors: list[str] | None = None) -> HttpResponse:
        page = holder_page(self.holder)
        drafted = self.drafted(page.rows)
        whole = [one for one in drafted if not one.missing]
        ready = {one.row.commitment.pk for one in whole}
        untold = [one for one in page.page.untold if one.commitment_id not in ready]
        context = {
            "errors": errors or [],
            "whole": whole,
            "lacking": [one for one in drafted if one.missing],
            "reusable": [one for one in page.page.items if one.reusable],
            "unbegun": [
                one
                for one in untold
                if one.commitment_id not in {answer.row.commitment.pk for answer in drafted}
            ],
            "has_warnings": needs_confirming(drafted),
            "is_whole": not untold and not page.page.unanswered and bool(self.holder.office),
        }
        context |= self.told(page)
        return render(self.request, "answer_links/round_check.html", context, status=status)

    def told(self, page) -> dict:
        return {
            "page": page.page,
            "can_be_answered": page.can_be_answered,
            "holder": self.holder,
            "asked": self.asked,
            "round": self.asked.round,
            "is_example": self.asked.is_example,
        }

    def answers_form(self, data=None) -> AnswersForm:
        questions = list(self.asked.round.questions.all())
        return AnswersForm(data, questions=questions, draft=self.asked.draft)

    def holder_form(self, data: QueryDict | None = None) -> HolderForm:
        return HolderForm(data, instance=self.holder.link, prefix=PREFIX["holder_form"])

    def link_form(self, data: QueryDict | None = None) -> LinkForm:
        return LinkForm(data, prefix=PREFIX["link_form"])


def row_of(asked: AskedRow, outcomes: dict[str, Outcome]) -> Row:
    outcome = outcomes.get(asked.row.commitment.public_id)
    if not asked.can_be_written and outcome is None:
        return Row(asked)
    found = form_row(asked.row, outcome)
    return Row(asked, found.form, found.typed)
