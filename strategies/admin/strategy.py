from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from actors.access import access_of
from actors.admin import RuleInline, RulePublishableAdmin, is_newly_tied
from actors.models import Actor
from strategies.forms import PartyFormSet
from strategies.models import Commitment, Goal, Milestone, Party, Passage, Strategy
from strategies.rules.editing import can_edit_strategy, can_hang_under

SOURCED = ["sources", "reading"]
PUBLISHING = ["published_at", "withdrawn_at", "content_updated_at"]


class PartyInline(RuleInline, admin.TabularInline):
    model = Party
    formset = PartyFormSet
    fields = ["actor", "role", "named_as", "since", "until"]
    show_change_link = True
    autocomplete_fields = ["actor"]


# What may have been public is withdrawn, not deleted: on a page of its own, where it is a draft.
class GoalInline(RuleInline, admin.TabularInline):
    model = Goal
    fk_name = "strategy"
    can_delete = False
    fields = ["number", "text", "position", "published_at", "withdrawn_at"]
    show_change_link = True


class CommitmentInline(RuleInline, admin.TabularInline):
    model = Commitment
    can_delete = False
    fields = ["title", "kind", "responsible", "published_at", "withdrawn_at"]
    show_change_link = True
    autocomplete_fields = ["responsible"]


class PassageInline(RuleInline, admin.StackedInline):
    model = Passage
    can_delete = False
    fields = ["heading", "text", "position", "published_at", "withdrawn_at"]
    show_change_link = True


class MilestoneInline(RuleInline, admin.TabularInline):
    model = Milestone
    fields = ["text", "on", "on_wording", "position"]


@admin.register(Strategy)
class StrategyAdmin(RulePublishableAdmin):
    list_display = ["title", "kind", "level", "county", "state", "maintained_by", "is_public"]
    list_select_related = ["county", "maintained_by"]
    list_filter = ["kind", "level", "state", "county"]
    search_fields = ["title", "slug"]
    autocomplete_fields = [
        "county",
        "under",
        "lead",
        "implements",
        "replaces",
        "documents",
        "sources",
    ]
    prepopulated_fields = {"slug": ["title"]}
    inlines = [PartyInline, GoalInline, CommitmentInline, PassageInline, MilestoneInline]
    fieldsets = [
        (None, {"fields": ["kind", "title", "title_is_label", "title_en", "slug"]}),
        (
            _("Var och under vad"),
            {"fields": ["level", "county", "under", "implements", "replaces"]},
        ),
        (_("Innehåll"), {"fields": ["vision", "purpose", "addressees", "documents"]}),
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
        (
            _("Ansvar"),
            {"fields": ["lead", "maintained_by", "report_publishing", "report_name"]},
        ),
        (_("Anslutning"), {"fields": ["is_open_for_joining", "joining_text"]}),
        (_("Källor och tolkning"), {"fields": SOURCED}),
        (_("Publicering"), {"fields": ["sensitive", *PUBLISHING, "version"]}),
    ]

    def can_edit(self, access, row) -> bool:
        if is_newly_tied(row, "under") and not can_hang_under(access, row):
            return False
        return can_edit_strategy(access, row)

    def get_readonly_fields(self, request: HttpRequest, obj=None):
        """A plan stays under its strategy: what it contributes to there was accepted so. Who
        maintains a strategy is handed over by an administrator."""
        names = super().get_readonly_fields(request, obj)
        is_plan = obj is not None and obj.under_id
        is_handed_over = obj is not None and not access_of(request.user).is_superuser
        return [
            *names,
            *(["under"] if is_plan else []),
            *(["maintained_by"] if is_handed_over else []),
        ]

    def get_autocomplete_fields(self, request: HttpRequest):
        """An editor chooses among few organisations: the own."""
        names = super().get_autocomplete_fields(request)
        return [*names, "maintained_by"] if access_of(request.user).is_superuser else names

    def formfield_for_foreignkey(self, db_field, request: HttpRequest, **kwargs):
        access = access_of(request.user)
        if db_field.name == "maintained_by" and not access.is_superuser:
            kwargs["queryset"] = Actor.objects.filter(pk__in=access.coordinates)
            kwargs["initial"] = min(access.coordinates)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
