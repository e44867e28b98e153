"""State changes that every publishable record shares."""

from datetime import datetime
from typing import TypeVar

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone

from records.models import Dated, Publishable
from records.rules import is_published

Record = TypeVar("Record", bound=Model)


@transaction.atomic
def save_content(*, record: Dated) -> None:
    """Save what a person changed, and date it: the page then says "Uppdaterad i Samordna".

    The caller has cleaned it (`full_clean`, or a form): nothing is guarded here again.
    """
    record.content_updated_at = timezone.now()
    record.save()


@transaction.atomic
def date_content(*, record: Dated) -> None:
    """Date a record of which something changed that shows on its page, and nothing else of it: an
    edit that somebody saves meanwhile is not overwritten."""
    locked = lock(record)
    locked.content_updated_at = timezone.now()
    locked.save(update_fields=["content_updated_at"])


@transaction.atomic
def publish(*, record: Publishable) -> bool:
    """Make a record public from now on, if its parent is, and say whether anything changed.

    What is public stays as it is dated, also where it is to be withdrawn later.
    """
    now = timezone.now()
    locked = lock(record)
    if is_published(locked, at=now):
        return False
    locked.published_at = now
    locked.withdrawn_at = None
    save_publishing(locked, now=now)
    return True


@transaction.atomic
def withdraw(*, record: Publishable) -> bool:
    """Take a record off every public page at once, or keep it from coming there, and say whether
    anything changed. Nothing of it is lost."""
    now = timezone.now()
    locked = lock(record)
    if is_published(locked, at=now):
        locked.withdrawn_at = now
    elif locked.published_at is not None and locked.published_at > now:
        locked.published_at = locked.withdrawn_at = None
    else:
        return False
    save_publishing(locked, now=now)
    return True


def lock(record: Record) -> Record:
    """The row as it stands now, held until the transaction ends."""
    return hold(type(record)._default_manager.all()).get(pk=record.pk)


def hold(rows: QuerySet[Record]) -> QuerySet[Record]:
    """These rows as they stand when they are read, held until the transaction ends."""
    return rows.select_for_update(of=("self",))


def save_publishing(record: Publishable, *, now: datetime) -> None:
    """Only these fields: an edit that somebody saves meanwhile is not overwritten."""
    record.content_updated_at = now
    record.save(update_fields=["published_at", "withdrawn_at", "content_updated_at"])
