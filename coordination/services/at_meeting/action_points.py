from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from actors.models import User
from coordination.models import ActionPoint
from coordination.services.at_meeting.rows import remove, save_changed, save_new
from coordination.services.writing import hold_for_writing
from records.services import lock

FOLLOWED = _("Åtgärdspunkten är avslutad eller har blivit ett åtagande. Den måste stå kvar.")


@transaction.atomic
def record_action_point(*, point: ActionPoint, by: User) -> ActionPoint:
    """Keep what an organisation promised at its meeting, under its item or none. Raises
    PermissionDenied for who does not run the meeting; ValidationError once its notes are final."""
    return save_new(point, by=by)


@transaction.atomic
def change_action_point(*, point: ActionPoint, by: User) -> ActionPoint:
    """Save what was changed. Raises as `record_action_point`."""
    save_changed(point, by=by)
    return point


@transaction.atomic
def remove_action_point(*, point: ActionPoint, by: User) -> None:
    """Take away what was not promised. Raises as `record_action_point`, and ValidationError for
    what is closed or became a commitment."""
    assert point.meeting is not None
    hold_for_writing(point.meeting, by)
    kept = lock(point)
    if not kept.is_open or kept.commitment_id is not None:
        raise ValidationError(FOLLOWED)
    remove(kept, by=by)
