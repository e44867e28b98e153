"""Forms of what a network decides, promises and has to take on."""

from django import forms
from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from actors.access import Access
from actors.models import Actor
from coordination.choices import Audience, DecisionState
from coordination.models import (
    ActionPoint,
    AgencyDecision,
    Challenge,
    Decision,
    Network,
    Seat,
)
from records.forms import GuardedForm, RecordForm
from strategies.models import Commitment, Goal, Strategy
from strategies.models.strategy import StrategyQuerySet
from strategies.rules.editing import editable_strategy_q

AREA = forms.Textarea(attrs={"rows": 3})
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
# As much of a text as tells it from others in a list to choose in.
CHOSEN_BY = 100

# Nothing that was decided between meetings is for a meeting alone.
FOR_WHOM = [(one.value, one.label) for one in (Audience.MEMBERS, Audience.PUBLIC)]
AUDIENCE = {"audience": _("Vem får läsa det?")}


class TextChoice(forms.ModelChoiceField):
    def label_from_instance(self, row) -> str:
        return Truncator(str(row)).chars(CHOSEN_BY)


class TextChoices(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, row) -> str:
        return Truncator(str(row)).chars(CHOSEN_BY)


# ---------------------------------------------------------------- decisions


class NewDecisionForm(RecordForm):
    """A decision that a network took between meetings."""

    class Meta:
        model = Decision
        fields = ["kind", "text", "decided_on", "replaces", "needs_agency_decision", "audience"]
        labels = {"text": _("Vad beslutades?"), **AUDIENCE}
        widgets = {"kind": forms.RadioSelect, "text": AREA}

    def __init__(self, *args, network: Network, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decided_on"] = forms.DateField(label=_("Vilken dag?"), widget=DAY)
        self.fields["replaces"] = TextChoice(
            network.decisions.in_force(),
            label=_("Ersätter det ett beslut som gäller?"),
            empty_label=_("Nej"),
            to_field_name="public_id",
            required=False,
        )
        self.fields["audience"].choices = FOR_WHOM

    def clean_decided_on(self) -> str:
        day = self.cleaned_data["decided_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Den dagen har inte varit än."))
        return day.isoformat()


class DecisionForm(RecordForm):
    """A decision, how it stands, and for whom. What stands in final notes keeps its words, and what
    was decided at a meeting its day."""

    class Meta:
        model = Decision
        fields = ["kind", "text", "decided_on", "state", "needs_agency_decision", "audience"]
        labels = {"text": _("Vad beslutades?"), **AUDIENCE}
        help_texts = {
            "decided_on": _("År, år-månad eller år-månad-dag: 2027, 2027-06 eller 2027-06-30."),
        }
        widgets = {"kind": forms.RadioSelect, "text": AREA, "state": forms.RadioSelect}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        of = self.instance
        closed = {"kind", "text", "decided_on"} if of.has_standing_notes else set()
        if of.meeting_id is not None:
            closed.add("decided_on")
        else:
            self.fields["audience"].choices = FOR_WHOM
        if of.state == DecisionState.REPLACED:
            closed.add("state")
        for name in closed:
            del self.fields[name]
        if "state" in self.fields:
            by_hand = (DecisionState.IN_FORCE, DecisionState.CARRIED_OUT)
            self.fields["state"].choices = [(one.value, one.label) for one in by_hand]


class AgencyDecisionForm(RecordForm):
    class Meta:
        model = AgencyDecision
        fields = ["state", "decided_on", "registry_number"]
        labels = {"state": _("Har ni beslutat?"), "decided_on": _("Vilken dag?")}
        help_texts = {"decided_on": _("Behövs när ni har beslutat.")}
        widgets = {"state": forms.RadioSelect, "decided_on": DAY}


# ---------------------------------------------------------------- action points


class ActionPointForm(RecordForm):
    """Whose it is: those with a seat in the network, or who keeps it. What stands in final notes
    keeps its words and whose it is; its day may be moved."""

    class Meta:
        model = ActionPoint
        fields = ["text", "actor", "due_on"]
        labels = {"text": _("Vad ska göras?"), "actor": _("Vem gör det?")}
        widgets = {"text": AREA, "due_on": DAY}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.has_standing_notes:
            del self.fields["text"], self.fields["actor"]
            return
        self.fields["actor"] = forms.ModelChoiceField(
            organisations_for(self.instance),
            label=self.fields["actor"].label,
            empty_label=_("Välj organisation"),
            to_field_name="slug",
        )


