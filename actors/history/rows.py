"""The history as a person reads it: who, what, to what, from what to what."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from auditlog.models import LogEntry
from django.contrib import admin
from django.db.models import CharField, ForeignKey, Model, Prefetch, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actors.access import Access, valid_on_q
from actors.models import Actor, Membership, User
from actors.rules import visible_history_parts
from records.choices import Verb
from records.history import HIDDEN
from records.history.values import Change, changes_of

ACTIONS = {
    LogEntry.Action.CREATE: _("lade till"),
    LogEntry.Action.UPDATE: _("ändrade"),
    LogEntry.Action.DELETE: _("tog bort"),
    LogEntry.Action.ACCESS: _("öppnade"),
}
OF_ROLES = {
    LogEntry.Action.CREATE: _("gav en roll"),
    LogEntry.Action.DELETE: _("tog bort en roll"),
}
# Where the name of a record stands, the first that it has.
NAME_FIELDS = ("name", "title", "heading", "text")

Names = dict[tuple[type[Model], int], str]


@dataclass(frozen=True)
class HistoryRow:
    """`who` is empty where a command or nobody signed in did it; `address` where none leads to it.
    `is_content`: the name is a record's own, thus Swedish."""

    at: datetime
    who: str
    what: str
    kind: str
    name: str
    is_content: bool
    address: str
    for_actor: str
    why: str
    changes: list[Change]


def visible_history(access: Access) -> QuerySet[LogEntry]:
    """All rows for a superuser, those about their own people for a coordinator; newest first."""
    rows = LogEntry.objects.select_related("content_type").order_by("-timestamp", "-pk")
    if access.is_superuser:
        return rows
    if not access.coordinates:
        return rows.none()
    every = LogEntry.objects.order_by().values("pk")
    parts = [every.filter(part) for part in visible_history_parts(access)]
    return rows.filter(pk__in=parts[0].union(*parts[1:]))


def history_rows(entries: Sequence[LogEntry], *, access: Access) -> list[HistoryRow]:
    """Read models of one page of the history, in a constant number of queries: people with their
    organisations, and one for the names of all that is mentioned."""
    people = names_of_people(set(mentioned_people(entries)))
    names: Names = names_of_records(mentioned_records(entries))
    names |= {(User, key): name for key, name in people.items()}
    return [row_of(entry, names, with_addresses=access.is_superuser) for entry in entries]


def row_of(entry: LogEntry, names: Names, *, with_addresses: bool) -> HistoryRow:
    data = entry.additional_data or {}
    model = entry.content_type.model_class()
    person = person_told_of(entry)
    kind = str(model._meta.verbose_name) if model else entry.content_type.model
    # What is told by its key is called by its kind there already.
    told = entry.object_repr.removeprefix(f"{kind} ")
    return HistoryRow(
        at=entry.timestamp,
        who=names.get((User, entry.actor_id), "") if entry.actor_id else "",
        what=what_was_done(entry.action, data.get("verb", "")),
        kind=kind,
        name=names.get((User, person), told) if person else told,
        is_content=person is None,
        address=admin_address(entry, model) if with_addresses else "",
        for_actor=names.get((Actor, data.get("for_actor", 0)), ""),
        why=gettext("dolt") if data.get("why") == HIDDEN else data.get("why", ""),
        changes=list(changes_of(entry, names)),
    )


def what_was_done(action: int, verb: str) -> str:
    if verb == Verb.ROLE_CHANGED and action in OF_ROLES:
        return str(OF_ROLES[action])
    return str(Verb(verb).label if verb in Verb.values else ACTIONS[action])


def admin_address(entry: LogEntry, model: type[Model] | None) -> str:
    """The record in the admin, unless this row tells that it was removed."""
    if model is None or entry.action == LogEntry.Action.DELETE:
        return ""
    if not admin.site.is_registered(model):
        return ""
    options = model._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[entry.object_pk])


def person_told_of(entry: LogEntry) -> int | None:
    """The key of the person that the row is about, where it is about one."""
    if entry.content_type.model_class() is User:
        return entry.object_id
    return (entry.additional_data or {}).get("person")


def mentioned_people(entries: Iterable[LogEntry]) -> Iterable[int]:
    for entry in entries:
        yield from (key for key in (entry.actor_id, person_told_of(entry)) if key)
    yield from (key for model, key in foreign_keys(entries) if model is User)


def mentioned_records(entries: Sequence[LogEntry]) -> dict[type[Model], set[int]]:
    mentioned = defaultdict(set)
    for model, key in foreign_keys(entries):
        if model is not User:
            mentioned[model].add(key)
    for entry in entries:
        if for_actor := (entry.additional_data or {}).get("for_actor"):
            mentioned[Actor].add(for_actor)
    return mentioned


def foreign_keys(entries: Iterable[LogEntry]) -> Iterable[tuple[Any, int]]:
    """What the changed foreign keys lead from and to."""
    for entry in entries:
        model = entry.content_type.model_class()
        fields = {field.name: field for field in model._meta.concrete_fields} if model else {}
        for name, change in (entry.changes or {}).items():
            if isinstance(fields.get(name), ForeignKey) and isinstance(change, list):
                yield from ((fields[name].related_model, key) for key in change if key)


def names_of_people(keys: set[int]) -> dict[int, str]:
    """As they are called now. Whose details are protected is told by organisation alone."""
    current = Membership.objects.filter(valid_on_q(timezone.localdate())).select_related("actor")
    people = User.objects.filter(pk__in=keys).prefetch_related(Prefetch("memberships", current))
    return {person.pk: name_of_person(person) for person in people}


def name_of_person(person: User) -> str:
    if person.is_anonymised or not person.protected:
        return str(person)
    places = [membership.actor.name for membership in person.memberships.all()]
    return ", ".join([gettext("Handläggare"), *places[:1]])


def names_of_records(mentioned: dict[type[Model], set[int]]) -> Names:
    """The names of records of several nouns, by one query for all of them."""
    models = list(mentioned)
    queries = [
        model._base_manager.filter(pk__in=mentioned[model])
        .order_by()
        .annotate(
            model_number=Value(place),
            words=Cast(name_field(model), output_field=TextField()),
        )
        .values_list("model_number", "pk", "words")
        for place, model in enumerate(models)
    ]
    if not queries:
        return {}
    found = queries[0].union(*queries[1:], all=True)
    return {(models[place], key): words for place, key, words in found}


def name_field(model: type[Model]) -> Any:
    fields = {field.name for field in model._meta.concrete_fields}
    known = next((name for name in NAME_FIELDS if name in fields), None)
    return known or Value("", output_field=CharField())
