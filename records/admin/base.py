"""What the admin of every noun shares."""

from collections.abc import Callable

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import BadRequest, ObjectDoesNotExist
from django.db import models, transaction
from django.db.models import Exists, Model, OuterRef
from django.forms import MultiWidget
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from records.admin.history import OneHistory
from records.admin.widgets import NamedSplitDateTime
from records.forms import CONFIRM, SHOWN, RecordForm, RecordFormSet
from records.models import Dated, Publishable
from records.services import date_content, hold, lock, publish, save_content, withdraw

# What every record has stands after what makes it this one.
COMMON_FIELDS = [
    "sources",
    "reading",
    "published_at",
    "withdrawn_at",
    "content_updated_at",
    "version",
]

# What a form has for itself: the box to confirm personal data, and what it showed.
CARRIED = [CONFIRM, SHOWN]

# The status of a form that came too late: another saved the record meanwhile.
CONFLICT = 409

# The digits of the largest key that both databases hold.
LONGEST_KEY = 19


class PublicPageLink(admin.options.BaseModelAdmin):
    """A link to the public page while there is one. Django's own leads there by way of an address
    that tells a guesser which rows exist."""

    def get_view_on_site_url(self, obj: Model | None = None) -> str | None:
        if obj is None or not hasattr(obj, "get_absolute_url"):
            return None
        is_public = not isinstance(obj, Publishable) or (
            type(obj)._default_manager.public().filter(pk=obj.pk).exists()
        )
        return obj.get_absolute_url() if is_public else None


class ChosenRows(PublicPageLink, OneHistory):
    """A list whose forged choice of rows is bad input, not a crash."""

    def response_action(self, request: HttpRequest, queryset):
        chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
        if not all(key.isascii() and key.isdigit() and len(key) < LONGEST_KEY for key in chosen):
            raise BadRequest("A choice that is no key")
        return super().response_action(request, queryset)


class ShownOnly(admin.options.BaseModelAdmin):
    """Rows to look at: services alone write them, on pages of their own."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class EditedByMany(admin.options.BaseModelAdmin):
    """What two people change at the same time: held while it is saved, and what the second would
    overwrite is shown beside what they wrote (`VersionedForm`)."""

    # Records on whose page this row shows: they are dated with it.
    shown_on: list[str] = []

    def get_fieldsets(self, request: HttpRequest, obj: Model | None = None):
        """What the form carries for itself stands last, also where the fieldsets are given."""
        fieldsets = super().get_fieldsets(request, obj)
        return [*fieldsets, (None, {"fields": CARRIED})]

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None):
        """What is about to change is held, after the pages that are dated with it: everybody takes
        them in that order, so that nobody waits for who waits for them."""
        found = super().get_object(request, object_id, from_field)
        if found is None or not is_about_to_write(request):
            return found
        try:
            for name in self.shown_on:
                if page := getattr(found, name):
                    lock(page)
            return lock(found)
        except ObjectDoesNotExist:
            return None

    def render_change_form(self, request: HttpRequest, context: dict, *args, **kwargs):
        """What two people wrote at the same time stands above the form."""
        forms, lost = [context["adminform"].form], []
        for inline in context["inline_admin_formsets"]:
            forms += inline.formset.forms
            lost += getattr(inline.formset, "lost", [])
        clashes = [form.clash for form in forms if getattr(form, "clash", None)] + lost
        response = super().render_change_form(
            request, {**context, "clashes": clashes}, *args, **kwargs
        )
        response.status_code = CONFLICT if clashes else response.status_code
        return response


class RecordAdmin(EditedByMany, ChosenRows):
    """How every record is edited: what a person changes is dated, and what names it is fixed."""

    form = RecordForm
    save_on_top = True
    list_per_page = 50
    # An address that is typed without a scheme means https, as Django 6 has it.
    formfield_overrides = {
        models.URLField: {"assume_scheme": "https"},
        models.DateTimeField: {"widget": NamedSplitDateTime},
    }
    # Given when a record is made, and never edited: addresses, keys, what it hangs on.
    fixed_fields = ["key", "slug"]

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None):
        names = {field.name for field in self.opts.get_fields()}
        derived = ["content_updated_at", "version"]
        if not issubclass(self.model, Publishable):
            derived.append("published_at")
        fixed = self.fixed_fields if obj is not None else []
        own = super().get_readonly_fields(request, obj)
        return [*own, *(name for name in [*fixed, *derived] if name in names)]

    def get_fields(self, request: HttpRequest, obj: Model | None = None):
        names = list(super().get_fields(request, obj))
        common = [name for name in COMMON_FIELDS if name in names]
        own = [name for name in names if name not in (*common, *CARRIED)]
        return own + common

    def get_prepopulated_fields(self, request: HttpRequest, obj: Model | None = None):
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def save_model(self, request: HttpRequest, obj: Model, form, change: bool) -> None:
        if change and not form.has_changed():
            return
        save_and_date(obj)
        self.date_pages(obj)

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        super().delete_model(request, obj)
        self.date_pages(obj)

    def delete_queryset(self, request: HttpRequest, queryset) -> None:
        rows = list(queryset)
        super().delete_queryset(request, queryset)
        for row in rows:
            self.date_pages(row)

    def date_pages(self, row: Model) -> None:
        """The pages that show the row have changed with it."""
        for name in self.shown_on:
            if page := getattr(row, name):
                date_content(record=page)

    def save_related(self, request: HttpRequest, form, formsets, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        rows_changed = any(formset.has_changed() for formset in formsets)
        if rows_changed and not form.has_changed() and isinstance(form.instance, Dated):
            date_content(record=form.instance)

    def save_formset(self, request: HttpRequest, form, formset, change: bool) -> None:
        rows = formset.save(commit=False)
        for row in formset.deleted_objects:
            row.delete()
        for row in rows:
            save_and_date(row)
        formset.save_m2m()


class RecordInline(PublicPageLink, admin.options.InlineModelAdmin):
    """Rows beside their record, with the same guard of personal data."""

    form = RecordForm
    formset = RecordFormSet
    extra = 0
    # Low enough that a row stays a row.
    formfield_overrides = {
        models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 3, "cols": 50})},
        models.DateTimeField: {"widget": NamedSplitDateTime},
    }

    def get_fields(self, request: HttpRequest, obj: Model | None = None):
        names = super().get_fields(request, obj)
        return [*(name for name in names if name not in CARRIED), *CARRIED]

    def formfield_for_dbfield(self, db_field, request: HttpRequest, **kwargs):
        """In a table the heading of the column is the only label, and it names no field to a screen
        reader."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and not isinstance(field.widget, MultiWidget):
            field.widget.attrs.setdefault("aria-label", capfirst(field.label))
        return field

    def get_queryset(self, request: HttpRequest):
        rows = super().get_queryset(request)
        return hold(rows) if is_about_to_write(request) else rows


