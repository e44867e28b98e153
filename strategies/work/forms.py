from django import forms
from django.utils.translation import gettext_lazy as _

from actors.access import Access
from actors.models import Actor, User
from actors.summaries import name_seen_by
from records.forms import RecordForm
from records.forms.shown import Shown, read_shown
from records.swedish import in_swedish_order
from strategies.models import Commitment, ProgressReport
from strategies.services import Shares

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
            "request_for_completion": _(
                "Den som redovisar får det du skriver i ett brev. Medverkande kan också läsa det."
            )
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


STAYS, NOBODY = "", "-"


class ReportersForm(forms.Form):
    """A choice among those who report for an organisation, each known by a membership there and
    shown as the person who chooses may see them."""

    def __init__(self, *args, actor: Actor, access: Access, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        rows = actor.memberships.valid().reporting().filter(user__is_active=True)
        self.memberships = list(
            rows.select_related("user").order_by(in_swedish_order("user__name"), "user__email")
        )
        self.people = [
            (one.public_id, name_seen_by(access, one.user, actor)) for one in self.memberships
        ]

    def person(self, public_id: str) -> User | None:
        return next((one.user for one in self.memberships if one.public_id == public_id), None)


class ShareOutForm(ReportersForm):
    """Which commitments of an organisation, and who is to handle them or step in."""

    commitments = forms.MultipleChoiceField(
        error_messages={
            "required": _("Kryssa i minst ett åtagande."),
            "invalid_choice": _("Ett av åtagandena är inte ert längre. Läs om sidan."),
        }
    )
    handler = forms.ChoiceField(label=_("Handläggare"), required=False)
    deputy = forms.ChoiceField(label=_("Ersättare"), required=False)

    def __init__(self, *args, actor: Actor, **kwargs) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.own = {one.public_id: one for one in Commitment.objects.promised_by(actor)}
        self.fields["commitments"].choices = [(public_id, public_id) for public_id in self.own]
        for name in ("handler", "deputy"):
            self.fields[name].choices = [
                (STAYS, _("Ändra inte")),
                (NOBODY, _("Ingen")),
                *self.people,
            ]

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("handler") == cleaned.get("deputy") == STAYS:
            raise forms.ValidationError(_("Välj vem som ska svara för åtagandena."))
        return cleaned

    @property
    def chosen(self) -> list[Commitment]:
        return [self.own[public_id] for public_id in self.cleaned_data["commitments"]]

    @property
    def shares(self) -> Shares:
        handler, deputy = self.cleaned_data["handler"], self.cleaned_data["deputy"]
        return Shares(
            handler=self.person(handler),
            deputy=self.person(deputy),
            changes_handler=handler != STAYS,
            changes_deputy=deputy != STAYS,
        )


class HandoverForm(ReportersForm):
    """Who is to handle what another has handled."""

    successor = forms.ChoiceField(label=_("Vem tar över?"))

    def __init__(self, *args, leaver: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        own = [one.public_id for one in self.memberships if one.user == leaver]
        others = [choice for choice in self.people if choice[0] not in own]
        self.fields["successor"].choices = [("", _("Välj en kollega")), *others]

    @property
    def chosen(self) -> User:
        return self.person(self.cleaned_data["successor"])
