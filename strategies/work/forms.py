from django import forms
from django.utils.translation import gettext_lazy as _

from records.forms import RecordForm
from records.forms.shown import Shown, read_shown
from strategies.models import ProgressReport

AREA = forms.Textarea(attrs={"rows": 3, "placeholder": " "})


class DraftForm(RecordForm):
    """What is written of one commitment, one of several forms on a page. A draft is saved as it is,
    whole or not; what may point out a person is asked about before it is submitted."""

    class Meta:
        model = ProgressReport
        fields = [
            "repeats",
            "grade",
            "reason",
            "done",
            "results",
            "obstacles",
            "next_step",
            "evidence",
            "stands_by",
        ]
        widgets = {
            "grade": forms.RadioSelect,
            **dict.fromkeys(
                ["reason", "done", "results", "obstacles", "next_step", "evidence"], AREA
            ),
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, prefix=kwargs["instance"].commitment.public_id, **kwargs)
        # Not chosen is not one of the choices that a person sees.
        self.fields["grade"].choices = [
            choice for choice in self.fields["grade"].choices if choice[0]
        ]

    def warnings(self):
        return ()

    def signed_shown(self) -> str:
        """A draft that is not begun has no row to sign for: its commitment stands in for it."""
        report = self.instance
        if report._state.adding:
            return Shown(0, self.stored).signed(report.commitment)
        return super().signed_shown()

    def read_shown(self, signed: str | None) -> Shown | None:
        return super().read_shown(signed) or read_shown(self.instance.commitment, signed)

    @property
    def is_new(self) -> bool:
        """Another may begin the same draft meanwhile: both began from nothing."""
        return False


class ReceiveForm(RecordForm):
    """What the maintainer says beside a report that it receives, having read that version."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = ProgressReport
        fields = ["comment"]
        labels = {"comment": _("Kommentar")}
        help_texts = {"comment": _("Syns bredvid uppföljningen, med din befattning.")}
        widgets = {"comment": forms.Textarea(attrs={"rows": 3})}


class CompletionForm(RecordForm):
    """What is missing in a report that is given back, having read that version."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = ProgressReport
        fields = ["request_for_completion"]
        labels = {"request_for_completion": _("Vad behöver kompletteras?")}
        help_texts = {
            "request_for_completion": _("Den som redovisar får läsa det du skriver, i ett brev.")
        }
        widgets = {"request_for_completion": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["request_for_completion"].required = True
        # What was asked for last time was answered.
        self.initial["request_for_completion"] = ""


class RegistryForm(RecordForm):
    """The own side's registry number."""

    class Meta:
        model = ProgressReport
        fields = ["registry_number", "received_registry_number"]

    def __init__(self, *args, is_sender: bool, is_receiver: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not is_sender:
            del self.fields["registry_number"]
        if not is_receiver:
            del self.fields["received_registry_number"]
