"""What stands in a strategy or a commitment and has no public page of its own."""

from django.contrib import admin

from actors.admin import RuleAdmin, RulePublishableAdmin
from strategies.models import Milestone, Party, Passage
from strategies.rules.editing import can_edit_milestone, can_edit_part, can_edit_passage


@admin.register(Passage)
class PassageAdmin(RulePublishableAdmin):
    shown_on = fixed_fields = ["strategy", "county"]
    list_display = ["heading", "strategy", "county", "position", "is_public"]
    list_select_related = ["strategy", "county"]
    list_filter = ["county"]
    search_fields = ["heading", "text", "strategy__title", "county__name"]
    autocomplete_fields = ["strategy", "county", "sources"]

    def can_edit(self, access, row) -> bool:
        return can_edit_passage(access, row)


@admin.register(Party)
class PartyAdmin(RuleAdmin):
    shown_on = fixed_fields = ["strategy"]
    list_display = ["actor", "role", "strategy", "named_as", "since", "until"]
    list_select_related = ["actor", "strategy"]
    list_filter = ["role"]
    search_fields = ["actor__name", "strategy__title", "named_as"]
    autocomplete_fields = ["actor", "strategy", "sources"]

    def can_edit(self, access, row) -> bool:
        return can_edit_part(access, row)


@admin.register(Milestone)
class MilestoneAdmin(RuleAdmin):
    shown_on = fixed_fields = ["strategy", "commitment"]
    list_display = ["text", "strategy", "commitment", "on", "on_wording"]
    list_select_related = ["strategy", "commitment"]
    search_fields = ["text", "strategy__title", "commitment__title"]
    autocomplete_fields = ["strategy", "commitment", "sources"]

    def can_edit(self, access, row) -> bool:
        return can_edit_milestone(access, row)
