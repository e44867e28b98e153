"""The small forms beside the answers: more time, declining, who answers, a colleague's link. They
stand in one HTML form with the answers, for a browser sends one form alone and loses the rest. So
each has names of its own, and what was typed in one outlives the button of another."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict

from records.public_forms import texts_in
from strategies.models import RequestItem, RoundRequest
from strategies.services.rounds import ColleagueWroteError, save_answers
from strategies.services.writers import Writer
from strategies.work.rounds.answers_form import AnswersForm
from strategies.work.rounds.forms import DeclineForm, PreparationForm
from strategies.work.rounds.pages import CLASHED, REFUSED

# Made of what was posted, or of nothing.
Make = Callable[[QueryDict | None], forms.BaseForm]
PREFIX = {
    "preparation_form": "beredning",
    "decline_form": "avsta",
    "contact_form": "kontakt",
    "link_form": "kollega",
    "sign_form": "faststall",
    "holder_form": "jag",
}
# Where the page had questions to answer, it carries this.
SHOWN_ANSWERS = "shown"


def preparation_form(asked: RoundRequest, data: QueryDict | None = None) -> PreparationForm:
    return PreparationForm(data, instance=asked, prefix=PREFIX["preparation_form"])


def decline_form(asked: RoundRequest, data: QueryDict | None = None) -> DeclineForm:
    return DeclineForm(data, prefix=PREFIX["decline_form"], initial={"seen": asked.version})


def keep_answers(form: AnswersForm, *, asked: RoundRequest, by: Writer) -> int:
    """Save the answers that were sent, and say how that went; what is wrong stands in the form.

    Raises ValidationError where nothing can be answered any more.
    """
    if not form.is_valid():
        return REFUSED
    try:
        save_answers(request=asked, answers=form.answers, shown=form.was_shown, by=by)
    except ColleagueWroteError as error:
        asked.refresh_from_db(fields=["draft", "version"])
        form.tell_overtaken(error.stored, asked.draft)
        return CLASHED
    asked.refresh_from_db(fields=["draft", "version"])
    return 200


def items_to_reuse(asked: RoundRequest, data: QueryDict) -> list[RequestItem]:
    """Those that were ticked or pressed, or all."""
    wanted, is_all = set(data.getlist("item")), "alla" in data
    items = asked.items.select_related("commitment")
    return [one for one in items if is_all or one.commitment.public_id in wanted]


def seen_after(data: QueryDict, before: int, after: int) -> QueryDict:
    """What was posted, where whoever declines has seen the answers that they just saved themselves,
    as the request went from one version to another: no colleague wrote them."""
    name, moved = f"{PREFIX['decline_form']}-seen", data.copy()
    if moved.get(name) == str(before):
        moved[name] = str(after)
    return moved


def typed_in(make: Make, data: QueryDict) -> bool:
    """Whether somebody has written in the form, as it was sent along."""
    form = make(None)
    return any(
        field.has_changed(form.get_initial_for_field(field, name), posted_in(form, name, data))
        for name, field in form.fields.items()
        if form.add_prefix(name) in data and not field.widget.is_hidden
    )


def posted_in(form: forms.BaseForm, name: str, data: QueryDict) -> Any:
    return form.fields[name].widget.value_from_datadict(data, {}, form.add_prefix(name))


def with_typed(make: Make, data: QueryDict) -> forms.BaseForm:
    """The form with what was typed in it, and not judged: its own button was not pressed."""
    if not typed_in(make, data):
        return make(None)
    form = make(data)
    form._errors = ErrorDict()
    return form


def shown_beside(
    made: Mapping[str, Make], data: QueryDict, done: str = ""
) -> dict[str, forms.BaseForm]:
    """Each form with what was typed in it; that of the button which did what it says is empty."""
    return {
        name: make(None) if name == done else with_typed(make, data) for name, make in made.items()
    }


def left_typed(made: Mapping[str, Make], data: QueryDict, done: str) -> bool:
    """Whether something was typed in another form than the one that is done with."""
    return any(typed_in(make, data) for name, make in made.items() if name != done)


def lost_texts(made: Mapping[str, Make], data: QueryDict) -> list[str]:
    """What was typed in forms that the page has no longer, to read and copy."""
    gone = tuple(f"{PREFIX[name]}-" for name in PREFIX.keys() - made)
    return texts_in([(name, text) for name, text in data.items() if name.startswith(gone)])
