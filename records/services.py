"""State changes that every publishable record shares."""

from django.db import transaction
from django.utils import timezone

from records.models import Dated, Publishable


@transaction.atomic
def save_content(*, record: Dated) -> None:
    """Save what a person changed, and date it: the page then says "Uppdaterad i Samordna"."""
    record.content_updated_at = timezone.now()
    record.save()


@transaction.atomic
def publish(*, record: Publishable) -> None:
    """Make a record public from now on, if its parent is; what is public already stays as dated."""
    now = timezone.now()
    is_up = record.published_at and record.published_at <= now and not record.withdrawn_at
    if is_up:
        return
    record.published_at = now
    record.withdrawn_at = None
    save_content(record=record)


@transaction.atomic
def withdraw(*, record: Publishable) -> None:
    """Take a record off every public page at once. Nothing of it is lost."""
    if record.published_at is None or record.withdrawn_at is not None:
        return
    record.withdrawn_at = timezone.now()
    save_content(record=record)
