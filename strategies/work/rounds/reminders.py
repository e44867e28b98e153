"""The letters of a round: which reminders leave and when, how they read, and what has left."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import formats
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from strategies.models import FollowUpRound, RoundRequest
from strategies.services.rounds import (
    choose_reminders,
    day_in_words,
    letters_of,
    move_due_date,
    write_again,
)
from strategies.summaries import doubts_about, letter_rows, reminder_plan_of
from strategies.work.rounds.forms import DAY, DAYS_AFTER, DAYS_BEFORE
from strategies.work.rounds.pages import REFUSED, Pressed, RoundDoor, RoundPage

LETTERS_A_PAGE = 50


class DaysForm(forms.Form):
    """On which days from the due date those are reminded who have not answered."""

    days = forms.TypedMultipleChoiceField(
        label=_("Påminn dem som inte har svarat"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Räknat från svarsdagen. Utan kryss går ingen påminnelse ut av sig själv."),
    )

    def __init__(self, *args, chosen: list[int], **kwargs) -> None:
        super().__init__(*args, initial={"days": chosen}, **kwargs)
        days = sorted({*DAYS_BEFORE, *DAYS_AFTER, *chosen})
        self.fields["days"].choices = [(day, day_in_words(day)) for day in days]


class MoveForm(forms.Form):
    due_on = forms.DateField(
        label=_("Ny svarsdag"),
        widget=DAY,
        help_text=_(
            "Hela dagen räknas, till och med 23.59. De som inte har svarat får ett brev, och "
            "påminnelserna följer den nya dagen."
        ),
    )


class RemindersPage(RoundPage):
    template_name = "work/rounds/reminders.html"

    def days_form(self, data=None) -> DaysForm:
        return DaysForm(data, chosen=self.round.reminder_days, auto_id="days_%s")

    def move_form(self, data=None) -> MoveForm:
        return MoveForm(data, initial={"due_on": self.round.due_on}, auto_id="move_%s")

    @cached_property
    def requests(self) -> list[RoundRequest]:
        requests = list(self.round.requests.select_related("actor").order_by("pk"))
        for request in requests:
            request.round = self.round
        return requests

    def show(self, status: int = 200, **forms) -> HttpResponse:
        page = Paginator(letters_of(self.round), LETTERS_A_PAGE).get_page(
            self.request.GET.get("page")
        )
        context = self.get_context_data(
            plan=reminder_plan_of(self.round, self.requests),
            days_form=self.days_form(),
            move_form=self.move_form(),
            page_obj=page,
            paginator=page.paginator,
            letters=letter_rows(page, self.requests, self.access),
        )
        return self.render_to_response(context | forms, status=status)

    def done(self, text: str) -> HttpResponse:
        messages.success(self.request, text)
        return redirect("round_reminders", self.round.public_id)


class RemindersView(RemindersPage):
    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.show()


class RemindersAction(RemindersPage):
    """A form of that page. What it cannot do is told there, with what was written."""

    http_method_names = ["post"]
    name: str

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = self.form()
        if not form.is_valid():
            return self.show(REFUSED, **{self.name: form})
        try:
            with transaction.atomic():
                text = self.act(form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.show(REFUSED, **{self.name: form})
        return self.done(text)

    def form(self) -> forms.Form:
        raise NotImplementedError

    def act(self, said: dict) -> str:
        """Do it, and say what was done."""
        raise NotImplementedError


class DaysView(RemindersAction):
    name = "days_form"

    def form(self) -> DaysForm:
        return self.days_form(self.request.POST)

    def act(self, said: dict) -> str:
        choose_reminders(round=self.round, days=said["days"], by=self.request.user)
        if not said["days"]:
            return gettext("Inga påminnelser går ut av sig själva.")
        text = ngettext("Påminnelsen är sparad.", "Påminnelserna är sparade.", len(said["days"]))
        return text


class MoveView(RemindersAction):
    name = "move_form"

    def form(self) -> MoveForm:
        return self.move_form(self.request.POST)

    def act(self, said: dict) -> str:
        moved: FollowUpRound = move_due_date(
            round=self.round, to=said["due_on"], by=self.request.user
        )
        for doubt in doubts_about(moved.due_on):
            messages.warning(self.request, doubt)
        day = formats.date_format(said["due_on"])
        return gettext("Svaren behövs nu senast %(day)s.") % {"day": day}


class AgainView(Pressed, RoundDoor):
    """A letter that asks or reminds, once more."""

    def act(self) -> str:
        # Looked for here: what is no id at all is no question for the database.
        asked = self.request.POST.get("request", "")
        requests = self.round.requests.select_related("actor").order_by("pk")
        request = next((one for one in requests if one.public_id == asked), None)
        if request is None:
            raise ValidationError(gettext("Välj ett brev i listan."))
        request.round = self.round
        kind = self.request.POST.get("kind", "")
        write_again(request=request, kind=kind, by=self.request.user)
        name = request.actor.name_with_kind
        return gettext("Brevet skickas igen till %(name)s.") % {"name": name}

    def back(self) -> str:
        return reverse("round_reminders", args=[self.round.public_id])
