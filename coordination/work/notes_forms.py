"""Forms of the page of a meeting's notes."""

from collections.abc import Iterator, Mapping, Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from actors.models import Actor
from coordination.models import AgendaItem, NotesComment, Seat
from records.forms import GuardedForm, RecordForm
from records.forms.texts import AsksTwice
from records.personal_data import warnings_about

AREA = forms.Textarea(attrs={"rows": 3})
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
LONGEST = 4000


class SendForm(AsksTwice, forms.Form):
    """Until when, and who approves where it is minutes. The notes saved themselves as they were
    written: what may point out a person there is asked about here."""

    comments_by = forms.DateField(
        label=_("Kommentarer senast"),
        help_text=_("Till och med den dagen kan nätverkets egna kommentera."),
        widget=DAY,
    )

    def __init__(
        self,
        *args,
        approvers: Sequence[tuple[Seat, str]] | None,
        items: Sequence[AgendaItem],
        **kwargs,
    ) -> None:
        """`approvers` with what each is called; None for what nobody has to approve."""
        super().__init__(*args, **kwargs)
        self.items = items
        if approvers is not None:
            self.seats = {seat.public_id: seat for seat, _name in approvers}
            self.fields["approver"] = forms.ChoiceField(
                label=_("Justerare"),
                help_text=_("Får ett brev, och justerar själv i Samordna."),
                choices=[("", _("Välj")), *((seat.public_id, name) for seat, name in approvers)],
            )

    def warnings(self) -> Iterator[str]:
        for item in self.items:
            for warning in warnings_about(item.notes):
                yield _("%(field)s: %(warning)s. Kryssa i rutan om texten ska stå kvar.") % {
                    "field": item.title,
                    "warning": warning,
                }

    @property
    def approver(self) -> Seat | None:
        return self.seats[self.cleaned_data["approver"]] if "approver" in self.fields else None


class CommentForm(RecordForm):
    """Signed by one of one's own organisations; `signing` tells of each in which office."""

    class Meta:
        model = NotesComment
        fields = ["text", "office"]
        labels = {"text": _("Kommentar"), "office": _("Din befattning")}
        widgets = {"text": AREA}

    def __init__(self, *args, signing: Mapping[Actor, str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.own = {actor.slug: actor for actor in signing}
        if not self.is_bound:
            self.initial["office"] = next(iter(signing.values()), "")
        if len(self.own) > 1:
            self.fields["organisation"] = forms.ChoiceField(
                label=_("Organisation"),
                choices=[(actor.slug, actor.name_with_kind) for actor in signing],
            )

    def _post_clean(self) -> None:
        """Before the record is looked at whole."""
        chosen = self.cleaned_data.get("organisation") or next(iter(self.own), "")
        self.instance.actor = self.own.get(chosen)
        super()._post_clean()


class ReopenForm(GuardedForm, forms.Form):
    guarded = ("reason",)
    reason = forms.CharField(label=_("Varför?"), widget=AREA, max_length=LONGEST)
