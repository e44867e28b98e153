from django.db import transaction

from actors.access import access_of
from actors.models import User
from strategies.models import ProgressReport
from strategies.rules.reporting import can_manage_report, can_report
from strategies.services.reports.holding import held, require


@transaction.atomic
def set_registry_numbers(
    *,
    report: ProgressReport,
    by: User,
    registry_number: str | None = None,
    received_registry_number: str | None = None,
) -> ProgressReport:
    """Note under which number each side has registered the report. None leaves a number as it is.

    Each side writes its own. Raises PermissionDenied, and ValidationError for what is no number.
    """
    kept = held(report)
    access = access_of(by)
    if registry_number is not None:
        require(may=can_report(access, kept.commitment))
        kept.registry_number = registry_number
    if received_registry_number is not None:
        require(may=can_manage_report(access, kept))
        kept.received_registry_number = received_registry_number
    kept.full_clean()
    kept.save()
    return kept
