"""State changes that every publishable record shares."""

from datetime import datetime
from typing import TypeVar

from django.db import transaction
from django.utils import timezone

from records.models import Dated, Publishable
from records.rules import is_published

Record = TypeVar("Record", bound=Publishable)


@transaction.atomic
def save_content(*, record: Dated) -> None:
    """Save what a person changed, and date it: the page then says "Uppdaterad i Samordna".

    The caller has cleaned it (`full_clean`, or a form): nothing is guarded here again.
    """
    record.content_updated_at = timezone.now()
    record.save()


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
    return type(record)._default_manager.select_for_update().get(pk=record.pk)


def save_publishing(record: Publishable, *, now: datetime) -> None:
    """Only these fields: an edit that somebody saves meanwhile is not overwritten."""
    record.content_updated_at = now
    record.save(update_fields=["published_at", "withdrawn_at", "content_updated_at"])
