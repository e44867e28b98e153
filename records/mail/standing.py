"""How the outbox stands, for those who watch the service."""

from datetime import timedelta

from django.db.models import Min
from django.utils import timezone

from records.models import OutgoingMail

STANDS_STILL_AFTER = timedelta(hours=24)


def outbox_age() -> timedelta | None:
    """How long the oldest letter has waited; None when none waits."""
    oldest = OutgoingMail.objects.unsent().aggregate(since=Min("waiting_since"))["since"]
    return timezone.now() - oldest if oldest else None


def outbox_stands_still(age: timedelta | None) -> bool:
    """Whether something has waited a day and nothing has left in that day.

    One full mailbox is its owner's trouble: while other letters leave, the service is well.
    """
    if age is None or age < STANDS_STILL_AFTER:
        return False
    recently = timezone.now() - STANDS_STILL_AFTER
    return not OutgoingMail.objects.filter(sent_at__gt=recently).exists()
