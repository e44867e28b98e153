import django_filters
from django.utils.translation import gettext_lazy as _

from coordination.choices import MeetingState, NetworkKind
from coordination.models import Meeting, Network
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
