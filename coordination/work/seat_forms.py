"""Forms of seats: one, several at once, a new secretary, and whom an organisation sends."""

from collections.abc import Sequence

from django import forms
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from actors.access import Access
from actors.forms import RuleForm, ruled
from actors.models import Actor, User
from actors.models.actor import ActorQuerySet
from coordination.choices import ROLES_OF, SeatRole
from coordination.models import Network, Seat, SeatProposal
from coordination.rules.seats import can_edit_seat, people_of_q, seatable_q
from coordination.summaries.seats import name_of
from coordination.work.forms import AREA, DAY, organisations_around
from records.forms import GuardedForm, RecordForm


def roles_of(network: Network) -> list[tuple[str, str]]:
    return [(role.value, role.label.capitalize()) for role in ROLES_OF[network.kind]]


class SeatForm(RuleForm):
    """A person is named for a vacant seat alone: who follows somebody gets a seat of their own, so
    that it can be read afterwards who sat there when."""

    class Meta:
        model = Seat
        fields = ["role", "actor", "office", "person", "since", "until"]
        widgets = {"since": DAY, "until": DAY}
        help_texts = {
            "actor": _("Lämna tomt när den är okänd."),
            "person": _(
                "Bland dem som arbetar hos er. Andra organisationer föreslår själva vem de sänder."
            ),
            "until": _("Till och med den dagen. Lämna tomt när den är okänd."),
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        seat = self.instance
        self.fields["role"].choices = roles_of(seat.network)
        known = Actor.objects.filter(pk=seat.actor_id)
        self.fields["actor"].queryset = organisations_around(seat.network) | known
        self.fields["actor"].empty_label = _("Okänd")
        if self.is_new:
            self.initial["since"] = timezone.localdate()
        if seat.person_id is not None:
            del self.fields["person"]
        else:
            self.fields["person"].queryset = people_to_seat(seat, self.access)
            self.fields["person"].empty_label = _("Ingen än")

    def clean(self) -> dict:
        """A person who is named sits there for an organisation: the one that they act for."""
        cleaned = super().clean()
        person = cleaned.get("person")
        if person is None or cleaned.get("actor") is not None or "actor" in self.errors:
            return cleaned
        held = person.memberships.valid()
        if not self.access.is_superuser:
            held = held.filter(actor__in=self.access.coordinates)
        theirs = self.fields["actor"].queryset.filter(pk__in=held.values("actor"))[:2]
        if len(theirs) == 1:
            cleaned["actor"] = theirs[0]
        else:
            self.add_error("actor", _("Välj organisationen som personen sitter där för."))
        return cleaned


def people_to_seat(seat: Seat, access: Access):
    """One's own; to an administrator also those of the organisation whose seat it is."""
    own = seatable_q(access)
    if access.is_superuser and seat.actor_id is not None:
        own = people_of_q([seat.actor_id])
    return User.objects.filter(own).distinct()


def seat_form(seat: Seat, access: Access, data=None) -> SeatForm:
    return ruled(SeatForm, access, can_edit_seat)(data, instance=seat)


class SeatsForm(forms.Form):
    """A seat each for many organisations, which then say whom they send."""

    role = forms.ChoiceField(label=_("Roll"))
    actors = forms.ModelMultipleChoiceField(
        Actor.objects.none(),
        label=_("Organisationer"),
        to_field_name="slug",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, network: Network, listed: ActorQuerySet, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = roles_of(network)
        of_many = {SeatRole.MEMBER, SeatRole.REPRESENTATIVE} & set(ROLES_OF[network.kind])
        self.fields["role"].initial = next(iter(of_many))
        self.fields["actors"].queryset = listed

    def chosen(self, *, all_listed: bool) -> Sequence[Actor]:
        listed: ActorQuerySet = self.fields["actors"].queryset
        return list(listed if all_listed else self.cleaned_data["actors"])


class SeatChoice(forms.ModelChoiceField):
    """Seats by who sits there, as the person who chooses may see it."""

    access: Access

    def label_from_instance(self, obj: Seat) -> str:
        name = name_of(obj, self.access) or gettext("Handläggare")
        organisation = obj.actor.name_with_kind if obj.actor else ""
        return ", ".join(part for part in (name, obj.office, organisation) if part)


class SecretariatForm(forms.Form):
    """Who leaves the seat of the secretary, who takes it, and from when."""

    leaver = SeatChoice(
        Seat.objects.none(),
        label=_("Vem lämnar över?"),
        to_field_name="public_id",
        empty_label=None,
    )
    to = SeatChoice(
        Seat.objects.none(),
        label=_("Vem tar över?"),
        to_field_name="public_id",
        empty_label=_("Välj bland dem som sitter i nätverket"),
    )
    begins = forms.DateField(
        label=_("Från vilken dag?"),
        help_text=_("Den dagen är den sista för den som lämnar över."),
        widget=DAY,
        initial=timezone.localdate,
    )

    def __init__(self, *args, network: Network, access: Access, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        held = network.seats.held_on(timezone.localdate()).select_related("actor", "person")
        secretaries = held.filter(role=SeatRole.SECRETARY)
        self.fields["leaver"].queryset = secretaries
        self.fields["to"].queryset = held.exclude(role=SeatRole.SECRETARY).filter(
            person__is_active=True
        )
        for name in ("leaver", "to"):
            self.fields[name].access = access
        if not secretaries.exists():
            del self.fields["leaver"]


class ProposalForm(RecordForm):
    """Whom an organisation sends: one of its own people, or an office alone."""

    class Meta:
        model = SeatProposal
        fields = ["person", "office", "since"]
        labels = {"person": _("Vem föreslår ni?"), "since": _("Från vilken dag?")}
        help_texts = {
            "office": _(
                "Skriver ni bara en befattning läser alla hos er som är läsare nätverkets sidor."
            ),
            "since": _("Tomt: så snart det är bekräftat."),
        }
        widgets = {"since": DAY}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        own = User.objects.filter(people_of_q([self.instance.seat.actor_id]))
        self.fields["person"].queryset = own.distinct()
        self.fields["person"].empty_label = _("Ingen särskild, bara en befattning")

    def unsaved_parents(self) -> set[str]:
        """Who proposes is the service's to fill in."""
        return super().unsaved_parents() | {"proposed_by"}


class ProposalAnswerForm(GuardedForm, forms.Form):
    """A word to who proposed, having read that version of the proposal."""

    guarded = ("answer",)

    answer = forms.CharField(
        label=_("Ett ord till den som föreslog"),
        required=False,
        max_length=2000,
        widget=AREA,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=9999)


def told_how_many(count: int) -> str:
    return ngettext("En plats är tillagd.", "%(count)s platser är tillagda.", count) % {
        "count": count
    }
