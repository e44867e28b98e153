from django.contrib import admin

from actors.admin import RuleAdmin, is_newly_tied
from coordination.admin.meeting import KeptWhenFinal
from coordination.models import Challenge
from coordination.rules.challenges import can_edit_challenge, can_raise_at_meeting


@admin.register(Challenge)
class ChallengeAdmin(KeptWhenFinal, RuleAdmin):
    """Where it was raised may be a draft of others: the list does not name it."""

    shown_on = ["network", "meeting"]
    list_display = ["text", "state", "network", "audience"]
    list_select_related = ["network"]
    list_filter = ["state", "audience"]
    search_fields = ["text", "network__title"]
    autocomplete_fields = ["network", "meeting", "goals", "commitments", "sources"]

    def can_edit(self, access, row) -> bool:
        if is_newly_tied(row, "meeting") and not can_raise_at_meeting(access, row):
            return False
        return can_edit_challenge(access, row)
