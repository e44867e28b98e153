"""The form of a meeting: few fields in sight, and the rest beneath."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import ClassVar

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actors.access import Access
from actors.models import Actor
from coordination.choices import MeetingForm as Form
from coordination.models import AgendaItem, Meeting
from coordination.summaries.planning import Carried
from records.forms import RecordForm
from strategies.models import Strategy

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
# Outside these is a slip of the hand, and further out a time has no place in UTC.
EARLIEST, LATEST = datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
FAR_OFF = gettext_lazy("Kontrollera årtalet.")


class LocalTimeField(forms.DateTimeField):
    """Day and hour in Swedish time; an hour that a change of clock skips or doubles is refused."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    default_validators: ClassVar = [
        MinValueValidator(EARLIEST, FAR_OFF),
        MaxValueValidator(LATEST, FAR_OFF),
    ]


class LinkField(forms.URLField):
    """Who leaves out how a link begins means the safe way."""

    def __init__(self, **kwargs) -> None:
        super().__init__(assume_scheme="https", **kwargs)


class MeetingForm(RecordForm):
    """A meeting of a network, as it is planned."""

    # In sight; the others stand beneath.
    first: ClassVar = ("convener", "title", "starts_at", "ends_at", "form", "town", "place",
                       "joining_link")  # fmt: skip
    deadlines: ClassVar = ("answer_by", "propose_by", "documents_by")

    class Meta:
        model = Meeting
        fields = [
            "title",
            "starts_at",
            "ends_at",
            "form",
            "town",
            "place",
            "joining_link",
            "on",
            "on_wording",
            "description",
            "strategies",
            "answer_by",
            "propose_by",
            "documents_by",
            "is_formal",
        ]
        field_classes = {
            "starts_at": LocalTimeField,
            "ends_at": LocalTimeField,
            "joining_link": LinkField,
        }
        labels = {
            "on": gettext_lazy("Ungefär när, om klockslaget inte är bestämt"),
            "on_wording": gettext_lazy("Ungefär när, med ord"),
            "is_formal": gettext_lazy("Mötet har protokoll, med paragrafer och justering"),
        }
        help_texts = {
            "town": gettext_lazy(
                "Visas mötet för alla syns rubrik, dag, ort, form, strategier och Om mötet."
            ),
            "place": "",
            "joining_link": gettext_lazy("Lokal och länk visas aldrig för alla."),
            "description": gettext_lazy("Kan visas för alla. Skriv inte lokal eller länk här."),
            "on": gettext_lazy("År, månad eller dag: 2027, 2027-03 eller 2027-03-10."),
            "on_wording": gettext_lazy("Till exempel: i slutet av året"),
            "is_formal": "",
        }
        widgets = {
            "form": forms.RadioSelect,
            "description": forms.Textarea(attrs={"rows": 3}),
            "strategies": forms.CheckboxSelectMultiple,
            "answer_by": DAY,
            "propose_by": DAY,
            "documents_by": DAY,
        }

    def __init__(self, *args, access: Access, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form"].choices = Form.choices
        if self.instance.starts_at is not None:
            # It follows from the hour, and would stand in the way of a new one.
            self.initial["on"] = ""
        self.offer_strategies(strategies_for(access, self.instance))

    def offer_strategies(self, offered) -> None:
        """Those that the person may read; what else the meeting is about stays."""
        tied = self.instance.strategies.all() if self.instance.pk else Strategy.objects.none()
        self.unseen = list(tied.exclude(pk__in=offered.values("pk")))
        rows = list(offered)
        if not rows:
            del self.fields["strategies"]
            return
        self.fields["strategies"].queryset = offered
        if self.instance.pk:
            self.initial["strategies"] = list(tied.filter(pk__in=[row.pk for row in rows]))
        elif not self.initial.get("strategies") and self.instance.network_id:
            self.initial["strategies"] = rows

    def free_texts(self) -> Iterable[str]:
        """An address is what the place of a meeting is."""
        return [name for name in super().free_texts() if name != "place"]

    def clean(self) -> dict:
        cleaned = super().clean()
        if "starts_at" not in self.errors and "ends_at" not in self.errors:
            self.clean_times(cleaned)
        return cleaned

    def clean_times(self, cleaned: dict) -> None:
        start, end = cleaned.get("starts_at"), cleaned.get("ends_at")
        if start is not None:
            # Who knows the hour has no use for "i slutet av året".
            cleaned["on_wording"] = ""
            self.refuse_deadlines_after(start, cleaned)
        elif end is not None:
            self.add_error("starts_at", _("Ange också när mötet börjar."))
        elif not (cleaned.get("on") or cleaned.get("on_wording") or "on" in self.errors):
            told = _("Ange när mötet börjar, eller ungefär när under ”Fler uppgifter”.")
            self.add_error("starts_at", told)
        if start is not None and end is not None and end <= start:
            self.add_error("ends_at", _("Mötet slutar före det börjar."))

    def refuse_deadlines_after(self, start: datetime, cleaned: dict) -> None:
        for name in self.deadlines:
            if cleaned.get(name) and cleaned[name] > timezone.localdate(start):
                self.add_error(name, _("Den dagen ligger efter mötet."))

    @property
    def chosen(self) -> list[Strategy]:
        return [*self.cleaned_data.get("strategies", ()), *self.unseen]

    def in_sight(self) -> list[BoundField]:
        return [self[name] for name in self.fields if name in self.first]

    def beneath(self) -> list[BoundField]:
        shown = [name for name in self.fields if name not in (*self.first, "carried")]
        return [self[name] for name in shown if not self[name].is_hidden]

    @property
    def is_open(self) -> bool:
        """Whether what stands beneath is to be seen at once: something is wrong there, or all that
        is known of the day stands there."""
        is_vague = bool(self["on"].value() or self["on_wording"].value())
        return is_vague or any(field.errors for field in self.beneath())


def strategies_for(access: Access, meeting: Meeting):
    """Those that a meeting may be about: its network's, or the convener's own; and those that it is
    about already."""
    if meeting.network_id:
        tied = Q(networks=meeting.network_id)
    else:
        own = {*access.coordinates, meeting.convener_id} - {None}
        tied = Q(maintained_by__in=own) | Q(parties__actor__in=own)
    if meeting.pk:
        tied |= Q(meetings=meeting.pk)
    keys = Strategy.objects.filter(tied).order_by().values("pk")
    return Strategy.objects.visible_to(access).filter(pk__in=keys)


class TalkForm(MeetingForm):
    """A talk or a meeting without a network, as it is changed."""

    class Meta(MeetingForm.Meta):
        fields = [*MeetingForm.Meta.fields, "convener_office", "county"]


class NewTalkForm(TalkForm):
    """The same, made by one of the organisations that the person coordinates."""

    class Meta(TalkForm.Meta):
        fields = ["convener", *TalkForm.Meta.fields]

    def __init__(self, *args, conveners, access: Access, **kwargs) -> None:
        super().__init__(*args, access=access, **kwargs)
        self.fields["convener"].queryset = conveners
        self.fields["convener"].required = True
        self.fields["convener"].help_text = ""


def conveners_for(access: Access):
    """The organisations in whose name a person may invite."""
    in_force = Actor.objects.in_force()
    return in_force if access.is_superuser else in_force.filter(pk__in=access.coordinates)


class ItemsField(forms.ModelMultipleChoiceField):
    """Items of a meeting, each saying why it is proposed."""

    carried: Carried

    def label_from_instance(self, item: AgendaItem) -> str:
        if item.pk in self.carried.undone:
            return _("%(item)s (hanns inte med)") % {"item": item.title}
        return item.title


class CarriedForm(forms.Form):
    """Which items of a meeting the next one takes up."""

    carried = ItemsField(
        AgendaItem.objects.none(),
        label=gettext_lazy("Punkter att ta med"),
        to_field_name="public_id",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, carried: Carried, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["carried"]
        field.carried = carried
        field.queryset = AgendaItem.objects.filter(pk__in=[one.pk for one in carried.items])
        self.initial["carried"] = [one.public_id for one in carried.proposed]
