from collections.abc import Sequence
from itertools import groupby

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.models import Actor
from actors.services.succession import OpenThing
from records.forms import GuardedForm

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class RenameForm(GuardedForm, forms.Form):
    guarded = ("name",)

    name = forms.CharField(
        label=_("Nytt namn"),
        max_length=200,
        help_text=_("Utan ”kommun”, som i registret: till exempel Habo."),
    )


class EndActorForm(forms.Form):
    """The last day and, where several take over, to whom each open thing goes."""

    on = forms.DateField(label=_("Sista dagen"), widget=DAY)

    def __init__(self, data, *, things: Sequence[OpenThing], successors: Sequence[Actor]) -> None:
        super().__init__(data, initial={"on": timezone.localdate()})
        self.things, self.by_slug = things, {one.slug: one for one in successors}
        if len(successors) > 1:
            choices = [(one.slug, one.name_with_kind) for one in successors]
            for one in things:
                self.fields[one.key] = forms.ChoiceField(label=one.title, choices=choices)

    @property
    def choices(self) -> dict[str, Actor]:
        """The successor of each thing, by its key."""
        return {
            name: self.by_slug[slug] for name, slug in self.cleaned_data.items() if name != "on"
        }

    @property
    def parts(self) -> list[tuple[str, list]]:
        """The things under the heading of their kind; each with its field where one is chosen."""
        kinds = groupby(self.things, key=lambda one: one.kind)
        return [(kind, [self.row(one) for one in things]) for kind, things in kinds]

    def row(self, one: OpenThing) -> dict:
        return {"title": one.title, "field": self[one.key] if one.key in self.fields else None}
