"""The questions of a round as a form: for officers, for who holds a link, and by telephone."""

from typing import Any

from django import forms
from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from records.forms import GuardedForm
from strategies.answers import (
    MEN,
    MOST,
    NO,
    WOMEN,
    YES,
    Value,
    digest_of,
    digests_of,
    in_words,
)
from strategies.choices import QuestionKind
from strategies.models import (
    RoundQuestion,
)
from strategies.work.rounds.forms import AREA


class AnswersForm(GuardedForm, forms.Form):
    """The questions of a round, each as a field; a number by sex is two. It carries what it showed,
    so that two colleagues do not overwrite each other unseen."""

    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, questions: list[RoundQuestion], draft: dict, **kwargs) -> None:
        self.questions = questions
        self.draft = draft
        # What may point out a person is looked at in what is written freely.
        self.guarded = tuple(one.public_id for one in questions if one.kind == QuestionKind.TEXT)
        super().__init__(*args, **kwargs)
        for question in questions:
            self.add(question)
        self.fields["shown"].initial = signer().sign_object(digests_of(draft))

    def add(self, question: RoundQuestion) -> None:
        key, value = question.public_id, self.draft.get(question.public_id)
        if question.kind == QuestionKind.NUMBER_BY_SEX:
            value = value or {}
            self.fields[f"{key}-{WOMEN}"] = number_field(_("Kvinnor"), value.get(WOMEN))
            self.fields[f"{key}-{MEN}"] = number_field(_("Män"), value.get(MEN))
        elif question.kind == QuestionKind.NUMBER:
            self.fields[key] = number_field(question.text, value)
        elif question.kind == QuestionKind.TEXT:
            self.fields[key] = forms.CharField(
                label=question.text, initial=value, required=False, widget=AREA, max_length=5000
            )
        else:
            self.fields[key] = forms.ChoiceField(
                label=question.text,
                initial=value,
                required=False,
                choices=choices_of(question),
                widget=forms.RadioSelect,
            )

    def clean(self) -> dict:
        """A number by sex is both or neither: half of it says nothing that can be added up."""
        cleaned = super().clean()
        for question in self.questions:
            if question.kind != QuestionKind.NUMBER_BY_SEX:
                continue
            names = [f"{question.public_id}-{sex}" for sex in (WOMEN, MEN)]
            given = [cleaned.get(name) is not None for name in names]
            if any(given) and not all(given) and not any(name in self.errors for name in names):
                self.add_error(names[given.index(False)], _("Ange båda antalen, eller inget."))
        return cleaned

    def value_of(self, question: RoundQuestion, data: dict) -> Value | None:
        key = question.public_id
        if question.kind == QuestionKind.NUMBER_BY_SEX:
            both = {sex: data.get(f"{key}-{sex}") for sex in (WOMEN, MEN)}
            return both if None not in both.values() else None
        value = data.get(key)
        return None if value == "" else value

    @property
    def was_shown(self) -> dict[str, str]:
        """The sums of what stood there; of a page that does not say so, nothing."""
        try:
            return signer().unsign_object(self.cleaned_data["shown"])
        except BadSignature:
            return {}

    @property
    def answers(self) -> dict[str, Value | None]:
        """What was written in, by question."""
        shown = self.was_shown
        given = {one.public_id: self.value_of(one, self.cleaned_data) for one in self.questions}
        return {
            key: value for key, value in given.items() if digest_of(value) != shown.get(key, "")
        }

    def tell_overtaken(self, stored: dict[str, Value | None], draft: dict) -> None:
        """Show what a colleague wrote beside what was typed; saved again, what is typed holds."""
        for question in self.questions:
            if question.public_id in stored:
                theirs = in_words(question.kind, stored[question.public_id]) or _("inget svar")
                names = [name for name in self.fields if name.split("-")[0] == question.public_id]
                text = gettext("En kollega har svarat: %(theirs)s. Spara igen om ditt ska gälla.")
                self.add_error(names[0], text % {"theirs": theirs})
        self.data = self.data.copy()
        self.data["shown"] = signer().sign_object(digests_of(draft))

    @property
    def rows(self) -> list[tuple[RoundQuestion, list[forms.BoundField]]]:
        """Each question with its fields, for the page."""
        return [
            (one, [self[name] for name in self.fields if name.split("-")[0] == one.public_id])
            for one in self.questions
        ]


def signer() -> Signer:
    return Signer(salt="strategies.rounds.answers")


def number_field(label: Any, initial: int | None) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        initial=initial,
        required=False,
        min_value=0,
        max_value=MOST,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


def choices_of(question: RoundQuestion) -> list[tuple[str, Any]]:
    if question.kind == QuestionKind.YES_NO:
        return [(YES, _("Ja")), (NO, _("Nej"))]
    return [(option, option) for option in question.option_list]
