from django.contrib import admin
from django.db import models
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from records.models import Dated, Publishable, Source
from records.services import publish, save_content, withdraw

# What every record has stands after what makes it this one.
COMMON_FIELDS = [
    "sources",
    "reading",
    "published_at",
    "withdrawn_at",
    "content_updated_at",
    "version",
]


class RecordAdmin(admin.ModelAdmin):
    """How every record is edited: what a person saves is dated, and a slug is set only once."""

    save_on_top = True
    list_per_page = 50
    # An address that is typed without a scheme means https, as Django 6 has it.
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None):
        names = {field.name for field in self.opts.get_fields()}
        derived = [name for name in ("content_updated_at", "version") if name in names]
        fixed = [name for name in ("key", "slug") if obj is not None and name in names]
        return [*super().get_readonly_fields(request, obj), *fixed, *derived]

    def get_fields(self, request: HttpRequest, obj: Model | None = None):
        names = list(super().get_fields(request, obj))
        common = [name for name in COMMON_FIELDS if name in names]
        return [name for name in names if name not in common] + common

    def get_prepopulated_fields(self, request: HttpRequest, obj: Model | None = None):
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def save_model(self, request: HttpRequest, obj: Model, form, change: bool) -> None:
        if isinstance(obj, Dated):
            save_content(record=obj)
        else:
            super().save_model(request, obj, form, change)


@admin.action(description=_("Publicera valda"))
def publish_chosen(modeladmin, request: HttpRequest, queryset) -> None:
    for record in queryset:
        publish(record=record)
    modeladmin.message_user(request, _("Det valda är publicerat."))


@admin.action(description=_("Avpublicera valda"))
def withdraw_chosen(modeladmin, request: HttpRequest, queryset) -> None:
    for record in queryset:
        withdraw(record=record)
    modeladmin.message_user(request, _("Det valda är avpublicerat."))


class PublishableAdmin(RecordAdmin):
    """A record that is published and withdrawn, one or several at a time."""

    actions = [publish_chosen, withdraw_chosen]

    @admin.display(description=_("syns för alla"), boolean=True)
    def is_public(self, record: Publishable) -> bool:
        return record.pk in self.public_ids

    def get_queryset(self, request: HttpRequest):
        self.public_ids: set[int] = set()
        return super().get_queryset(request)

    def get_changelist_instance(self, request: HttpRequest):
        """Asks the one rule of visibility, once for the rows of the page."""
        changelist = super().get_changelist_instance(request)
        shown = [record.pk for record in changelist.result_list]
        self.public_ids = set(
            self.model.objects.public().filter(pk__in=shown).values_list("pk", flat=True)
        )
        return changelist


@admin.register(Source)
class SourceAdmin(RecordAdmin):
    list_display = ["__str__", "publisher", "published", "updated"]
    search_fields = ["title", "description", "publisher"]
