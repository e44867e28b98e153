from django.db import transaction

from actors.access import access_of
from actors.models import User
from records.services import publish, withdraw
from strategies.choices import ReportState
from strategies.models import ProgressReport
from strategies.rules.reporting import can_hide_report, can_manage_report
from strategies.services.reports.holding import held, require, require_state
from strategies.services.reports.latest import refresh_latest_public
from strategies.services.round_reports.hiding import take_out_report


@transaction.atomic
def publish_report(*, report: ProgressReport, by: User) -> bool:
    """Show a received report to all, from now on; also one that was hidden. Says whether anything
    changed. Raises PermissionDenied, and NotThereError for one that is not received."""
    kept = held(report)
    require(may=can_manage_report(access_of(by), kept))
    require_state(kept, [ReportState.RECEIVED])
    has_changed = publish(record=kept)
    refresh_latest_public([kept.commitment])
    return has_changed


@transaction.atomic
def hide_report(*, report: ProgressReport, by: User) -> bool:
    """Take a report off every public page at once ("Dölj nu"), and out of the reports of rounds.
    Nothing of it is lost. Says whether anything changed. Raises PermissionDenied."""
    kept = held(report)
    require(may=can_hide_report(access_of(by), kept))
    has_changed = withdraw(record=kept)
    take_out_report(kept)
    refresh_latest_public([kept.commitment])
    return has_changed
