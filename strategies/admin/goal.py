from django.contrib import admin

from actors.admin import RulePublishableAdmin
from strategies.models import Goal
from strategies.rules.editing import can_edit_part


@admin.register(Goal)
class GoalAdmin(RulePublishableAdmin):
    fixed_fields = ["slug", "strategy"]
    shown_on = ["strategy"]
    list_display = ["text", "number", "strategy", "parent", "is_public"]
    list_select_related = ["strategy", "parent"]
    search_fields = ["text", "number", "strategy__title"]
    autocomplete_fields = ["strategy", "parent", "contributes_to", "sources"]

    def can_edit(self, access, row) -> bool:
        return can_edit_part(access, row)
