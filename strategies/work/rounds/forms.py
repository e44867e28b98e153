"""Forms of the pages of follow-up rounds."""

from django import forms
from django.utils.translation import gettext_lazy as _

from actors.models import Actor
from records.forms import GuardedForm, RecordForm
from records.forms.rows import RecordFormSet
from strategies.choices import AnswerKind, DecisionKind
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
