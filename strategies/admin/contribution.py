from django.contrib import admin

from actors.admin import RuleAdmin
from strategies.models import Contribution
from strategies.rules.editing import can_edit_contribution, can_offer_contribution
from strategies.services.contributions import announce_proposal


@admin.register(Contribution)
class ContributionAdmin(RuleAdmin):
    """Added or removed: what was accepted for one goal is never turned to another."""

    shown_on = ["commitment"]
    fixed_fields = ["commitment", "strategy", "goal"]
    readonly_fields = ["state", "answer"]
    list_display = ["commitment", "strategy", "goal", "state"]
    list_select_related = ["commitment", "strategy", "goal"]
    list_filter = ["state"]
    search_fields = ["commitment__title", "strategy__title", "goal__text"]
    autocomplete_fields = ["commitment", "strategy", "goal"]

    def can_edit(self, access, row) -> bool:
        is_new = row.pk is None
        return can_offer_contribution(access, row) if is_new else can_edit_contribution(access, row)

    def save_model(self, request, obj, form, change) -> None:
        super().save_model(request, obj, form, change)
        if not change:
            announce_proposal(contribution=obj, by=request.user)
