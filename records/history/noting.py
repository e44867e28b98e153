"""What is worth keeping though no row changed."""

from typing import Any

from auditlog.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.utils import timezone

from records.choices import Verb
from records.history.teller import told_as


def note(
    *,
    verb: Verb,
    on: Model,
    by: Any = None,
    for_actor: int | None = None,
    why: str = "",
    changes: dict[str, Any] | None = None,
) -> LogEntry:
    """Keep that something was done with a record: a sign-in, an export, a reading.

    `by` is the person (None: a command), `for_actor` the key of the organisation it was done for,
    `changes` as the history writes them: {"field": [from, to]}. Nothing in them may name a person.
    """
    with told_as(by=by, verb=verb, for_actor=for_actor, why=why):
        return LogEntry.objects.log_create(
            on, force_log=True, action=LogEntry.Action.ACCESS, changes=changes
        )


def note_reading(*, record: Model, by: Any, may_read_anyway: bool) -> bool:
    """Keep that a superuser opened what is not public and no membership opens for them.

    Once a day for each person and record: the history tells who looked, not how often they came
    back. `may_read_anyway`: whether the rule of reading lets the person in without being superuser.
    Says whether a row was written. What everybody may read is nobody's secret.
    """
    if may_read_anyway or not by.is_superuser:
        return False
    if type(record)._default_manager.public().filter(pk=record.pk).exists():  # type: ignore[attr-defined]
        return False
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    is_told = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(record),
        object_id=record.pk,
        actor_id=by.pk,
        timestamp__gte=midnight,
        additional_data__verb=Verb.READ_DRAFT,
    ).exists()
    if not is_told:
        note(verb=Verb.READ_DRAFT, on=record, by=by)
    return not is_told
