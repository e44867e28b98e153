from django.contrib import admin

from actors.access import access_of
from actors.admin import RuleAdmin
from strategies.forms import MoveEndForm
from strategies.models import EndMove
from strategies.rules.editing import can_move_end
from strategies.services import move_end


class EndMoveInline(admin.TabularInline):
    """Shown beside its commitment; a new one is made on a page of its own."""

    model = EndMove
    can_delete = False

    def has_view_permission(self, request, obj=None) -> bool:
        return access_of(request.user).is_editor

    def has_add_permission(self, request, obj=None) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False


@admin.register(EndMove)
class EndMoveAdmin(RuleAdmin):
    """A new one moves the end of its commitment; one that exists is neither changed nor erased."""

    list_display = ["commitment", "moved_from", "moved_to", "decided_by", "decided_on"]
    list_select_related = ["commitment"]
    search_fields = ["commitment__title", "decided_by"]
    autocomplete_fields = ["commitment"]
    form = MoveEndForm

    def can_edit(self, access, row) -> bool:
        return can_move_end(access, row)

    def save_model(self, request, obj, form, change: bool) -> None:
        moved = move_end(
            commitment=obj.commitment,
            to=obj.moved_to,
            decided_by=obj.decided_by,
            decided_on=obj.decided_on,
            reason=obj.reason,
            by=access_of(request.user),
        )
        obj.pk = moved.pk

    def has_view_permission(self, request, obj=None) -> bool:
        return super().has_change_permission(request, obj)

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False
