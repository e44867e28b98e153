from django import forms
from django.utils.translation import gettext_lazy as _

from website.choices import Frequency


class RemindersForm(forms.Form):
    frequency = forms.ChoiceField(
        label=_("Hur ofta vill du bli påmind?"),
        choices=Frequency.choices,
        widget=forms.RadioSelect,
    )
