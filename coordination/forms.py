"""Forms of who is invited to a meeting: signed in, or by the link of a letter."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coordination.choices import InviteAnswer
from records.forms import GuardedForm

GIVEN = [one for one in InviteAnswer.choices if one[0] != InviteAnswer.WAITING]


class AnswerForm(GuardedForm, forms.Form):
    """Its answer is the button that is pressed."""

    guarded = ("substitute", "remark")

    answer = forms.ChoiceField(
        choices=GIVEN,
        widget=forms.HiddenInput,
        error_messages={"required": _("Välj ett av svaren.")},
    )
    substitute = forms.CharField(
        label=_("Vem kommer i stället?"),
        max_length=200,
        required=False,
        help_text=_("Om ni skickar ersättare: befattning, eller namn när det behövs."),
    )
    remark = forms.CharField(label=_("Meddelande"), max_length=500, required=False)

    def clean(self) -> dict[str, Any]:
        """Who was named to come instead is not lost without a word by another answer. What was kept
        from an earlier answer goes with it."""
        said = super().clean() or self.cleaned_data
        is_new = bool(said.get("substitute")) and "substitute" in self.changed_data
        if is_new and said.get("answer") in (InviteAnswer.COMES, InviteAnswer.DOES_NOT_COME):
            wrong = _("Svara att ni skickar ersättare, eller ta bort det som står här.")
            self.add_error("substitute", wrong)
        return said
