from django.contrib import admin

from actors.models import Actor, County
from records.admin import KeptAdmin


@admin.register(County)
class CountyAdmin(KeptAdmin):
    fixed_fields = ["code", "slug"]
    list_display = ["name", "code", "letter", "residence_city"]
    search_fields = ["name", "code"]


@admin.register(Actor)
class ActorAdmin(KeptAdmin):
    fixed_fields = ["key", "slug", "is_example"]
    list_display = ["name", "kind", "municipality_code", "parent", "valid_to"]
    list_select_related = ["parent"]
    list_filter = ["kind", "counties"]
    search_fields = ["name", "abbreviation", "aliases", "municipality_code"]
    autocomplete_fields = ["parent", "succeeded_by"]
    filter_horizontal = ["counties"]
    prepopulated_fields = {"slug": ["name"], "key": ["name"]}
