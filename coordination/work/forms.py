"""Forms of a network at work: what it is, when it ends, and who maintains it."""

from collections.abc import Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.access import Access
from actors.forms import RuleForm, ruled
from actors.models import Actor
from actors.models.actor import ActorQuerySet
from coordination.choices import ROLES_OF
from coordination.models import Network
from coordination.rules.networks import can_edit_network
from strategies.models import Strategy

AREA = forms.Textarea(attrs={"rows": 3})
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def organisations_around(network: Network) -> ActorQuerySet:
    """Of the same world: nobody real is tied to what is invented."""
    return Actor.objects.in_force().filter(is_example=network.is_example)


class NetworkForm(RuleForm):
    """What a network is. Who maintains it is chosen once, among one's own organisations."""

    class Meta:
        model = Network
        fields = [
            "kind",
            "title",
            "purpose",
            "description",
            "maintained_by",
            "host",
            "county",
            "parent",
            "since",
            "strategies",
        ]
        labels = {"county": _("Län"), "maintained_by": _("Vilken organisation håller ihop det?")}
        help_texts = {
            "since": _("År, år-månad eller år-månad-dag: 2027, 2027-06 eller 2027-06-30."),
            "host": _("Lämna tomt när den är okänd."),
            "maintained_by": _("Den ansvarar för uppgifterna här. En administratör kan ändra det."),
        }
        widgets = {
            "purpose": AREA,
            "description": forms.Textarea(attrs={"rows": 6}),
            "strategies": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["county"].empty_label = _("Hela landet")
        self.fields["host"].empty_label = _("Okänd")
        self.fields["host"].queryset = self.hosts()
        self.fields["parent"].empty_label = _("Ingenting: det står för sig")
        if self.is_new:
            self.fields["maintained_by"].queryset = self.own_organisations()
        else:
            del self.fields["maintained_by"]
        above = self.instance.parent
        if above is not None and not can_edit_network(self.access, above):
            # It may be a draft of others: it stays as it is, unseen.
            del self.fields["parent"]

    def hosts(self) -> ActorQuerySet:
        """A new one may be of either world; what is chosen beside it tells."""
        chosen = Actor.objects.filter(pk=self.instance.host_id)
        rows = Actor.objects.in_force() if self.is_new else organisations_around(self.instance)
        return rows | chosen

    def own_organisations(self) -> ActorQuerySet:
        rows = Actor.objects.in_force()
        own = rows if self.access.is_superuser else rows.filter(pk__in=self.access.coordinates)
        if not self.access.is_superuser and (first := own.first()):
            # Chosen already: most coordinate one, and most of these have one county.
            counties = list(first.counties.all()[:2])
            self.initial |= {"maintained_by": first}
            self.initial |= {"county": counties[0]} if len(counties) == 1 else {}
        return own

    def clean_kind(self) -> str:
        """Roles that the kind does not have would be left in seats."""
        kind = self.cleaned_data["kind"]
        if self.is_new or kind not in ROLES_OF:
            return kind
        if self.instance.seats.open().exclude(role__in=ROLES_OF[kind]).exists():
            raise ValidationError(_("Nätverket har platser vars roll inte finns i det slaget."))
        return kind

    def unsaved_parents(self) -> set[str]:
        """The word in the address is made when it is saved."""
        return super().unsaved_parents() | ({"slug"} if self.is_new else set())

    @property
    def chosen_strategies(self) -> Sequence[Strategy]:
        """Those that are ticked, and those that it is tied to unseen."""
        return [*self.cleaned_data["strategies"], *self.unseen.get("strategies", [])]


def strategies_around(network: Network, access: Access):
    """Of its county and the whole country, and those that it is tied to: the list is read through
    by a person. A new one has no county yet."""
    rows = Strategy.objects.visible_to(access)
    if network.county is None:
        return rows
    near = Q(county=network.county) | Q(pk__in=network.strategies.values("pk"))
    return rows.filter(near if network.is_example else near | Q(county=None))


def network_form(network: Network, access: Access, data=None) -> NetworkForm:
    form = ruled(NetworkForm, access, can_edit_network)
    form.base_fields["strategies"].queryset = strategies_around(network, access)
    form.base_fields["parent"].queryset = (
        Network.objects.editable_by(access).filter(parent=None).exclude(pk=network.pk)
    )
    return form(data, instance=network)


class LastDayForm(forms.Form):
    on = forms.DateField(label=_("Sista dagen"), widget=DAY, initial=timezone.localdate)


class MaintainerForm(forms.Form):
    """To whom a network is handed over."""

    to = forms.ModelChoiceField(
        Actor.objects.none(),
        label=_("Vilken organisation tar över?"),
        to_field_name="slug",
        empty_label=_("Välj organisation"),
    )

    def __init__(self, *args, organisations: ActorQuerySet, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = organisations
