"""Forms of the page to work in at a meeting, each with a name of its own on it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from actors.models import Actor
from coordination.choices import Audience
from coordination.models import ActionPoint, AgendaItem, Challenge, Decision
from records.forms import GuardedForm, RecordForm

# The list of names that every field of an organisation on the page suggests from.
ORGANISATIONS = "organisationer"
# The button that takes away what was recorded.
REMOVE = "ta-bort"
AREA = forms.Textarea(attrs={"rows": 2})
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class Organisations:
    """Those that may be written, by their names: those of the meeting come first."""

    def __init__(self, rows: Iterable[Actor], at_meeting: Iterable[int] = ()) -> None:
        near = set(at_meeting)
        self.rows = sorted(rows, key=lambda actor: actor.pk not in near)

    @cached_property
    def by_name(self) -> dict[str, Actor]:
        found: dict[str, Actor] = {}
        for name in ("name_with_kind", "name", "abbreviation"):
            for actor in self.rows:
                found.setdefault(getattr(actor, name).casefold(), actor)
        return found

    @cached_property
    def by_key(self) -> dict[int, Actor]:
        return {actor.pk: actor for actor in self.rows}


class OrganisationField(forms.CharField):
    """An organisation by its name, of which the page suggests those that there are: one list for
    all fields, where a choice in each of them would be a page of its own."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = Organisations(())

    def widget_attrs(self, widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"list": ORGANISATIONS}

    def prepare_value(self, value: Any) -> Any:
        actor = self.organisations.by_key.get(value)
        return actor.name_with_kind if actor else value

    def clean(self, value: Any) -> Actor | None:
        name = super().clean(value)
        if not name:
            return None
        if (actor := self.organisations.by_name.get(name.casefold())) is None:
            raise ValidationError(_("Välj en organisation i listan."))
        return actor

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class NoteForm(RecordForm):
    """What is written of one item. A note saves itself as it is: what may point out a person is
    asked about before the notes are sent."""

    class Meta:
        model = AgendaItem
        fields = ["notes"]
        widgets = {"notes": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, prefix=kwargs["instance"].public_id, **kwargs)

    def warnings(self):
        return ()


class WrittenForm(RecordForm):
    """What is new at the meeting; left empty, it is nothing."""

    use_required_attribute = False
    # Where somebody has begun.
    begun = ("text",)

    @property
    def is_begun(self) -> bool:
        return any(self.data.get(self.add_prefix(name), "").strip() for name in self.begun)

    @property
    def is_deletion(self) -> bool:
        return REMOVE in self.data


class DecisionForm(WrittenForm):
    class Meta:
        model = Decision
        fields = ["text", "kind", "needs_agency_decision", "audience"]
        widgets = {"text": AREA}
        labels = {"text": _("Vad beslutades?")}


class ChallengeForm(WrittenForm):
    class Meta:
        model = Challenge
        fields = ["text", "audience"]
        widgets = {"text": AREA}
        labels = {"text": _("Vilken är utmaningen?")}


class ActionPointForm(WrittenForm):
    begun = ("text", "actor")

    actor = OrganisationField(
        label=_("Vem gör det?"), max_length=250, help_text=_("Skriv början av namnet och välj.")
    )

    class Meta:
        model = ActionPoint
        fields = ["text", "actor", "due_on"]
        widgets = {"text": AREA, "due_on": DAY}
        labels = {"text": _("Vad ska göras?"), "due_on": _("Klar senast")}

    def __init__(self, *args, organisations: Organisations, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["actor"].organisations = organisations


class ItemForm(WrittenForm):
    """What came up that was not on the agenda."""

    begun = ("title",)

    class Meta:
        model = AgendaItem
        fields = ["title"]
        labels = {"title": _("Ny punkt")}


class AlsoThereForm(GuardedForm, forms.Form):
    """An organisation that takes part though it was not expected."""

    use_required_attribute = False
    guarded = ("office",)

    actor = OrganisationField(label=_("Lägg till en organisation"), max_length=250, required=False)
    office = forms.CharField(
        label=_("Befattning"),
        max_length=200,
        required=False,
        help_text=_("Inte namn på person."),
    )

    def __init__(self, *args, organisations: Organisations, **kwargs) -> None:
        super().__init__(*args, prefix="ytterligare", **kwargs)
        self.fields["actor"].organisations = organisations
        self.order_fields(["actor", "office"])


def audience_at(item: AgendaItem | None) -> str:
    """What is decided of an item that is for the meeting alone is so too, until somebody says."""
    is_closed = item is not None and item.audience == Audience.AT_MEETING
    return Audience.AT_MEETING if is_closed else Audience.MEMBERS
