from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from records.admin import PublishableAdmin, RecordAdmin, RecordInline
from strategies.forms import ContributionFormSet, MoveEndForm, PartyFormSet
from strategies.models import (
    Commitment,
    Contribution,
    EndMove,
    Goal,
    Milestone,
    Party,
    Passage,
    Strategy,
)
from strategies.services import move_end

SOURCED = ["sources", "reading"]
PUBLISHING = ["published_at", "withdrawn_at", "content_updated_at"]


class PartyInline(RecordInline, admin.TabularInline):
    model = Party
    formset = PartyFormSet
    fields = ["actor", "role", "named_as", "since", "until"]
    show_change_link = True
    autocomplete_fields = ["actor"]


class GoalInline(RecordInline, admin.TabularInline):
    model = Goal
    fk_name = "strategy"
    fields = ["number", "text", "position", "published_at", "withdrawn_at"]
    show_change_link = True


class PassageInline(RecordInline, admin.StackedInline):
    model = Passage
    fields = ["heading", "text", "position", "published_at", "withdrawn_at"]
    show_change_link = True


class MilestoneInline(RecordInline, admin.TabularInline):
    model = Milestone
    fields = ["text", "on", "on_wording", "position"]


@admin.register(Strategy)
class StrategyAdmin(PublishableAdmin):
    list_display = ["title", "kind", "level", "county", "state", "maintained_by", "is_public"]
    list_select_related = ["county", "maintained_by"]
    list_filter = ["kind", "level", "state", "county"]
    search_fields = ["title", "slug"]
    autocomplete_fields = [
        "county",
        "under",
        "lead",
        "maintained_by",
        "implements",
        "replaces",
        "sources",
    ]
    prepopulated_fields = {"slug": ["title"]}
    inlines = [PartyInline, GoalInline, PassageInline, MilestoneInline]
    fieldsets = [
        (None, {"fields": ["kind", "title", "title_is_label", "title_en", "slug"]}),
        (
            _("Var och under vad"),
            {"fields": ["level", "county", "under", "implements", "replaces"]},
        ),
        (_("Innehåll"), {"fields": ["vision", "purpose", "addressees"]}),
        (
            _("Tid och läge"),
            {
                "fields": [
                    "period_start",
                    "period_end",
                    "period_wording",
                    "state",
                    "state_reason",
                ]
            },
        ),
        (_("Regeringsuppdrag"), {"fields": ["registry_number", "legal_basis", "report_due"]}),
        (_("Ansvar"), {"fields": ["lead", "maintained_by"]}),
        (_("Källor och tolkning"), {"fields": SOURCED}),
        (_("Publicering"), {"fields": ["sensitive", *PUBLISHING, "version"]}),
    ]

    def get_readonly_fields(self, request, obj=None):
        """A plan stays under its strategy: what it contributes to there was accepted so."""
        names = super().get_readonly_fields(request, obj)
        return [*names, "under"] if obj is not None and obj.under_id else names


@admin.register(Goal)
class GoalAdmin(PublishableAdmin):
    fixed_fields = ["slug", "strategy"]
    shown_on = ["strategy"]
    list_display = ["text", "number", "strategy", "parent", "is_public"]
    list_select_related = ["strategy", "parent"]
    search_fields = ["text", "number", "strategy__title"]
    autocomplete_fields = ["strategy", "parent", "contributes_to", "sources"]


class ContributionInline(RecordInline, admin.TabularInline):
    """Added or removed: what was accepted for one goal is never turned to another."""

    model = Contribution
    formset = ContributionFormSet
    fields = ["strategy", "goal"]
    autocomplete_fields = ["strategy", "goal"]

    def has_change_permission(self, request, obj=None) -> bool:
        return False


class EndMoveInline(admin.TabularInline):
    """Shown beside its commitment; a new one is made on a page of its own."""

    model = EndMove
    can_delete = False

    def has_add_permission(self, request, obj=None) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False


@admin.register(Commitment)
class CommitmentAdmin(PublishableAdmin):
    fixed_fields = ["home"]
    list_display = ["title", "kind", "responsible", "home", "start", "end", "is_public"]
    list_select_related = ["responsible", "home"]
    list_filter = ["kind", "home__county"]
    search_fields = ["title", "public_id", "responsible__name", "home__title"]
    autocomplete_fields = ["home", "responsible", "contributors", "part_of", "sources"]
    inlines = [ContributionInline, MilestoneInline, EndMoveInline]

    def get_readonly_fields(self, request, obj=None):
        """An end that was told in public is moved, with who decided it and why."""
        names = super().get_readonly_fields(request, obj)
        is_told = obj is not None and obj.end and obj.published_at
        return [*names, "end"] if is_told else names


@admin.register(Passage)
class PassageAdmin(PublishableAdmin):
    shown_on = fixed_fields = ["strategy", "county"]
    list_display = ["heading", "strategy", "county", "position", "is_public"]
    list_select_related = ["strategy", "county"]
    list_filter = ["county"]
    search_fields = ["heading", "text", "strategy__title", "county__name"]
    autocomplete_fields = ["strategy", "county", "sources"]


@admin.register(Party)
class PartyAdmin(RecordAdmin):
    shown_on = fixed_fields = ["strategy"]
    list_display = ["actor", "role", "strategy", "named_as", "since", "until"]
    list_select_related = ["actor", "strategy"]
    list_filter = ["role"]
    search_fields = ["actor__name", "strategy__title", "named_as"]
    autocomplete_fields = ["actor", "strategy", "sources"]


@admin.register(Milestone)
class MilestoneAdmin(RecordAdmin):
    shown_on = fixed_fields = ["strategy", "commitment"]
    list_display = ["text", "strategy", "commitment", "on", "on_wording"]
    list_select_related = ["strategy", "commitment"]
    search_fields = ["text", "strategy__title", "commitment__title"]
    autocomplete_fields = ["strategy", "commitment", "sources"]


@admin.register(Contribution)
class ContributionAdmin(RecordAdmin):
    """Added or removed: what was accepted for one goal is never turned to another."""

    shown_on = ["commitment"]
    fixed_fields = ["commitment", "strategy", "goal"]
    readonly_fields = ["state"]
    list_display = ["commitment", "strategy", "goal", "state"]
    list_select_related = ["commitment", "strategy", "goal"]
    list_filter = ["state"]
    search_fields = ["commitment__title", "strategy__title", "goal__text"]
    autocomplete_fields = ["commitment", "strategy", "goal"]


@admin.register(EndMove)
class EndMoveAdmin(admin.ModelAdmin):
    """A new one moves the end of its commitment; one that exists is neither changed nor erased."""

    list_display = ["commitment", "moved_from", "moved_to", "decided_by", "decided_on"]
    list_select_related = ["commitment"]
    search_fields = ["commitment__title", "decided_by"]
    autocomplete_fields = ["commitment"]
    form = MoveEndForm

    def save_model(self, request, obj, form, change: bool) -> None:
        moved = move_end(
            commitment=obj.commitment,
            to=obj.moved_to,
            decided_by=obj.decided_by,
            decided_on=obj.decided_on,
            reason=obj.reason,
        )
        obj.pk = moved.pk

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False
