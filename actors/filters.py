import django_filters
from django.utils.translation import gettext_lazy as _

from actors.choices import ActorKind
from actors.models import Actor, County
from records.filters import FILTER_TEXT_LENGTH


class ActorFilter(django_filters.FilterSet):
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
