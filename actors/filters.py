from datetime import date

import django_filters
from auditlog.models import LogEntry
from auditlog.registry import auditlog
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from actors.choices import ActorKind
from actors.models import Actor, County
from records.choices import Verb
from records.filters import FILTER_TEXT_LENGTH, RealUnlessChosen


class ActorFilter(RealUnlessChosen):
    """Which organisations to list: by name, kind and county."""

    sok = django_filters.CharFilter(
        label=_("Namn"), method="by_name", max_length=FILTER_TEXT_LENGTH
    )
    slag = django_filters.ChoiceFilter(
        label=_("Slag"), field_name="kind", choices=ActorKind.choices, empty_label=_("Alla slag")
    )
    lan = django_filters.ModelChoiceFilter(
        label=_("Län"),
        queryset=County.objects.all(),
        to_field_name="slug",
        method="by_county",
        empty_label=_("Alla län"),
    )

    class Meta:
        model = Actor
        fields: list[str] = []

    def by_name(self, queryset, name, value):
        return queryset.matching(value)

    def by_county(self, queryset, name, value):
        return queryset.in_county(value)


# Rows that the library writes by itself, beside our own verbs.
ACTIONS = {
    "created": LogEntry.Action.CREATE,
    "changed": LogEntry.Action.UPDATE,
    "removed": LogEntry.Action.DELETE,
}
VERBS = [("created", _("lade till")), ("changed", _("ändrade")), ("removed", _("tog bort"))]
# A day outside these is a slip, and no database can count it over to its own time.
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2200, 1, 1)
LARGEST_KEY = 2**63 - 1


def kinds_of_records() -> list[tuple[str, str]]:
    kept = [(model._meta.model_name, model._meta.verbose_name) for model in auditlog.get_models()]
    return sorted(kept, key=lambda kind: str(kind[1]))


class DayFilter(django_filters.DateFilter):
    """A day, with the browser's own calendar."""

    def __init__(self, **kwargs):
        super().__init__(
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            validators=[MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY)],
            **kwargs,
        )


class KeyFilter(django_filters.Filter):
    field_class = forms.IntegerField


class HistoryFilter(django_filters.FilterSet):
    """Which rows of the history to list."""

    gjort = django_filters.ChoiceFilter(
        label=_("Vad som gjordes"),
        choices=[*VERBS, *Verb.choices],
        method="by_verb",
        empty_label=_("Allt"),
    )
    slag = django_filters.ChoiceFilter(
        label=_("Med vad"),
        field_name="content_type__model",
        choices=kinds_of_records,
        empty_label=_("Allt"),
    )
    fran = DayFilter(label=_("Från och med"), field_name="timestamp", lookup_expr="date__gte")
    till = DayFilter(label=_("Till och med"), field_name="timestamp", lookup_expr="date__lte")
    # Chosen by the link "Historik" of a record.
    nr = KeyFilter(
        label=_("Nummer"),
        field_name="object_id",
        min_value=1,
        max_value=LARGEST_KEY,
        widget=forms.HiddenInput,
    )

    class Meta:
        model = LogEntry
        fields: list[str] = []

    def by_verb(self, queryset, name, value):
        if value in ACTIONS:
            return queryset.filter(action=ACTIONS[value])
        return queryset.filter(additional_data__verb=value)
