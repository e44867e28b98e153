from django import forms
from django.utils.translation import gettext_lazy as _

from records.forms import GuardedForm


class TellForm(GuardedForm, forms.Form):
    """What a reader tells of a fault. An identity number is refused, and kept to be taken away."""

    guarded = ("text", "page")

    text = forms.CharField(
        label=_("Vad som inte fungerar för dig"),
        help_text=_(
            "Berätta gärna vad du försökte göra och vilket hjälpmedel du använder. Du kan också be "
            "om innehåll i en form som du kan använda."
        ),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    page = forms.CharField(
        label=_("Sidan det gäller"),
        help_text=_("Sidans adress eller rubrik."),
        required=False,
        max_length=500,
    )
    email = forms.EmailField(
        label=_("Din e-postadress, om du vill ha svar"),
        help_text=_(
            "Svaret kommer till den adressen. Skriv ingen om någon annan kan läsa din e-post."
        ),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["text", "page", "email"])
