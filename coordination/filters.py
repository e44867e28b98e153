from urllib.parse import urlencode

import django_filters
from django.utils.translation import gettext_lazy as _

from coordination.choices import DecisionKind, DecisionState, MeetingState, NetworkKind
from coordination.models import Decision, Meeting, Network
from strategies.filters import TextAndCountyFilter


class NetworkFilter(TextAndCountyFilter):
    """Which networks to list."""

    slag = django_filters.ChoiceFilter(
        label=_("Slag"), field_name="kind", choices=NetworkKind.choices, empty_label=_("Alla slag")
    )

    class Meta:
        model = Network
        fields: list[str] = []


class MeetingFilter(TextAndCountyFilter):
    """Which meetings to list; of one network by a link from its page."""

    lage = django_filters.ChoiceFilter(
        label=_("Läge"),
        field_name="state",
        choices=MeetingState.choices,
        empty_label=_("Alla lägen"),
    )

    class Meta:
        model = Meeting
        fields: list[str] = []

    @property
    def query(self) -> str:
        """What is chosen, as the end of an address; empty where nothing is."""
        given = {name: self.data[name] for name in self.filters if self.data.get(name)}
        return f"?{urlencode(given)}" if given else ""


class DecisionFilter(django_filters.FilterSet):
    """Which decisions of one register to list: for everybody, and for the network's own."""

    ar = django_filters.ChoiceFilter(label=_("År"), method="by_year", empty_label=_("Alla år"))
    slag = django_filters.ChoiceFilter(
        label=_("Slag"), field_name="kind", choices=DecisionKind.choices, empty_label=_("Alla slag")
    )
    lage = django_filters.ChoiceFilter(
        label=_("Läge"),
        field_name="state",
        choices=DecisionState.choices,
        empty_label=_("Alla lägen"),
    )

    class Meta:
        model = Decision
        fields: list[str] = []

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.filters["ar"].extra["choices"] = [(year, year) for year in self.queryset.years()]

    def by_year(self, queryset, name, value):
        return queryset.in_year(value)
