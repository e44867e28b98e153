from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from actors.access import access_of
from actors.admin import RuleAdmin, RuleInline, RulePublishableAdmin
from actors.models import Actor
from coordination.models import AgendaItem, Attendance, Meeting
from coordination.rules.meetings import can_edit_at_meeting, can_edit_meeting
from coordination.services.agenda_documents import follow_item, move_documents


class KeptWhenFinal(admin.options.BaseModelAdmin):
    """What final notes tell of is not taken away; what they say of it the model keeps."""

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        meeting = getattr(obj, "meeting", obj)
        is_kept = meeting is not None and meeting.has_final_notes
        return not is_kept and super().has_delete_permission(request, obj)


class AgendaItemInline(KeptWhenFinal, RuleInline, admin.StackedInline):
    model = AgendaItem
    fields = ["title", "text", "audience", "position"]


class AttendanceInline(KeptWhenFinal, RuleInline, admin.TabularInline):
    model = Attendance
    fields = ["actor", "office", "named_as", "audience"]
    show_change_link = True
    autocomplete_fields = ["actor"]


@admin.register(Meeting)
class MeetingAdmin(RulePublishableAdmin):
    fixed_fields = ["network"]
    list_display = ["title", "on", "network", "convener", "state", "is_public"]
    list_select_related = ["network", "convener"]
    list_filter = ["state", "county"]
    search_fields = ["title", "public_id", "town", "network__title", "convener__name"]
    autocomplete_fields = ["network", "county", "strategies", "sources"]
    inlines = [AgendaItemInline, AttendanceInline]
    fieldsets = [
        (None, {"fields": ["network", "convener", "convener_office"]}),
        (_("Innehåll"), {"fields": ["title", "title_is_label", "description", "strategies"]}),
        (_("Tid och läge"), {"fields": ["state", "starts_at", "ends_at", "on", "on_wording"]}),
        (_("Plats"), {"fields": ["county", "form", "town", "place", "joining_link"]}),
        (_("Källor och tolkning"), {"fields": ["attendance_wording", "sources", "reading"]}),
        (
            _("Publicering"),
            {"fields": ["published_at", "withdrawn_at", "content_updated_at", "version"]},
        ),
    ]

    def can_edit(self, access, row) -> bool:
        return can_edit_meeting(access, row)

    def save_model(self, request: HttpRequest, obj: Meeting, form, change) -> None:
        super().save_model(request, obj, form, change)
        if {"network", "convener"} & set(form.changed_data):
            move_documents(Meeting.objects.filter(pk=obj.pk), to=obj.maintained_by)

    def save_formset(self, request: HttpRequest, form, formset, change) -> None:
        super().save_formset(request, form, formset, change)
        if formset.model is AgendaItem:
            for item, _names in formset.changed_objects:
                follow_item(item)

    def get_readonly_fields(self, request: HttpRequest, obj=None):
        """A meeting is its convener's to tell of: an administrator hands it over."""
        names = super().get_readonly_fields(request, obj)
        is_handed_over = obj is not None and not access_of(request.user).is_superuser
        return [*names, *(["convener"] if is_handed_over else [])]

    def get_autocomplete_fields(self, request: HttpRequest):
        """An editor chooses among few organisations: the own."""
        names = super().get_autocomplete_fields(request)
        return [*names, "convener"] if access_of(request.user).is_superuser else names

    def formfield_for_foreignkey(self, db_field, request: HttpRequest, **kwargs):
        access = access_of(request.user)
        if db_field.name == "convener" and not access.is_superuser:
            kwargs["queryset"] = Actor.objects.filter(pk__in=access.coordinates)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(AgendaItem)
class AgendaItemAdmin(KeptWhenFinal, RuleAdmin):
    shown_on = fixed_fields = ["meeting"]
    list_display = ["title", "meeting", "audience", "position"]
    list_select_related = ["meeting"]
    list_filter = ["audience"]
    search_fields = ["title", "text", "meeting__title"]
    # Notes are written on their own page, and read by whom they are for.
    exclude = ["notes"]
    autocomplete_fields = ["meeting"]

    def can_edit(self, access, row) -> bool:
        return can_edit_at_meeting(access, row)

    def save_model(self, request: HttpRequest, obj: AgendaItem, form, change) -> None:
        super().save_model(request, obj, form, change)
        follow_item(obj)


@admin.register(Attendance)
class AttendanceAdmin(KeptWhenFinal, RuleAdmin):
    shown_on = fixed_fields = ["meeting"]
    list_display = ["actor", "office", "meeting", "audience"]
    list_select_related = ["actor", "meeting"]
    list_filter = ["audience"]
    search_fields = ["actor__name", "office", "meeting__title"]
    autocomplete_fields = ["meeting", "actor", "sources"]

    def can_edit(self, access, row) -> bool:
        return can_edit_at_meeting(access, row)
