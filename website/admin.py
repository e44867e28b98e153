from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from records.admin import RecordAdmin
from website.models import SupportLine

admin.site.site_header = "Samordna"
admin.site.site_title = "Samordna"
admin.site.index_title = _("Redaktionen")


@admin.register(SupportLine)
class SupportLineAdmin(RecordAdmin):
    list_display = ["name", "number", "is_urgent", "position", "checked_on"]
    search_fields = ["name", "number"]
