"""Forms of the pages of one commitment: moving its end, contributing, confirming."""

from django import forms
from django.utils.translation import gettext_lazy as _

from actors.access import Access
from actors.forms import ruled
from records.filters import FILTER_TEXT_LENGTH
from records.forms import RecordForm
from strategies.forms import MOVE_WORDS, MoveEndForm
from strategies.models import Commitment, Contribution, EndMove, Stance
from strategies.rules.editing import can_move_end

AREA = forms.Textarea(attrs={"rows": 3})


def seen_now(form: forms.Form, seen: object) -> None:
    """Let the form that is shown again carry what its writer sees now; the rest as it was typed."""
    form.data = form.data.copy()
    form.data[form.add_prefix("seen")] = str(seen)


class MoveOwnEndForm(MoveEndForm):
    """The same of one commitment. It carries the end that was shown: who moves it meanwhile is
    not overwritten unseen."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=10)

    class Meta:
        model = EndMove
        fields = MOVE_WORDS
        labels = {"moved_to": _("Nytt slut"), "reason": _("Varför flyttas det?")}
        help_texts = {
            "moved_to": _("År, år-månad eller år-månad-dag: 2027, 2027-06 eller 2027-06-30."),
            "reason": _("Visas för alla, och ändras aldrig."),
        }
        widgets = {
            "decided_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "reason": AREA,
        }

    def commitment_in(self, cleaned: dict) -> Commitment:
        return self.instance.commitment


def move_end_form(commitment: Commitment, access: Access, data=None) -> MoveOwnEndForm:
    form_class = ruled(MoveOwnEndForm, access, can_move_end)
    return form_class(
        data, instance=EndMove(commitment=commitment), initial={"seen": commitment.end}
    )


class StrategySearchForm(forms.Form):
    sok = forms.CharField(
        label=_("Sök strategi, plan eller program"), required=False, max_length=FILTER_TEXT_LENGTH
    )


class ProposeForm(RecordForm):
    """Which goal of a strategy that is chosen, or the strategy as a whole."""

    class Meta:
        model = Contribution
        fields = ["goal"]
        labels = {"goal": _("Vad bidrar åtagandet till?")}
        widgets = {"goal": forms.RadioSelect}

    def __init__(self, *args, access: Access, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        goals = self.instance.strategy.goals.visible_to(access)
        self.fields["goal"] = forms.ModelChoiceField(
            goals,
            required=False,
            blank=True,
            label=self.fields["goal"].label,
            empty_label=_("Strategin som helhet"),
            widget=forms.RadioSelect,
            to_field_name="slug",
        )

    def unsaved_parents(self) -> set[str]:
        """Whether it is proposed already is the service's to judge: a second press of the button
        is no fault."""
        return super().unsaved_parents() | {"commitment"}


class AnswerForm(RecordForm):
    """A sentence beside a yes or a no; with a no it must stand."""

    class Meta:
        model = Contribution
        fields = ["answer"]
        labels = {"answer": _("Ert svar med en mening")}
        help_texts = {"answer": _("Behövs när ni avböjer. Läses av den som föreslår, i ett brev.")}
        widgets = {"answer": AREA}


class StanceForm(RecordForm):
    """What a contributor says of a report, in the version that was shown."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=9999)

    class Meta:
        model = Stance
        fields = ["actor", "agrees", "sentence"]
        labels = {"sentence": _("Vad ser ni annorlunda?")}
        help_texts = {
            "sentence": _(
                "Behövs när ni inte delar bilden, annars frivilligt. Visas bredvid uppföljningen, "
                "med befattning och organisation."
            )
        }
        widgets = {"sentence": AREA}

    def __init__(self, *args, own, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["actor"] = forms.ChoiceField(
            label=_("Ni svarar för"),
            choices=[(actor.slug, str(actor.name_with_kind)) for actor in own],
            widget=forms.HiddenInput if len(own) == 1 else forms.Select,
        )
        self.own = {actor.slug: actor for actor in own}
        self.fields["agrees"] = forms.TypedChoiceField(
            label=_("Hur ser ni på uppföljningen?"),
            choices=[("ja", _("Vi bekräftar den")), ("nej", _("Vi delar inte bilden"))],
            coerce=lambda value: value == "ja",
            empty_value=None,
            widget=forms.RadioSelect,
        )

    def clean_actor(self):
        return self.own[self.cleaned_data["actor"]]

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("agrees") is False and not cleaned.get("sentence"):
            self.add_error("sentence", _("Skriv med en mening vad ni ser annorlunda."))
        return cleaned

    def unsaved_parents(self) -> set[str]:
        """What was said before is replaced by the service."""
        return super().unsaved_parents() | {"actor"}
