from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from records.admin import ChosenRows, RecordAdmin, ShownOnly
from website.models import CalendarKey, ReminderRun, ReminderSetting, SupportLine

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
