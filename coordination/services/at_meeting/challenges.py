from django.core.exceptions import PermissionDenied
from django.db import transaction

from actors.access import access_of
from actors.models import User
from coordination.models import Challenge
from coordination.rules.challenges import can_edit_challenge
from coordination.services.at_meeting.rows import remove, save_changed, save_new
from coordination.services.writing import hold_for_writing
from records.services import lock


@transaction.atomic
def record_challenge(*, challenge: Challenge, by: User) -> Challenge:
    """Keep a challenge that was raised at its meeting, under its item or none. Raises
    PermissionDenied for who does not run the meeting; ValidationError once its notes are final."""
    challenge.is_noted = True
    return save_new(challenge, by=by)


@transaction.atomic
def change_challenge(*, challenge: Challenge, by: User) -> Challenge:
    """Save what was changed. Raises as `record_challenge`; a challenge that a network of others has
    is theirs to change."""
    require_own(challenge, by)
    save_changed(challenge, by=by)
    return challenge


@transaction.atomic
def remove_challenge(*, challenge: Challenge, by: User) -> None:
    """Take away what was not raised. Raises as `change_challenge`."""
    remove(require_own(challenge, by), by=by)


def require_own(challenge: Challenge, by: User) -> Challenge:
    """As it is stored, whatever the caller has filled in. The meeting is held first, as
    everywhere."""
    assert challenge.meeting is not None
    hold_for_writing(challenge.meeting, by)
    kept = lock(challenge)
    if not can_edit_challenge(access_of(by), kept):
        raise PermissionDenied
    return kept
