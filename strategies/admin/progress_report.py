from django.contrib import admin
from django.http import HttpRequest

from records.admin import ChosenRows, ShownOnly
from records.history import note_reading
from strategies.models import ProgressReport, ReportPaper, ReportVersion


@admin.register(ProgressReport)
class ProgressReportAdmin(ShownOnly, ChosenRows):
    """Where reports are, for superusers. What a draft says is read at its own page alone."""

    list_display = ["commitment", "state", "as_of", "published_at", "withdrawn_at"]
    list_select_related = ["commitment"]
    list_filter = ["state"]
    search_fields = ["commitment__title", "commitment__responsible__name", "public_id"]
    fields = [
        "commitment",
        "state",
        "as_of",
        "request_for_completion",
        "received_at",
        "comment",
        "comment_signed",
        "published_at",
        "withdrawn_at",
        "registry_number",
        "received_registry_number",
    ]

    def render_change_form(self, request: HttpRequest, context: dict, *args, **kwargs):
        note_reading(record=context["original"], by=request.user, may_read_anyway=False)
        return super().render_change_form(request, context, *args, **kwargs)


@admin.register(ReportVersion)
class ReportVersionAdmin(ShownOnly, ChosenRows):
    """What was submitted, word for word, for superusers."""

    list_display = ["report", "number", "grade", "organisation", "submitted_at"]
    list_select_related = ["report__commitment"]
    search_fields = ["report__commitment__title", "organisation", "public_id"]

    def render_change_form(self, request: HttpRequest, context: dict, *args, **kwargs):
        note_reading(record=context["original"].report, by=request.user, may_read_anyway=False)
        return super().render_change_form(request, context, *args, **kwargs)


@admin.register(ReportPaper)
class ReportPaperAdmin(ShownOnly, ChosenRows):
    """Which papers were made, and by which sum their bytes are known; what they say is read at the
    page of the report."""

    list_display = ["__str__", "made_at", "checksum"]
    list_select_related = ["version__report"]
    search_fields = ["version__public_id", "version__report__public_id", "checksum"]
    fields = ["version", "made_at", "checksum"]

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).defer("content")
