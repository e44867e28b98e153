from django.contrib import admin
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from actors.access import access_of
from actors.forms import DocumentForm
from actors.models import Document
from actors.services.documents import delete_document, save_document
from records.admin import PublishableAdmin


@admin.register(Document)
class DocumentAdmin(PublishableAdmin):
    form = DocumentForm
    fixed_fields = ["actor"]
    list_display = ["title", "actor", "registry_number", "media_type", "audience", "is_public"]
    list_select_related = ["actor"]
    list_filter = ["audience", "is_accessible", "media_type"]
    search_fields = ["title", "registry_number", "actor__name"]
    autocomplete_fields = ["actor"]
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
            save_document(document=obj, by=access_of(request.user), file=form.new_file)

    def delete_model(self, request: HttpRequest, obj: Document) -> None:
        delete_document(document=obj, by=access_of(request.user))

    def delete_queryset(self, request: HttpRequest, queryset) -> None:
        for document in queryset:
            self.delete_model(request, document)
