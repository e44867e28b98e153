from django.contrib import admin

from records.admin import ChosenRows, ShownOnly
from strategies.models import RoundLink


@admin.register(RoundLink)
class RoundLinkAdmin(ShownOnly, ChosenRows):
    """Who holds a personal link in a round, for superusers: found by name and address when somebody
    asks what is kept about them."""

    list_display = ["request", "name", "office", "answer_link", "sent_by", "passed_on_by"]
    list_select_related = [
        "request__round",
        "request__actor",
        "answer_link",
        "sent_by",
        "passed_on_by__request__round",
        "passed_on_by__request__actor",
    ]
    search_fields = ["name", "office", "answer_link__address", "public_id"]
