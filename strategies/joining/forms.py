"""What an organisation says that asks to join a strategy, and what it is answered."""

from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.access import Access
from actors.choices import ActorKind
from actors.models import Actor
from actors.models.actor import ActorQuerySet
from records.forms import GuardedForm, RecordForm
from records.models.guarded import REFUSED
from records.personal_data import holds_identity_number
from strategies.models import JoinAim, JoinRequest, Strategy

AREA = forms.Textarea(attrs={"rows": 3})
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
# As many as one keeps in mind.
AIMS = range(1, 4)
LONGEST_AIM = 500


def organisations_in(strategy: Strategy) -> ActorQuerySet:
    """Those that may join: of its county, or of no county; all where it is national."""
    actors = Actor.objects.in_force().exclude(kind=ActorKind.GOVERNMENT)
    if strategy.county is None:
        return actors.real()
    in_scope = Q(counties=strategy.county) | Q(counties__isnull=True)
    keys = Actor.objects.filter(in_scope).values("pk")
    return actors.filter(pk__in=keys, is_example=strategy.is_example)


def organisations_of(access: Access, strategy: Strategy) -> ActorQuerySet:
    """Those for which a person may ask."""
    if access.is_superuser:
        return organisations_in(strategy)
    own = Actor.objects.in_force().filter(pk__in=access.coordinates)
    return own.filter(is_example=strategy.is_example)


class JoinForm(RecordForm):
    """A new request, or one that was sent back. The organisation's own aims stand in fields of
    their own, with the goal that each serves."""

    class Meta:
        model = JoinRequest
        fields = [
            "actor",
            "decision_kind",
            "decided_on",
            "registry_number",
            "office",
            "contact_address",
            "is_declared",
        ]
        labels = {
            "actor": _("Vilken organisation?"),
            "decision_kind": _("Vad för beslut är det?"),
            "decided_on": _("Beslutets datum"),
            "registry_number": _("Beslutets diarienummer"),
            "office": _("Kontaktfunktion"),
            "contact_address": _("Kontaktens e-postadress"),
            "is_declared": _(
                "Vi har beslutat att ansluta oss, arbetar för strategins mål och svarar när vi "
                "blir tillfrågade hur det går."
            ),
        }
        help_texts = {
            "office": _("En befattning eller enhet, inte en persons namn."),
            "contact_address": _("Helst en funktionsbrevlåda som flera läser."),
        }
        widgets = {"decision_kind": forms.RadioSelect, "decided_on": DAY}

    def __init__(self, *args, organisations=None, goals, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.keeps_actor = organisations is None
        if self.keeps_actor:
            del self.fields["actor"]
        else:
            self.fields["actor"] = forms.ModelChoiceField(
                organisations,
                label=self.fields["actor"].label,
                empty_label=_("Välj organisation"),
                to_field_name="slug",
                error_messages={"invalid_choice": _("Välj en organisation i listan.")},
            )
            self.fields["actor"].label_from_instance = lambda actor: actor.name_with_kind
        kinds = self.fields["decision_kind"]
        kinds.choices = [choice for choice in kinds.choices if choice[0]]
        self.fields["is_declared"] = forms.BooleanField(
            label=self.fields["is_declared"].label,
            error_messages={"required": _("Kryssa i att ni ställer er bakom strategin.")},
        )
        self.add_aims(goals)
        last = ["office", "contact_address", "confirm_personal_data", "is_declared"]
        self.order_fields([name for name in self.fields if name not in last] + last)

    def add_aims(self, goals) -> None:
        before = list(self.instance.aims.select_related("goal")) if self.instance.pk else []
        for place in AIMS:
            aim = before[place - 1] if place <= len(before) else None
            number = {"number": place}
            self.fields[f"aim_text_{place}"] = forms.CharField(
                label=_("Eget mål %(number)s") % number,
                required=False,
                max_length=LONGEST_AIM,
                widget=AREA,
                initial=aim.text if aim else "",
            )
            self.fields[f"aim_goal_{place}"] = forms.ModelChoiceField(
                goals,
                label=_("Mål i strategin för eget mål %(number)s") % number,
                required=False,
                empty_label=_("Strategin som helhet"),
                to_field_name="slug",
                initial=aim.goal.slug if aim and aim.goal else "",
            )

    def free_texts(self) -> Iterable[str]:
        aims = [f"aim_text_{place}" for place in AIMS]
        return [*(name for name in super().free_texts() if name in self.fields), *aims]

    def clean_decided_on(self):
        day = self.cleaned_data["decided_on"]
        if day and day > timezone.localdate():
            raise ValidationError(_("Den dagen har inte varit än."))
        return day

    def clean(self) -> dict:
        cleaned = super().clean()
        for place in AIMS:
            text, goal = f"aim_text_{place}", f"aim_goal_{place}"
            if holds_identity_number(cleaned.get(text) or ""):
                self.add_error(text, ValidationError(REFUSED))
            if cleaned.get(goal) and not cleaned.get(text) and text not in self.errors:
                self.add_error(text, _("Skriv det egna målet, eller välj strategin som helhet."))
        return cleaned

    def unsaved_parents(self) -> set[str]:
        """Whether it has asked already is the service's to judge: a second press of the button is
        no fault."""
        return super().unsaved_parents() | {"actor", "strategy"}

    @property
    def aims(self) -> list[JoinAim]:
        said = self.cleaned_data
        return [
            JoinAim(text=said[f"aim_text_{place}"], goal=said[f"aim_goal_{place}"])
            for place in AIMS
            if said[f"aim_text_{place}"]
        ]

    def add_refusal(self, error: ValidationError) -> None:
        """What a service refused, beside its field where there is one."""
        for name, messages in error.update_error_dict({}).items():
            self.add_error(name if name in self.fields else None, messages)


class HolderForm(GuardedForm, forms.Form):
    """Who answers by a link."""

    guarded = ("name", "office")
    # It stands beside another form.
    prefix = "svarar"

    name = forms.CharField(
        label=_("Ditt namn"),
        max_length=150,
        help_text=_("Läses bara av den som förvaltar strategin."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    office = forms.CharField(
        label=_("Din befattning"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )


class JoinAnswerForm(GuardedForm, forms.Form):
    """A sentence to the organisation, having read that version of its request."""

    guarded = ("answer",)

    answer = forms.CharField(
        label=_("Ert svar med en mening"),
        help_text=_("Behövs när ni frågar eller avböjer. Läses av organisationen, i ett brev."),
        required=False,
        max_length=2000,
        widget=AREA,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=9999)


class LeaveForm(forms.Form):
    on = forms.DateField(
        label=_("Sista dagen"),
        help_text=_("Den står kvar i listan, bredvid dagen då ni anslöt er."),
        widget=DAY,
    )
