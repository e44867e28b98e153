from django.contrib import admin

from actors.access import access_of
from actors.models import Actor, County
from records.admin import KeptAdmin


class PublicChoices(KeptAdmin):
    """Kept by superusers; everybody reads their names, so every editor may choose among them."""

    def has_view_permission(self, request, obj=None) -> bool:
        is_choosing = request.resolver_match.url_name == "autocomplete"
        if is_choosing and access_of(request.user).is_editor:
            return True
        return super().has_view_permission(request, obj)


@admin.register(County)
class CountyAdmin(PublicChoices):
    fixed_fields = ["code", "slug"]
    list_display = ["name", "code", "letter", "residence_city"]
    search_fields = ["name", "code"]


@admin.register(Actor)
class ActorAdmin(PublicChoices):
    fixed_fields = ["key", "slug", "is_example"]
    list_display = ["name", "kind", "municipality_code", "parent", "valid_to"]
    list_select_related = ["parent"]
    list_filter = ["kind", "counties"]
    search_fields = ["name", "abbreviation", "aliases", "municipality_code"]
    autocomplete_fields = ["parent", "succeeded_by"]
    filter_horizontal = ["counties"]
    prepopulated_fields = {"slug": ["name"], "key": ["name"]}