def is_about_to_write(request: HttpRequest) -> bool:
    """Whether rows that are read now may be written, in a transaction that can hold them."""
    return request.method == "POST" and transaction.get_connection().in_atomic_block


def save_and_date(record: Model) -> None:
    if isinstance(record, Dated):
        save_content(record=record)
    else:
        record.save()


class PublishableAdmin(RecordAdmin):
    """A record that is published and withdrawn, one or several at a time."""

    actions = ["publish_chosen", "withdraw_chosen"]

    def get_queryset(self, request: HttpRequest):
        """Each with whether it is public, by the one rule of visibility."""
        public = self.model.objects.public().filter(pk=OuterRef("pk"))
        return super().get_queryset(request).annotate(shows_publicly=Exists(public))

    @admin.display(description=_("syns för alla"), boolean=True)
    def is_public(self, record) -> bool:
        return record.shows_publicly

    @admin.action(description=_("Publicera valda"))
    def publish_chosen(self, request: HttpRequest, queryset) -> None:
        done = self.change_chosen(request, queryset, self.publish_row)
        message = ngettext("%(count)d publicerades.", "%(count)d publicerades.", done)
        self.message_user(request, message % {"count": done})

    @admin.action(description=_("Avpublicera valda"))
    def withdraw_chosen(self, request: HttpRequest, queryset) -> None:
        done = self.change_chosen(request, queryset, self.withdraw_row)
        message = ngettext("%(count)d avpublicerades.", "%(count)d avpublicerades.", done)
        self.message_user(request, message % {"count": done})

    def change_chosen(self, request: HttpRequest, queryset, change: Callable[..., bool]) -> int:
        """Change each, date the pages that show it, and count what changed."""
        changed = [record for record in queryset if change(request, record)]
        for record in changed:
            self.date_pages(record)
        return len(changed)

    def publish_row(self, request: HttpRequest, record: Publishable) -> bool:
        return publish(record=record)

    def withdraw_row(self, request: HttpRequest, record: Publishable) -> bool:
        return withdraw(record=record)


class KeptAdmin(RecordAdmin):
    """What others hang on is corrected or ended, never deleted."""

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
