from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from actors.access import access_of
from actors.admin import RuleInline, RulePublishableAdmin, is_newly_tied
from actors.models import Actor, County
from strategies.choices import CommitmentKind, Level, PartyRole, StrategyKind
from strategies.forms import PartyFormSet
from strategies.models import Commitment, Goal, Milestone, Party, Passage, Strategy
from strategies.rules.editing import can_edit_strategy, can_hang_under

SOURCED = ["sources", "reading"]
PUBLISHING = ["published_at", "withdrawn_at", "content_updated_at"]


class RowsOfNew(RuleInline, admin.TabularInline):
    """Rows beside a strategy. A new one has empty ones to write in, for it is mostly entered whole;
    those that nobody writes in are no rows."""

    rows_of_new = 0
    # What a new row mostly is, by the name of the field.
    mostly: dict[str, str] = {}

    def get_extra(self, request: HttpRequest, obj=None, **kwargs) -> int:
        return self.rows_of_new if obj is None else self.extra

    def formfield_for_choice_field(self, db_field, request: HttpRequest, **kwargs):
        field = super().formfield_for_choice_field(db_field, request, **kwargs)
        field.initial = self.mostly.get(db_field.name, field.initial)
        return field


class PartyInline(RowsOfNew):
    model = Party
    rows_of_new = 6
    mostly = {"role": PartyRole.STANDS_BEHIND}
    formset = PartyFormSet
    fields = ["actor", "role", "named_as", "since", "until"]
    show_change_link = True
    autocomplete_fields = ["actor"]


# What may have been public is withdrawn, not deleted: on a page of its own, where it is a draft.
class GoalInline(RowsOfNew):
    model = Goal
    rows_of_new = 5
    fk_name = "strategy"
    can_delete = False
    fields = ["number", "text", "position", "published_at", "withdrawn_at"]
    show_change_link = True


class CommitmentInline(RowsOfNew):
    model = Commitment
    rows_of_new = 10
    mostly = {"kind": CommitmentKind.COMMITMENT}
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

    def get_changeform_initial_data(self, request: HttpRequest) -> dict:
        """What the editor's own mostly is: a county's board writes its county's strategy."""
        boards = Actor.objects.county_boards().filter(pk__in=access_of(request.user).coordinates)
        county = County.objects.filter(actors__in=boards).order_by("pk").first()
        if county is None:
            return {}
        return {"kind": StrategyKind.STRATEGY, "level": Level.COUNTY, "county": county.pk}

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
