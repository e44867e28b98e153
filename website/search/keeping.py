"""Keeps the index true, in the transaction of what changes. Derived data is the one thing here that
signals may write: no service, command or form has to think of it.

`update()`, `bulk_create()` and `_raw_delete()` send no signal. Services use them on nothing that
the index tells; what loads or removes many rows past their models calls `rebuild` itself
(`load_reference`), or removes the entries (`remove_demo`).
"""

from functools import partial
from typing import Any

from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save

from website.search.indexing import index
from website.search.kinds import KINDS
from website.search.kinds.base import Kind

# What no entry tells, and what often changes alone.
UNTOLD = frozenset(
    {"content_updated_at", "published_at", "withdrawn_at", "version", "handler", "deputy",
     "handler_since", "state", "notes_state"}
)  # fmt: skip
AFTER = ("post_add", "post_remove", "post_clear")


def keep_index() -> None:
    """Ask to be told of every change, once, when the site starts."""
    for kind in KINDS:
        for path in ("pk", *kind.above, *kind.links):
            told = partial(row_saved, kind, path)
            post_save.connect(told, sender=model_at(kind, path), weak=False)
        post_delete.connect(partial(row_deleted, kind), sender=kind.model, weak=False)
        for path in kind.links:
            owner, _, name = path.rpartition("__")
            through = model_at(kind, owner)._meta.get_field(name).remote_field.through
            linked = partial(links_changed, kind, owner or "pk")
            m2m_changed.connect(linked, sender=through, weak=False)


def model_at(kind: Kind, path: str) -> Any:
    """The model to which a path of the kind leads."""
    model: Any = kind.model
    for name in path.split("__") if path not in ("", "pk") else ():
        model = model._meta.get_field(name).related_model
    return model


def row_saved(kind: Kind, path: str, *, instance: Model, created: bool, **others: Any) -> None:
    """Index the record that was saved, or those that tell of it."""
    fields = others.get("update_fields")
    is_new_above = created and path != "pk"
    if others.get("raw") or is_new_above or (fields is not None and UNTOLD.issuperset(fields)):
        return
    index_at(kind, {path: instance.pk})


def row_deleted(kind: Kind, *, instance: Model, **others: Any) -> None:
    index(kind, [instance.pk])


def links_changed(
    kind: Kind, owner: str, *, action: str, instance: Model, reverse: bool, pk_set: Any,
    **others: Any,
) -> None:  # fmt: skip
    """Index the records whose links changed, from whichever end."""
    if action not in AFTER:
        return
    if not reverse:
        index_at(kind, {owner: instance.pk})
    elif pk_set is None:
        # All of one end went at once, and nobody says which they were.
        index_at(kind, {})
    elif pk_set:
        index_at(kind, {f"{owner}__in": pk_set})


def index_at(kind: Kind, where: dict[str, Any]) -> None:
    keys = kind.model._default_manager.filter(**where).order_by().values_list("pk", flat=True)
    if found := set(keys):
        index(kind, found)
