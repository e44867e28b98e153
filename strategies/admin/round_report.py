from django.contrib import admin
from django.http import HttpRequest

from records.admin import ChosenRows, ShownOnly
from strategies.models import FactRemark, HiddenAnswer, RoundReport, RoundReportVersion


@admin.register(RoundReport)
class RoundReportAdmin(ShownOnly, ChosenRows):
    """Where the reports of follow-up rounds are; they are made at their own page."""

    list_display = ["round", "slug", "fact_check_until", "published_at", "withdrawn_at"]
    list_select_related = ["round"]
    search_fields = ["round__title", "slug", "public_id"]
    fields = [
        "round",
        "slug",
        "drafted_at",
        "fact_check_until",
        "published_at",
        "withdrawn_at",
    ]


@admin.register(RoundReportVersion)
class RoundReportVersionAdmin(ShownOnly, ChosenRows):
    """What was published, and by which sum it is known."""

    list_display = ["report", "number", "published_at", "checksum"]
    list_select_related = ["report__round__strategy"]
    search_fields = ["report__slug", "public_id", "checksum"]
    fields = ["report", "number", "published_at", "checksum", "reason", "hides_earlier"]

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).defer("payload")


@admin.register(FactRemark)
class FactRemarkAdmin(ShownOnly, ChosenRows):
    """What organisations said when they checked a draft."""

    list_display = ["report", "organisation", "said_at", "answered_at"]
    list_select_related = ["report__round__strategy"]
    search_fields = ["report__slug", "organisation", "public_id"]


@admin.register(HiddenAnswer)
class HiddenAnswerAdmin(ShownOnly, ChosenRows):
    """Texts that no report shows."""

    list_display = ["request", "hidden_at", "signed"]
    list_select_related = ["request__round", "request__actor"]
    search_fields = ["request__actor__name", "request__round__title"]
