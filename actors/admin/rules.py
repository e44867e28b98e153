"""The one way into the admin for editors: every door asks the rules.

An editor is a coordinator of some organisation (`Access.is_editor`). A list holds what they may
change; what they may only read can be chosen as the other end of a tie, and is 403 as a page; what
they may not read is not there at all.
"""

from dataclasses import replace
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db.models import ForeignKey, Model
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _

from actors.access import Access, access_of
from actors.forms import RuleForm, ruled
from actors.services.publishing import publish_as, withdraw_as
from records.admin import PublishableAdmin, RecordAdmin, RecordInline
from records.history import note_reading
from records.models import Publishable

# What a list's filters write into an address after the name of the field.
FILTER_ENDINGS = ("", "__exact", "__id__exact", "__isnull", "__isempty")


def access_in(request: HttpRequest) -> Access:
    return access_of(request.user)


def is_referred_to(row: Model) -> bool:
    """Whether a many-to-many of some other row leads here: deleting would untie it in silence."""
    ties = (tie for tie in row._meta.related_objects if tie.many_to_many)
    return any(getattr(row, tie.get_accessor_name()).exists() for tie in ties if tie.related_name)


def is_newly_tied(row: Model, name: str) -> bool:
    """Whether a row about to be saved leads by that foreign key where it did not lead before."""
    now = getattr(row, f"{name}_id")
    before = type(row)._default_manager.filter(pk=row.pk).values_list(f"{name}_id", flat=True)
    return now is not None and now not in before


class RuledChoices(admin.options.BaseModelAdmin):
    """Ties lead to rows that the person may read, and a tie to another row is kept unseen."""

    def formfield_for_foreignkey(self, db_field, request: HttpRequest, **kwargs):
        kwargs.setdefault("queryset", self.choices_of(db_field, request))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request: HttpRequest, **kwargs):
        kwargs.setdefault("queryset", self.choices_of(db_field, request))
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def choices_of(self, db_field, request: HttpRequest):
        """The question is built once a request: a strategy's page puts it for each kind of row."""
        built = request.__dict__.setdefault("choices_by_model", {})
        noun = db_field.related_model
        if noun not in built:
            built[noun] = self.admin_site.get_model_admin(noun).get_queryset(request)
        return built[noun]


class EditableRows(ChangeList):
    """Lists what the person may change."""

    def get_queryset(self, request: HttpRequest, exclude_parameters=None):
        self.root_queryset = self.model_admin.editable_rows(
            self.model_admin.get_queryset(request), access_in(request)
        )
        return super().get_queryset(request, exclude_parameters)


