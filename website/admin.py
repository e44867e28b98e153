from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from records.admin import ChosenRows, KeptAdmin, RecordAdmin, ShownOnly
from website.models import (
    AccessibilityStatement,
    CalendarKey,
    ReminderRun,
    ReminderSetting,
    SearchEntry,
    SiteOwner,
    SupportLine,
)

admin.site.site_header = "Samordna"
admin.site.site_title = "Samordna"
admin.site.index_title = _("Redaktionen")


@admin.register(SupportLine)
class SupportLineAdmin(RecordAdmin):
    list_display = ["name", "number", "is_urgent", "position", "checked_on"]
    search_fields = ["name", "number"]


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
