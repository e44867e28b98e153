"""Who may read what is published: everybody, while it is published and not withdrawn."""

from datetime import datetime
from typing import Protocol

from django.db.models import Q
from django.db.models.functions import Now


def published_q(prefix: str = "") -> Q:
    """Rows (or those behind `prefix`) that are published and not withdrawn.

    Only the row's own state: the rule of each noun adds that its parent is public too. The
    database's clock decides, so a queryset that a class holds never grows old.
    """
    still_up = Q(**{f"{prefix}withdrawn_at__isnull": True}) | Q(
        **{f"{prefix}withdrawn_at__gt": Now()}
    )
    return Q(**{f"{prefix}published_at__lte": Now()}) & still_up


class Published(Protocol):
    published_at: datetime | None
    withdrawn_at: datetime | None


def is_published(record: Published, *, at: datetime) -> bool:
    """The same of one record: whether it, whatever its parent, is published and not withdrawn."""
    has_come_up = record.published_at is not None and record.published_at <= at
    return has_come_up and (record.withdrawn_at is None or record.withdrawn_at > at)
