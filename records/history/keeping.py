"""Which fields of which noun are kept, and what is filled in when a row is written."""

from collections.abc import Collection, Iterable
from typing import Any

from auditlog.models import LogEntry
from auditlog.registry import auditlog
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model
from django.utils.translation import override

from records.history.teller import person_acting, story_told

# Counted or worked out from what is kept beside them.
DERIVED = frozenset({"version", "content_updated_at", "public_id"})
HIDDEN = "***"

_told_by_key: set[type[Model]] = set()


def keep(
    model: type[Model],
    *,
    but: Collection[str] = (),
    many: Collection[str] = (),
    hidden: Collection[str] = (),
    by_key: bool = False,
) -> None:
    """Keep the history of a noun, from now on and wherever a row is saved or deleted.

    `but`: fields that are not kept. `many`: many-to-many fields that are. `hidden`: of these only
    that they changed. `by_key`: its words name a person, so its rows are told by their number.
    `update()` and `bulk_create()` tell nothing: who uses them on such a noun writes a `note()`.
    """
    if any(field.related_model is get_user_model() for field in many_fields(model, many)):
        raise ImproperlyConfigured("A many-to-many to persons would write their names.")
    if by_key:
        _told_by_key.add(model)
    auditlog.register(
        model,
        include_fields=[field for field in own_fields(model) if field not in but],
        mask_fields=list(hidden),
        mask_callable="records.history.keeping.hide",
        m2m_fields=list(many),
    )


def own_fields(model: type[Model]) -> Iterable[str]:
    """Its columns. The library left alone also tells of everything that hangs on the row."""
    return [
        field.name
        for field in model._meta.concrete_fields
        if not field.primary_key and field.name not in DERIVED
    ]


def many_fields(model: type[Model], names: Collection[str]) -> list[Any]:
    return [model._meta.get_field(name) for name in names]


def kept_fields(model: type[Model]) -> list[str]:
    return list(auditlog.get_model_fields(model)["include_fields"])


def hide(value: str) -> str:
    return HIDDEN


def complete(sender: type[LogEntry], instance: LogEntry, **kwargs: Any) -> None:
    """Say who and why in a row that is about to be written, and take out what names a person."""
    if not instance._state.adding:
        return
    if instance.actor is None:
        instance.actor = person_acting()
    # The library would copy these beside: an address outlives the person who is anonymised.
    instance.actor_email = instance.remote_addr = instance.remote_port = None
    instance.additional_data = {**(instance.additional_data or {}), **story_told()} or None
    model = instance.content_type.model_class()
    if model in _told_by_key:
        # The history is one, whatever language the person reads Samordna in.
        with override(settings.LANGUAGE_CODE):
            instance.object_repr = f"{model._meta.verbose_name} {instance.object_pk}"
