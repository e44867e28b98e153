from auditlog.admin import LogEntry
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse

# The history has a page of its own. Imported from where it is registered, or that would happen
# after this.
admin.site.unregister(LogEntry)


class OneHistory(admin.ModelAdmin):
    """The admin keeps no second history beside ours, with the names of people in it: the button
    "Historik" leads to ours."""

    def log_addition(self, request, obj, message) -> None:
        pass

    def log_change(self, request, obj, message) -> None:
        pass

    def log_deletions(self, request, queryset) -> None:
        pass

    def history_view(self, request, object_id, extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        query = {"slag": self.opts.model_name, "nr": object_id}
        return redirect(reverse("history", query=query))