def organisations_for(point: ActionPoint):
    """Those with a seat in its network today, who maintains that, and whose it is already."""
    held = Seat.objects.held_on(timezone.localdate()).filter(network=point.network_id)
    of = point.network or point.meeting
    known = {point.actor_id, of.maintained_by.pk if of else None} - {None}
    return Actor.objects.filter(Q(pk__in=held.values("actor")) | Q(pk__in=known))


class CloseForm(GuardedForm, forms.Form):
    guarded = ("done",)

    done = forms.CharField(
        label=_("Vad gjordes?"),
        max_length=500,
        help_text=_("En mening räcker. Den läses av nätverkets egna."),
    )


class PromiseForm(RecordForm):
    """A commitment of what was promised at a meeting: where it is at home, what it is called and
    when it ends."""

    class Meta:
        model = Commitment
        fields = ["home", "title", "end"]
        labels = {"home": _("I vilken strategi eller plan?"), "title": _("Vad lovar ni?")}
        help_texts = {
            "end": _("År, år-månad eller år-månad-dag: 2027, 2027-06 eller 2027-06-30."),
        }

    def __init__(self, *args, homes: StrategyQuerySet, near: StrategyQuerySet, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["home"] = forms.ModelChoiceField(
            homes, label=self.fields["home"].label, to_field_name="slug"
        )
        known = set(near.values_list("pk", flat=True))
        first = [(one.slug, one.title) for one in homes if one.pk in known]
        others = [(one.slug, one.title) for one in homes if one.pk not in known]
        groups = [(_("Nätverket arbetar med"), first), (_("Andra"), others)]
        self.fields["home"].choices = [group for group in groups if group[1]]


def homes_for(point: ActionPoint, access: Access) -> StrategyQuerySet:
    """Where the person may make a commitment of it: what they maintain, and for whom they
    coordinate also what the organisation takes part in. Nothing real in what is invented."""
    rows = Strategy.objects.not_frameworks()
    rows = rows.filter(county__is_example=True) if point.is_example else rows.real()
    if access.is_superuser:
        return rows
    maintained = editable_strategy_q(access)
    if not access.can_coordinate(point.actor_id):
        return rows.found_by(maintained)
    return rows.found_by(maintained | Q(pk__in=Strategy.keys_of_taken_part_in(access)))


def strategies_of(row: ActionPoint | Challenge) -> StrategyQuerySet:
    """What its network and its meeting work with, and the plans under that."""
    ties = Q(networks=row.network_id) if row.network_id else Q(pk__in=[])
    if row.meeting_id:
        ties |= Q(meetings=row.meeting_id)
    own = Strategy.objects.filter(ties).order_by().values("pk")
    return Strategy.objects.filter(Q(pk__in=own) | Q(under__in=own))


# ---------------------------------------------------------------- challenges


class ChallengeForm(RecordForm):
    """A challenge, how far one has come with it, and what answers it: of goals and commitments in
    the strategies that the network works with, those that the person may read. What stands in final
    notes keeps its words."""

    class Meta:
        model = Challenge
        fields = ["text", "state", "answer", "goals", "commitments", "audience"]
        labels = {
            "text": _("Vad är utmaningen?"),
            "goals": _("Vilka mål handlar den om?"),
            "commitments": _("Vilka åtaganden svarar på den?"),
            **AUDIENCE,
        }
        widgets = {"text": AREA, "state": forms.RadioSelect, "answer": AREA}

    def __init__(self, *args, access: Access, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.has_standing_notes:
            del self.fields["text"]
        strategies = strategies_of(self.instance).order_by().values("pk")
        goals = Goal.objects.visible_to(access)
        commitments = Commitment.objects.visible_to(access)
        # What it is tied to and its writer may not read is neither shown nor untied.
        self.unseen: dict[str, list[Model]] = {}
        self.choose("goals", goals, Q(strategy__in=strategies))
        self.choose("commitments", commitments, Q(home__in=strategies))

    def choose(self, name: str, visible: QuerySet, near: Q) -> None:
        """Among what is near, and what it is tied to already."""
        tied = self.initial.get(name) or []
        rows = visible.filter(near | Q(pk__in=[row.pk for row in tied]))
        label = self.fields[name].label
        self.fields[name] = TextChoices(rows, label=label, required=False)
        seen = set(rows.filter(pk__in=[row.pk for row in tied])) if tied else set()
        self.initial[name] = [row for row in tied if row in seen]
        self.unseen[name] = [row for row in tied if row not in seen]

    def chosen(self, name: str) -> list:
        return [*self.cleaned_data[name], *self.unseen[name]]
