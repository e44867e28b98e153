"""Forms of the pages of follow-up rounds."""

from typing import Any

from django import forms
from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actors.models import Actor
from records.forms import GuardedForm, RecordForm
from records.forms.rows import RecordFormSet
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
from strategies.choices import AnswerKind, DecisionKind, QuestionKind
from strategies.models import (
    FollowUpRound,
    RequestSignature,
    RoundNote,
    RoundQuestion,
    RoundRequest,
)
from strategies.services.rounds import day_in_words
from strategies.work.forms import ReportersForm

AREA = forms.Textarea(attrs={"rows": 3})
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
DAYS_BEFORE = (-28, -21, -14, -7, -3, -1)
DAYS_AFTER = (1, 5, 10)


class RoundForm(RecordForm):
    """What a round is called, what it is about and when answers are due."""

    reminder_days = forms.TypedMultipleChoiceField(
        label=_("Påminnelser till dem som inte har svarat"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Räknat från svarsdagen. De går bara ut på arbetsdagar."),
    )

    class Meta:
        model = FollowUpRound
        fields = [
            "title",
            "period_start",
            "period_end",
            "due_on",
            "introduction",
            "reminder_days",
        ]
        widgets = {"period_start": DAY, "period_end": DAY, "due_on": DAY, "introduction": AREA}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        days = sorted({*DAYS_BEFORE, *DAYS_AFTER, *self.instance.reminder_days})
        self.fields["reminder_days"].choices = [(day, day_in_words(day)) for day in days]
        self.fields["due_on"].required = True


class QuestionForm(RecordForm):
    class Meta:
        model = RoundQuestion
        fields = ["position", "text", "why", "kind", "options", "about_people"]
        widgets = {"options": AREA, "position": forms.NumberInput(attrs={"min": 0})}


QuestionFormSet = forms.inlineformset_factory(
    FollowUpRound,
    RoundQuestion,
    form=QuestionForm,
    formset=RecordFormSet,
    extra=1,
    can_delete=True,
)


class AskOneForm(forms.Form):
    """One more organisation."""

    more = forms.ModelChoiceField(
        Actor.objects.none(), label=_("Organisation"), to_field_name="slug", empty_label=_("Välj")
    )

    def __init__(self, *args, others, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["more"].queryset = others


class AskedForm(forms.Form):
    """Who is asked: those that are chosen among the proposed and added, and one more."""

    actors = forms.ModelMultipleChoiceField(
        Actor.objects.none(),
        label=_("Organisationer som tillfrågas"),
        to_field_name="slug",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    more = forms.ModelChoiceField(
        Actor.objects.none(),
        label=_("Lägg till en organisation"),
        to_field_name="slug",
        required=False,
        empty_label=_("Välj vid behov"),
    )

    def __init__(self, *args, listed, others, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["actors"].queryset = listed
        self.fields["more"].queryset = others

    @property
    def chosen(self) -> list[Actor]:
        more = self.cleaned_data["more"]
        return [*self.cleaned_data["actors"], *([more] if more else [])]


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


class PreparationForm(RecordForm):
    """That the answer waits for a board, and until when."""

    class Meta:
        model = RoundRequest
        fields = ["prepared_until", "preparation"]
        widgets = {"prepared_until": DAY}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["prepared_until"].required = True


class ContactForm(ReportersForm):
    """Who answers for the organisation: reminders go there too."""

    contact = forms.ChoiceField(
        label=_("Vem hos er svarar på uppföljningen?"),
        required=False,
        help_text=_("Påminnelser går dit och till er funktionsbrevlåda."),
    )

    def __init__(self, *args, chosen, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact"].choices = [("", _("Ingen särskild")), *self.people]
        known = [one.public_id for one in self.memberships if one.user_id == chosen]
        self.initial["contact"] = known[0] if known else ""

    @property
    def chosen(self):
        return self.person(self.cleaned_data["contact"])


class DeclineForm(GuardedForm, forms.Form):
    """That the organisation does not answer, and why."""

    guarded = ("explanation",)

    answer = forms.ChoiceField(
        label=_("Vad gäller för er?"),
        choices=[
            (AnswerKind.ABSTAINS, _("Vi avstår från att svara")),
            (AnswerKind.NOT_CONCERNED, _("Vi berörs inte")),
        ],
        widget=forms.RadioSelect,
    )
    explanation = forms.CharField(
        label=_("Motivering"),
        required=False,
        max_length=2000,
        widget=AREA,
        help_text=_("Behövs när ni avstår. Visas i rapporten."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("answer") == AnswerKind.ABSTAINS and not cleaned.get("explanation"):
            self.add_error("explanation", _("Skriv varför ni avstår."))
        return cleaned


class SignForm(RecordForm):
    """How the organisation has decided what it submitted, in the version that was shown."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    class Meta:
        model = RequestSignature
        fields = ["decision", "decided_on", "paragraph", "registry_number"]
        widgets = {"decided_on": DAY, "decision": forms.RadioSelect}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].choices = DecisionKind.choices
        self.fields["registry_number"].label = _("Ert diarienummer")

    def unsaved_parents(self) -> set[str]:
        """Who signs, and of what, is the service's to fill in."""
        return super().unsaved_parents() | {"office", "version"}


class NoteForm(RecordForm):
    class Meta:
        model = RoundNote
        fields = ["kind", "done_on", "text"]
        widgets = {"text": AREA, "done_on": DAY}


class ExtendForm(forms.Form):
    extended_to = forms.DateField(
        label=_("Ny svarsdag"),
        widget=DAY,
        help_text=_("Hela dagen räknas, till och med 23.59. Organisationen får ett brev."),
    )


class ReasonForm(GuardedForm, forms.Form):
    """A reason that somebody reads."""

    guarded = ("reason",)
    reason = forms.CharField(label=_("Skäl"), widget=AREA, max_length=2000)


class CompleteRequestForm(ReasonForm):
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("Vad behöver kompletteras?")
        self.fields["reason"].help_text = _("Organisationen får det du skriver i ett brev.")
