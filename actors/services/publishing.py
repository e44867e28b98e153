"""Publishing and withdrawing by somebody, who must be allowed to."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from actors.access import Access
from records import services
from records.models import Publishable


@transaction.atomic
def publish_as(*, record: Publishable, by: Access) -> bool:
    """`records.services.publish`, for who may change the record. Raises PermissionDenied."""
    require_editable(record, by)
    return services.publish(record=record)


@transaction.atomic
def withdraw_as(*, record: Publishable, by: Access) -> bool:
    """`records.services.withdraw`, for who may change the record. Raises PermissionDenied."""
    require_editable(record, by)
    return services.withdraw(record=record)


def require_editable(record: Publishable, by: Access) -> None:
    """Asks the rule of the record's own list. Raises PermissionDenied."""
    rows = type(record)._default_manager.filter(pk=record.pk)
    if not rows.editable_by(by).exists():  # type: ignore[attr-defined]
        raise PermissionDenied
