from django.contrib import admin
from django.http import HttpRequest

from coordination.models import SeatProposal
from records.admin import ChosenRows, ShownOnly
from records.history import note_reading


@admin.register(SeatProposal)
class SeatProposalAdmin(ShownOnly, ChosenRows):
    """Whom organisations have proposed, for superusers. Others propose and answer on the pages of
    the network."""

    list_display = ["seat", "state", "proposed_at", "answered_at"]
    list_select_related = ["seat__actor"]
    list_filter = ["state"]
    search_fields = ["seat__actor__name", "seat__network__title", "public_id"]

    def render_change_form(self, request: HttpRequest, context: dict, *args, **kwargs):
        note_reading(record=context["original"], by=request.user, may_read_anyway=False)
        return super().render_change_form(request, context, *args, **kwargs)
