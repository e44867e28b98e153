import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from actors.models import Actor, County
from records.filters import FILTER_TEXT_LENGTH, RealUnlessChosen
from strategies.choices import CommitmentKind, Grade, Level, StrategyState
from strategies.models import Commitment, RoundReport, Strategy

# Chosen for those of which nothing is told.
NOT_TOLD = "saknas"


class TextAndCountyFilter(RealUnlessChosen):
    """By words and by county, as the lists of strategies and of commitments share it."""

    sok = django_filters.CharFilter(
        label=_("Ord i texten"), method="by_text", max_length=FILTER_TEXT_LENGTH
    )
    lan = django_filters.ModelChoiceFilter(
        label=_("Län"),
        queryset=County.objects.all(),
        to_field_name="slug",
        method="by_county",
        empty_label=_("Alla län"),
    )

    def by_text(self, queryset, name, value):
        return queryset.matching(value)

    def by_county(self, queryset, name, value):
        return queryset.in_county(value)


class StrategyFilter(TextAndCountyFilter):
    """Which strategies, plans, assignments or programmes to list."""

    niva = django_filters.ChoiceFilter(
        label=_("Nivå"), field_name="level", choices=Level.choices, empty_label=_("Alla nivåer")
    )
    lage = django_filters.ChoiceFilter(
        label=_("Läge"),
        field_name="state",
        choices=StrategyState.choices,
        empty_label=_("Alla lägen"),
    )

    class Meta:
        model = Strategy
        fields: list[str] = []


class RoundReportFilter(TextAndCountyFilter):
    """Which reports of follow-up rounds to list."""

    class Meta:
        model = RoundReport
        fields: list[str] = []


class CommitmentFilter(TextAndCountyFilter):
    """Which commitments to list."""

    slag = django_filters.ChoiceFilter(
        label=_("Slag"),
        field_name="kind",
        choices=CommitmentKind.choices,
        empty_label=_("Alla slag"),
    )
    laget = django_filters.ChoiceFilter(
        label=_("Genomförandegrad"),
        choices=[*Grade.choices, (NOT_TOLD, _("Uppföljning saknas"))],
        method="by_grade",
        empty_label=_("Alla"),
    )
    # Chosen by links on other pages, so that no list of all strategies and actors is sent.
    strategi = django_filters.ModelChoiceFilter(
        label=_("Strategi"),
        queryset=Strategy.objects.public(),
        to_field_name="slug",
        method="by_strategy",
        widget=forms.HiddenInput,
    )
    aktor = django_filters.ModelChoiceFilter(
        label=_("Aktör"),
        queryset=Actor.objects.all(),
        to_field_name="slug",
        method="by_actor",
        widget=forms.HiddenInput,
    )
    medverkar = django_filters.ModelChoiceFilter(
        label=_("Medverkande"),
        queryset=Actor.objects.all(),
        to_field_name="slug",
        method="by_contributor",
        widget=forms.HiddenInput,
    )

    class Meta:
        model = Commitment
        fields: list[str] = []

    def by_grade(self, queryset, name, value):
        return queryset.told_as("" if value == NOT_TOLD else value)

    def by_strategy(self, queryset, name, value):
        return queryset.serving(value)

    def by_actor(self, queryset, name, value):
        return queryset.promised_by(value)

    def by_contributor(self, queryset, name, value):
        return queryset.supported_by(value)
