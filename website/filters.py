import django_filters
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from actors.models import County
from records.filters import FILTER_TEXT_LENGTH, RealUnlessChosen
from website.models import SearchEntry
from website.search.kinds import KINDS
from website.search.words import Asked, asked_in


class SearchFilter(RealUnlessChosen):
    """What to search for, and among what. Without a word nothing is found."""

    sok = django_filters.CharFilter(
        label=_("Sök efter"), method="by_words", max_length=FILTER_TEXT_LENGTH
    )
    slag = django_filters.ChoiceFilter(
        label=_("Slag"),
        field_name="kind",
        choices=[(kind.key, kind.plural) for kind in KINDS],
        empty_label=_("Alla slag"),
    )
    lan = django_filters.ModelChoiceFilter(
        label=_("Län"),
        queryset=County.objects.all(),
        to_field_name="slug",
        method="by_county",
        empty_label=_("Alla län"),
    )

    class Meta:
        model = SearchEntry
        fields: list[str] = []

    @cached_property
    def asked(self) -> Asked:
        return asked_in(self.form.cleaned_data.get("sok") or "" if self.is_valid() else "")

    def filter_queryset(self, queryset):
        return super().filter_queryset(queryset) if self.asked.can_find else queryset.none()

    def by_words(self, queryset, name, value):
        asked = self.asked
        return queryset.matching(asked.stems).best_first(asked.phrase, asked.stems)

    def by_county(self, queryset, name, value):
        return queryset.in_county(value)
