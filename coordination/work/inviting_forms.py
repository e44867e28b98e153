"""Forms of who runs a meeting: whom to invite, and what was said by telephone."""

from collections.abc import Sequence
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actors.models import Actor
from coordination.forms import GIVEN, AnswerForm
from coordination.models import Invitee
from coordination.summaries.inviting import CandidateRow, InviteeRow, InvitePage
from records.forms import GuardedForm
from records.partial_dates import has_passed

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
# What was left out and typed, kept in the address while a guest is added.
WITHOUT, ANSWER_BY = "utan", "svar"


class Chosen(forms.MultipleChoiceField):
    """Whoever was on the page when it was shown: of a button that is pressed twice, the second
    press finds nobody left to choose. The service knows who may be invited."""

    def valid_value(self, value: str) -> bool:
        return True


class InviteForm(GuardedForm, forms.Form):
    """Whom to invite, by the keys of the candidates, with one guest more."""

    guarded = ("guest_office",)

    chosen = Chosen(
        label=gettext_lazy("De här bjuds"), required=False, widget=forms.CheckboxSelectMultiple
    )
    answer_by = forms.DateField(label=gettext_lazy("Svar senast"), widget=DAY, required=False)
    # As it stood when the page was shown.
    seen_answer_by = forms.DateField(required=False, widget=forms.HiddenInput)
    guest = forms.ModelChoiceField(
        Actor.objects.none(),
        label=gettext_lazy("Gäst"),
        to_field_name="slug",
        required=False,
        empty_label=gettext_lazy("Välj vid behov"),
        help_text=gettext_lazy("Brevet går till organisationens funktionsbrevlåda."),
    )
    guest_office = forms.CharField(
        label=gettext_lazy("Gästens befattning"), max_length=200, required=False
    )

    def __init__(self, *args, page: InvitePage, organisations, kept: QueryDict, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.meeting = page.meeting
        self.rows = page.to_invite
        self.fields["chosen"].choices = [
            (row.candidate.key, label_of(row)) for row in page.to_invite
        ]
        left_out = kept.getlist(WITHOUT)
        self.initial["chosen"] = [
            row.candidate.key
            for row in page.to_invite
            if row.is_chosen and row.candidate.key not in left_out
        ]
        self.initial["answer_by"] = kept.get(ANSWER_BY) or self.meeting.answer_by
        self.initial["seen_answer_by"] = self.meeting.answer_by
        self.fields["guest"].queryset = organisations

    def clean_answer_by(self) -> date | None:
        """A day that is kept already is no news, also once it has passed."""
        day = self.cleaned_data["answer_by"]
        if day == self.meeting.answer_by:
            return day
        if day is not None and day < timezone.localdate():
            raise ValidationError(_("Den dagen har passerat."))
        if day is not None and has_passed(self.meeting.on, day):
            raise ValidationError(_("Den dagen ligger efter mötet."))
        return day

    @property
    def day(self) -> date | None:
        """The day to answer by: what was typed; what stands where that was left as it was."""
        said = self.cleaned_data
        is_new = said["answer_by"] != said["seen_answer_by"]
        return said["answer_by"] if is_new else self.meeting.answer_by

    def as_query(self) -> str:
        """What the page is to keep after a redirect: who is not ticked, and the day."""
        chosen, day = self.cleaned_data["chosen"], self.cleaned_data["answer_by"]
        left = [row.candidate.key for row in self.rows if row.candidate.key not in chosen]
        return urlencode({WITHOUT: left} | ({ANSWER_BY: day} if day else {}), doseq=True)


def label_of(row: CandidateRow) -> str:
    one = row.candidate
    of = one.seat or one.invitee
    parts = [
        of.actor.name_with_kind if of.actor else "",
        one.seat.get_role_display() if one.seat else _("gäst"),
        row.name,
        of.office if one.seat is None or one.seat.tells_office else "",
    ]
    label = ", ".join(part for part in parts if part)
    return label if one.address else _("%(who)s – ingen adress, får inget brev") % {"who": label}


class OneOfThose(forms.Form):
    """About one of those who are invited."""

    who = forms.ChoiceField(
        label=gettext_lazy("Vem"), error_messages={"required": gettext_lazy("Välj vem.")}
    )

    def __init__(self, *args, rows: Sequence[InviteeRow], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.by_id = {row.invitee.public_id: row.invitee for row in rows}
        named = [(row.invitee.public_id, name_in_list(row)) for row in rows]
        self.fields["who"].choices = [("", _("Välj")), *named]

    @property
    def invitee(self) -> Invitee:
        return self.by_id[self.cleaned_data["who"]]


def name_in_list(row: InviteeRow) -> str:
    actor = row.invitee.actor
    parts = [actor.name_with_kind if actor else "", row.who]
    return ", ".join(part for part in parts if part)


class TelephoneForm(AnswerForm, OneOfThose):
    answer = forms.ChoiceField(
        label=gettext_lazy("Svar"),
        choices=GIVEN,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Välj ett av svaren.")},
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, prefix="telefon", **kwargs)
        self.order_fields(["who", "answer", "substitute", "remark"])


class WithdrawForm(OneOfThose):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, prefix="bort", **kwargs)
