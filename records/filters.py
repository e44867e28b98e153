"""What the filters of every list share."""

import django_filters

# Long enough for any name; a longer query is answered with an error, not with work.
FILTER_TEXT_LENGTH = 100


class RealUnlessChosen(django_filters.FilterSet):
    """A list holds what is real. What is invented is in no catalogue and no figure: it shows only
    where a filter names Exempel län or something of it."""

    @property
    def shows_example(self) -> bool:
        """Whether a filter names something invented. An invalid filter shows nothing."""
        if not self.is_valid():
            return False
        return any(getattr(value, "is_example", False) for value in self.form.cleaned_data.values())

    def filter_queryset(self, queryset):
        found = super().filter_queryset(queryset)
        return found if self.shows_example else found.real()