class RuleAdmin(RuledChoices, RecordAdmin):
    """A noun's doors. Its model has `.visible_to(access)` and `.editable_by(access)`."""

    form = RuleForm

    # ---- the rules, which a noun gives

    def can_edit(self, access: Access, row: Any) -> bool:
        raise NotImplementedError

    def visible_rows(self, queryset, access: Access):
        return queryset.visible_to(access)

    def editable_rows(self, queryset, access: Access):
        return queryset.editable_by(access)

    # ---- rows

    def get_queryset(self, request: HttpRequest):
        return self.visible_rows(super().get_queryset(request), access_in(request))

    def get_changelist(self, request: HttpRequest, **kwargs):
        return EditableRows

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        """What one may not read is not there; Django would lead to the start of the admin."""
        raise Http404

    def get_object(self, request: HttpRequest, object_id, from_field=None):
        try:
            return super().get_object(request, object_id, from_field)
        except OverflowError:
            return None

    def lookup_allowed(self, lookup: str, value, request=None) -> bool:
        """Only what the list's filters write: a lookup along a tie would guess at hidden rows."""
        names = self.get_list_filter(request)
        return any(lookup == f"{name}{ending}" for name in names for ending in FILTER_ENDINGS)

    # ---- doors

    def has_module_permission(self, request: HttpRequest) -> bool:
        return access_in(request).is_editor

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.has_change_permission(request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return access_in(request).is_editor

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        access = access_in(request)
        return access.is_editor and (obj is None or self.can_edit(access, obj))

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """What has been public is withdrawn, never deleted; what others refer to stays too."""
        was_public = isinstance(obj, Publishable) and obj.published_at is not None
        if was_public or (obj is not None and is_referred_to(obj)):
            return False
        return self.has_change_permission(request, obj)

    def history_view(self, request: HttpRequest, object_id, extra_context=None):
        """It names persons: for superusers."""
        if not access_in(request).is_superuser:
            raise PermissionDenied
        return super().history_view(request, object_id, extra_context)

    def get_deleted_objects(self, objs, request: HttpRequest):
        """Django names every row that hangs on these, also those that the person may not read."""
        nested, counts, perms_needed, protected = super().get_deleted_objects(objs, request)
        if protected and not access_in(request).is_superuser:
            protected = [_("Annat i Samordna hänger på det här.")]
        return nested, counts, perms_needed, protected

    # ---- forms

    def get_changeform_initial_data(self, request: HttpRequest) -> dict:
        """Nothing from the address: Django would put there whatever a link says."""
        return {}

    def render_change_form(self, request: HttpRequest, context: dict, *args, **kwargs):
        if record := self.page_of(context.get("original")):
            as_member = replace(access_in(request), is_superuser=False)
            rows = type(record)._default_manager.filter(pk=record.pk)
            note_reading(
                record=record,
                by=request.user,
                may_read_anyway=rows.visible_to(as_member).exists(),
            )
        return super().render_change_form(request, context, *args, **kwargs)

    def page_of(self, record: Model | None) -> Any:
        """What a reader of the row reads of: the row itself, or what it stands in."""
        if record is None or isinstance(record, Publishable):
            return record
        pages = (getattr(record, name) for name in self.shown_on)
        return next((page for page in pages if isinstance(page, Publishable)), None)

    def get_form(self, request: HttpRequest, obj: Model | None = None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        return ruled(form, access_in(request), self.can_edit)

    def hidden_ties(self, request: HttpRequest, obj: Model | None) -> list[str]:
        """Foreign keys to rows that the person may not read: they stay, and are not shown."""
        return [
            field.name
            for field in self.opts.fields
            if obj is not None
            and isinstance(field, ForeignKey)
            and (pk := getattr(obj, field.attname)) is not None
            and not self.choices_of(field, request).filter(pk=pk).exists()
        ]

    def get_fieldsets(self, request: HttpRequest, obj: Model | None = None):
        hidden = self.hidden_ties(request, obj)
        return [
            (title, options | {"fields": [f for f in options["fields"] if f not in hidden]})
            for title, options in super().get_fieldsets(request, obj)
        ]


class RulePublishableAdmin(RuleAdmin, PublishableAdmin):
    """The doors of a noun that is published."""

    def publish_row(self, request: HttpRequest, record: Publishable) -> bool:
        return publish_as(record=record, by=access_in(request))

    def withdraw_row(self, request: HttpRequest, record: Publishable) -> bool:
        return withdraw_as(record=record, by=access_in(request))


class RuleInline(RuledChoices, RecordInline):
    """Rows that may be changed with the record that they stand beside, and only those that the
    person may read."""

    form = RuleForm

    def can_edit(self, access: Access, row: Any) -> bool:
        """Whether the row may become so; the record beside it was asked about already."""
        return True

    def get_formset(self, request: HttpRequest, obj: Model | None = None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.form = ruled(formset.form, access_in(request), self.can_edit)
        return formset

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).visible_to(access_in(request))

    def may(self, request: HttpRequest, obj: Model | None) -> bool:
        above = self.admin_site.get_model_admin(self.parent_model)
        return above.has_change_permission(request, obj)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.may(request, obj)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.may(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.may(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.may(request, obj)
