from django.contrib import admin
from django.http import HttpRequest

from records.admin import ChosenRows, ShownOnly
from records.history import note_reading
from strategies.models import JoinAim, JoinRequest


@admin.register(JoinRequest)
class JoinRequestAdmin(ShownOnly, ChosenRows):
    """Who has asked to join, for superusers, also what nobody has confirmed. Others answer at its
    own page."""

    list_display = ["actor", "strategy", "state", "created_at", "sent_at", "answered_at"]
    list_select_related = ["actor", "strategy"]
    list_filter = ["state"]
    search_fields = ["actor__name", "strategy__title", "public_id"]

    def render_change_form(self, request: HttpRequest, context: dict, *args, **kwargs):
        note_reading(record=context["original"], by=request.user, may_read_anyway=False)
        return super().render_change_form(request, context, *args, **kwargs)


@admin.register(JoinAim)
class JoinAimAdmin(ShownOnly, ChosenRows):
    list_display = ["text", "request", "goal"]
    list_select_related = ["request__actor", "request__strategy", "goal"]
    search_fields = ["text", "request__actor__name"]
