from django.contrib import admin
from django.http import HttpRequest

from actors.access import access_of
from actors.admin import RuleAdmin, RuleInline
from actors.models import User
from coordination.models import Seat
from coordination.rules.seats import can_edit_seat, seatable_q


class SeatInline(RuleInline, admin.TabularInline):
    """Beside its network a seat shows no person: there one who may not be seen would be lost. Who
    sits in it stands on its own page."""

    model = Seat
    fields = ["role", "actor", "office", "since", "until"]
    show_change_link = True
    autocomplete_fields = ["actor"]


@admin.register(Seat)
class SeatAdmin(RuleAdmin):
    """Persons are named in no list, and found by no word."""

    shown_on = fixed_fields = ["network"]
    list_display = ["actor", "office", "role", "network", "since", "until"]
    list_display_links = ["role"]
    list_select_related = ["actor", "network"]
    list_filter = ["role"]
    search_fields = ["actor__name", "office", "network__title"]

    def can_edit(self, access, row) -> bool:
        return can_edit_seat(access, row)

    def get_autocomplete_fields(self, request: HttpRequest):
        """An editor chooses among few persons: those of the own organisations."""
        names = ["network", "actor", "sources"]
        return [*names, "person"] if access_of(request.user).is_superuser else names

    def choices_of(self, db_field, request: HttpRequest):
        access = access_of(request.user)
        if db_field.name == "person" and not access.is_superuser:
            return User.objects.filter(seatable_q(access)).distinct()
        return super().choices_of(db_field, request)
