"""Forms of the pages of a round's report."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from records.forms import GuardedForm

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

    def __init__(self, *args, texts: Sequence[tuple[str, str]], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].choices = texts
