"""Forms about who answers by a personal link."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from records.forms import GuardedForm, RecordForm
from strategies.models import RoundLink


class HolderForm(RecordForm):
    """Who answers, as they state it themselves."""

    class Meta:
        model = RoundLink
        fields = ["name", "office"]
        labels = {"name": _("Ditt namn"), "office": _("Din befattning")}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for field in self.Meta.fields:
            self.fields[field].required = True


class MailboxLinkForm(GuardedForm, forms.Form):
    """Whom a link is for that goes to the mailbox of their organisation."""

    guarded = ("name", "office")

    name = forms.CharField(label=_("Namn på den som ska svara"), max_length=150)
    office = forms.CharField(
        label=_("Befattning"),
        max_length=150,
        required=False,
        help_text=_("Den som svarar kan ändra den. Den står vid svaret, inte namnet."),
    )


class LinkForm(MailboxLinkForm):
    """Whom a link is to be sent to, and where."""

    name = forms.CharField(label=_("Kollegans namn"), max_length=150)
    office = forms.CharField(
        label=_("Kollegans befattning"),
        max_length=150,
        required=False,
        help_text=_("Kollegan kan ändra den. Den står vid svaret, inte namnet."),
    )
    address = forms.EmailField(label=_("Kollegans e-postadress"))


def tell(form: forms.BaseForm, error: ValidationError) -> None:
    """What a service refused, beside the fields that it is about as far as the form has them."""
    for name, texts in error.update_error_dict({}).items():
        form.add_error(name if name in form.fields else None, texts)
