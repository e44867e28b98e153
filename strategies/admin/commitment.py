from django.contrib import admin

from actors.access import access_of
from actors.admin import RuleInline, RulePublishableAdmin, is_newly_tied
from strategies.admin.end_move import EndMoveInline
from strategies.admin.strategy import MilestoneInline
from strategies.forms import ContributionFormSet
from strategies.models import Commitment, Contribution
from strategies.rules.editing import (
    can_add_commitment,
    can_be_part_of,
    can_edit_commitment,
    can_offer_contribution,
)
from strategies.services.contributions import announce_proposal


class ContributionInline(RuleInline, admin.TabularInline):
    """Added or removed: what was accepted for one goal is never turned to another."""

    model = Contribution
    formset = ContributionFormSet
    fields = ["strategy", "goal"]
    autocomplete_fields = ["strategy", "goal"]

    def can_edit(self, access, row) -> bool:
        return can_offer_contribution(access, row)

    def get_queryset(self, request):
        """Those that the person may take away."""
        return super().get_queryset(request).editable_by(access_of(request.user))

    def has_change_permission(self, request, obj=None) -> bool:
        return False


@admin.register(Commitment)
class CommitmentAdmin(RulePublishableAdmin):
    fixed_fields = ["home"]
    list_display = ["title", "kind", "responsible", "home", "start", "end", "is_public"]
    list_select_related = ["responsible", "home"]
    list_filter = ["kind", "home__county"]
    search_fields = ["title", "public_id", "responsible__name", "home__title"]
    autocomplete_fields = ["home", "responsible", "contributors", "part_of", "sources"]
    inlines = [ContributionInline, MilestoneInline, EndMoveInline]

    def can_edit(self, access, row) -> bool:
        if is_newly_tied(row, "part_of") and not can_be_part_of(access, row):
            return False
        is_new = row.pk is None
        return can_add_commitment(access, row) if is_new else can_edit_commitment(access, row)

    def get_readonly_fields(self, request, obj=None):
        """An end that was told in public is moved, with who decided it and why."""
        names = super().get_readonly_fields(request, obj)
        is_told = obj is not None and obj.end and obj.published_at
        return [*names, "end"] if is_told else names

    def save_formset(self, request, form, formset, change) -> None:
        super().save_formset(request, form, formset, change)
        if formset.model is Contribution:
            for contribution in formset.new_objects:
                announce_proposal(contribution=contribution, by=request.user)
