from django.contrib import admin
from django.http import HttpRequest

from records.admin import ChosenRows, ShownOnly
from records.history import note_reading
from strategies.models import Stance


@admin.register(Stance)
class StanceAdmin(ShownOnly, ChosenRows):
    """What contributors say of reports of joint efforts, for superusers."""

    list_display = ["report", "organisation", "agrees", "about_version", "stated_at", "replaced_at"]
    list_select_related = ["report__commitment"]
    list_filter = ["agrees"]
    search_fields = ["report__commitment__title", "organisation", "public_id"]

    def render_change_form(self, request: HttpRequest, context: dict, *args, **kwargs):
        note_reading(record=context["original"].report, by=request.user, may_read_anyway=False)
        return super().render_change_form(request, context, *args, **kwargs)
