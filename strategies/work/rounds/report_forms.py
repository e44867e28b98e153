"""Forms of the pages of a round's report."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from records.forms import GuardedForm
from strategies.choices import QuestionKind
from strategies.round_reports.frozen import Payload

AREA = forms.Textarea(attrs={"rows": 3})
LONGEST = 4000


class SeenForm(forms.Form):
    """A button that says what was read: the checksum of what the page showed."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)


class CorrectForm(GuardedForm, SeenForm):
    guarded = ("reason",)
    reason = forms.CharField(
        label=_("Vad är ändrat, och varför?"),
        help_text=_("Står i rapporten, så att alla kan läsa det."),
        widget=AREA,
        max_length=LONGEST,
    )


class RemarkForm(GuardedForm, forms.Form):
    guarded = ("text",)
    text = forms.CharField(
        label=_("Vad stämmer inte?"),
        help_text=_("Skriv vad som är fel, och vad som ska stå."),
        widget=AREA,
        max_length=LONGEST,
    )


class RemarkAnswerForm(GuardedForm, forms.Form):
    guarded = ("answer",)
    answer = forms.CharField(label=_("Svar"), widget=AREA, max_length=LONGEST)


class HideTextForm(GuardedForm, forms.Form):
    """Which text is shown no more, and why."""

    guarded = ("reason",)
    text = forms.ChoiceField(label=_("Text som ska döljas"))
    reason = forms.CharField(label=_("Varför?"), widget=AREA, max_length=LONGEST)

    def __init__(self, *args, payload: Payload, only: str = "", **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].choices = texts_in(payload, only)


def texts_in(payload: Payload, only: str) -> list[tuple[str, str]]:
    """Each text that is shown, by the organisation's slug and the id of the question; `only` of one
    organisation."""
    why = gettext("motivering")
    texts = [
        (f"{one['slug']}/", f"{one['name']}: {why}")
        for one in payload["organisations"]
        if one["explanation"]
    ]
    texts += [
        (f"{one['slug']}/{question['id']}", f"{one['name']}: {question['text']}")
        for question in payload["questions"]
        if question["kind"] == QuestionKind.TEXT
        for one in question["answers"]
        if not one["is_hidden"]
    ]
    return [text for text in texts if not only or text[0].split("/")[0] == only]
