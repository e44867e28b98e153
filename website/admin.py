from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.admin import RulePublishableAdmin
from records.admin import ChosenRows, KeptAdmin, RecordAdmin, ShownOnly
from website.models import (
    AccessibilityStatement,
    CalendarKey,
    LocalHelp,
    NewsItem,
    ReminderRun,
    ReminderSetting,
    SearchEntry,
    SiteNotice,
    SiteOwner,
    SupportLine,
)
from website.rules.local_help import can_edit_local_help
from website.rules.news import can_edit_news
from website.rules.notices import can_edit_notice
from website.services.checking import mark_checked

admin.site.site_header = "Samordna"
admin.site.site_title = "Samordna"
admin.site.index_title = _("Redaktionen")


class ToCheck(admin.SimpleListFilter):
    title = _("kontroll av numret")
    parameter_name = "kontroll"

    def lookups(self, request, model_admin):
        return [("behovs", _("behövs"))]

    def queryset(self, request, queryset):
        return queryset.to_check() if self.value() == "behovs" else queryset


def has_ended(notice: SiteNotice) -> bool:
    return notice.withdrawn_at is not None and notice.withdrawn_at <= timezone.now()


class CheckedRows(admin.ModelAdmin):
    """Numbers that somebody tries now and then."""

    @admin.display(description=_("behöver kontrolleras"), boolean=True)
    def is_to_be_checked(self, row) -> bool:
        return row.is_to_be_checked

    @admin.action(description=_("Kontrollerad i dag"))
    def checked_today(self, request, queryset) -> None:
        for row in queryset:
            mark_checked(row=row, by=request.user)
        self.message_user(request, _("Numren är noterade som kontrollerade i dag."))


@admin.register(SupportLine)
class SupportLineAdmin(CheckedRows, RecordAdmin):
    actions = ["checked_today"]
    list_display = ["name", "number", "position", "checked_on", "is_to_be_checked"]
    list_filter = [ToCheck]
    search_fields = ["name", "number"]


@admin.register(LocalHelp)
class LocalHelpAdmin(CheckedRows, RulePublishableAdmin):
    fixed_fields = ["actor"]
    actions = [*RulePublishableAdmin.actions, "checked_today"]
    list_display = ["name", "actor", "kind", "number", "is_to_be_checked", "is_public"]
    list_select_related = ["actor"]
    list_filter = [ToCheck, "kind"]
    search_fields = ["name", "number", "actor__name"]
    autocomplete_fields = ["actor"]

    def can_edit(self, access, row) -> bool:
        return can_edit_local_help(access, row)


@admin.register(SiteNotice)
class SiteNoticeAdmin(RulePublishableAdmin):
    list_display = ["text", "level", "county", "published_at", "withdrawn_at", "is_public"]
    list_select_related = ["county"]
    list_filter = ["level", "county"]
    search_fields = ["text"]
    autocomplete_fields = ["county", "sources"]

    def can_edit(self, access, row) -> bool:
        return can_edit_notice(access, row)

    def publish_row(self, request, record) -> bool:
        """What has ended is not said anew by a press: it was about another day. Write another."""
        return not has_ended(record) and super().publish_row(request, record)


@admin.register(NewsItem)
class NewsItemAdmin(RulePublishableAdmin):
    list_display = ["title", "county", "strategy", "network", "published_at", "is_public"]
    list_select_related = ["county", "strategy", "network"]
    list_filter = ["county"]
    search_fields = ["title", "lead", "text"]
    autocomplete_fields = ["county", "strategy", "network", "picture", "sources"]
    prepopulated_fields = {"slug": ["title"]}

    def can_edit(self, access, row) -> bool:
        return can_edit_news(access, row)


@admin.register(ReminderSetting)
class ReminderSettingAdmin(ShownOnly, ChosenRows):
    list_display = ["user", "frequency"]
    list_select_related = ["user"]
    list_filter = ["frequency"]
    search_fields = ["user__email", "user__name"]


@admin.register(CalendarKey)
class CalendarKeyAdmin(ShownOnly, ChosenRows):
    list_display = ["user", "created_at"]
    list_select_related = ["user"]
    search_fields = ["user__email", "user__name"]


@admin.register(ReminderRun)
class ReminderRunAdmin(ShownOnly, ChosenRows):
    list_display = ["week", "begun_on", "finished_at"]
    search_fields = ["week"]


class OnlyRowAdmin(KeptAdmin):
    """What there is one of: changed, never added."""

    fixed_fields: list[str] = []

    def has_add_permission(self, request, obj=None) -> bool:
        return False


@admin.register(SiteOwner)
class SiteOwnerAdmin(OnlyRowAdmin):
    list_display = ["__str__", "actor", "telephone", "content_updated_at"]
    list_select_related = ["actor"]
    autocomplete_fields = ["actor"]


@admin.register(AccessibilityStatement)
class AccessibilityStatementAdmin(OnlyRowAdmin):
    list_display = ["__str__", "conformance", "assessed_on", "content_updated_at"]


@admin.register(SearchEntry)
class SearchEntryAdmin(ShownOnly, ChosenRows):
    """Where an entry leads, and not what it says: some are of drafts, and to read one is noted."""

    fields = ["kind", "object_id", "variety", "counties", "address", "is_example"]
    list_display = ["kind", "object_id", "address"]
    list_filter = ["kind"]
    search_fields = ["address"]
