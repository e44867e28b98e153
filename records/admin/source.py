from django.contrib import admin

from records.admin.base import KeptAdmin
from records.models import Source


@admin.register(Source)
class SourceAdmin(KeptAdmin):
    list_display = ["__str__", "publisher", "published", "updated"]
    search_fields = ["title", "description", "publisher"]
