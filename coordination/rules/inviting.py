"""Who answers an invitation, and until when: who is invited in person; reporters and up of the
organisation where no person is named. Who runs the meeting enters what was said by telephone."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from actors.access import Access
from coordination.choices import MeetingState
from records.partial_dates import has_passed

if TYPE_CHECKING:
    from coordination.models import Invitee, Meeting


def own_invitation_q(access: Access) -> Q:
    is_for_organisation = Q(person__isnull=True, actor__in=access.reports)
    return Q(person=access.user_id) | is_for_organisation


def is_own_invitation(access: Access, invitee: "Invitee") -> bool:
    if invitee.person_id is not None:
        return invitee.person_id == access.user_id
    return invitee.actor_id in access.reports


def is_too_late(meeting: "Meeting", *, now: datetime | None = None) -> bool:
    """Whether nobody can be invited, answer or be told any more. Not as long as it may be to come,
    though it may have begun (`Meeting.has_begun`): on a day without an hour, who hears in the
    morning that it is cancelled does not travel."""
    at = now or timezone.now()
    if meeting.state == MeetingState.HELD:
        return True
    if meeting.starts_at is not None:
        return meeting.starts_at <= at
    return has_passed(meeting.on, timezone.localdate(at))
