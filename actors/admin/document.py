from django.contrib import admin
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from actors.admin.rules import RulePublishableAdmin, access_in
from actors.forms import DocumentForm
from actors.models import Actor, Document
from actors.rules import can_edit_document
from actors.services.documents import delete_document, save_document


@admin.register(Document)
class DocumentAdmin(RulePublishableAdmin):
    """An editor keeps the documents of the own organisation, and ties others to a strategy."""

    form = DocumentForm
    fixed_fields = ["actor"]
    list_display = ["title", "actor", "registry_number", "media_type", "audience", "is_public"]
    list_select_related = ["actor"]
    list_filter = ["audience", "is_accessible", "media_type"]
    search_fields = ["title", "registry_number", "actor__name"]
    readonly_fields = ["kept_file"]
    fieldsets = [
        (None, {"fields": ["actor", "title", "registry_number"]}),
        (_("Fil eller adress"), {"fields": ["kept_file", "file", "url"]}),
        (_("För vem"), {"fields": ["audience", "is_accessible", "text_summary"]}),
        (
            _("Publicering"),
            {"fields": ["published_at", "withdrawn_at", "content_updated_at", "version"]},
        ),
    ]

    def can_edit(self, access, row) -> bool:
        return can_edit_document(access, row)

    def get_autocomplete_fields(self, request: HttpRequest):
        """An editor chooses among few organisations: the own."""
        return ["actor"] if access_in(request).is_superuser else []

    def formfield_for_foreignkey(self, db_field, request: HttpRequest, **kwargs):
        access = access_in(request)
        if db_field.name == "actor" and not access.is_superuser:
            kwargs["queryset"] = Actor.objects.filter(pk__in=access.coordinates)
            kwargs["initial"] = min(access.coordinates)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    @admin.display(description=_("filen som finns nu"))
    def kept_file(self, document: Document) -> str:
        if not document.file or document.pk is None:
            return "–"
        return format_html(
            '<a href="{}">{}</a> ({}, {})',
            reverse("work_document", args=[document.public_id]),
            document.original_name,
            document.get_media_type_display(),
            filesizeformat(document.size_bytes),
        )

    def save_model(self, request: HttpRequest, obj: Document, form, change: bool) -> None:
        if not change or form.has_changed():
            save_document(document=obj, by=access_in(request), file=form.new_file)

    def delete_model(self, request: HttpRequest, obj: Document) -> None:
        delete_document(document=obj, by=access_in(request))

    def delete_queryset(self, request: HttpRequest, queryset) -> None:
        for document in queryset:
            self.delete_model(request, document)
