from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from actors.access import access_of
from actors.admin import RulePublishableAdmin, is_newly_tied
from actors.models import Actor
from coordination.admin.seat import SeatInline
from coordination.models import Network
from coordination.rules.networks import can_edit_network, can_hang_under
from coordination.services.agenda_documents import move_documents


@admin.register(Network)
class NetworkAdmin(RulePublishableAdmin):
    """What a network belongs to may be a draft of others: the list does not name it."""

    list_display = ["title", "kind", "county", "maintained_by", "until", "is_public"]
    list_select_related = ["county", "maintained_by"]
    list_filter = ["kind", "county"]
    search_fields = ["title", "slug"]
    autocomplete_fields = ["county", "host", "parent", "strategies", "sources"]
    prepopulated_fields = {"slug": ["title"]}
    inlines = [SeatInline]
    fieldsets = [
        (None, {"fields": ["kind", "title", "title_is_label", "title_en", "slug"]}),
        (_("Var och under vad"), {"fields": ["county", "parent", "is_given_as_example"]}),
        (_("Innehåll"), {"fields": ["purpose", "description", "strategies"]}),
        (_("Tid och läge"), {"fields": ["since", "since_wording", "until"]}),
        (_("Ansvar"), {"fields": ["host", "maintained_by"]}),
        (_("Källor och tolkning"), {"fields": ["sources", "reading"]}),
        (
            _("Publicering"),
            {
                "fields": [
                    "sensitive",
                    "published_at",
                    "withdrawn_at",
                    "content_updated_at",
                    "version",
                ]
            },
        ),
    ]

    def can_edit(self, access, row) -> bool:
        if is_newly_tied(row, "parent") and not can_hang_under(access, row):
            return False
        return can_edit_network(access, row)

    def save_model(self, request: HttpRequest, obj: Network, form, change) -> None:
        super().save_model(request, obj, form, change)
        if "maintained_by" in form.changed_data:
            move_documents(obj.meetings.all(), to=obj.maintained_by)

    def get_readonly_fields(self, request: HttpRequest, obj=None):
        """Who maintains a network is handed over by an administrator."""
        names = super().get_readonly_fields(request, obj)
        is_handed_over = obj is not None and not access_of(request.user).is_superuser
        return [*names, *(["maintained_by"] if is_handed_over else [])]

    def get_autocomplete_fields(self, request: HttpRequest):
        """An editor chooses among few organisations: the own."""
        names = super().get_autocomplete_fields(request)
        return [*names, "maintained_by"] if access_of(request.user).is_superuser else names

    def formfield_for_foreignkey(self, db_field, request: HttpRequest, **kwargs):
        access = access_of(request.user)
        if db_field.name == "maintained_by" and not access.is_superuser:
            kwargs["queryset"] = Actor.objects.filter(pk__in=access.coordinates)
            kwargs["initial"] = min(access.coordinates)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
