from django.contrib import admin

from actors.admin import RuleAdmin
from records.models import Source
from strategies.models.sources import editable_sources, visible_sources


@admin.register(Source)
class SourceAdmin(RuleAdmin):
    """A source has no owner: the records that it stands under say who reads and mends it."""

    list_display = ["__str__", "publisher", "published", "updated"]
    search_fields = ["title", "description", "publisher"]

    def visible_rows(self, queryset, access):
        return queryset.filter(pk__in=visible_sources(access).values("pk"))

    def editable_rows(self, queryset, access):
        return queryset.filter(pk__in=editable_sources(access).values("pk"))

    def can_edit(self, access, row) -> bool:
        is_new = row.pk is None
        return is_new or editable_sources(access).filter(pk=row.pk).exists()

    def has_delete_permission(self, request, obj=None) -> bool:
        return False
