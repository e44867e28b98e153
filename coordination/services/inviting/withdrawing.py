"""Taking somebody off the list of those invited."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.models import User
from actors.services import revoke_links
from coordination.models import Invitee
from coordination.rules.inviting import is_too_late
from coordination.services.inviting.holding import held_meeting
from coordination.services.inviting.letters import PURPOSE, Mailing, write_cancelled
from records.history import told_as
from records.services import hold


@transaction.atomic
def withdraw_invitee(*, invitee: Invitee, by: User) -> Invitee:
    """Invite somebody no longer: their link opens nothing, and who got the letter gets another, by
    which their calendar lets the meeting go. Nobody else is told. Done already, nothing happens.

    Raises PermissionDenied; ValidationError once the meeting has begun.
    """
    meeting = held_meeting(invitee.meeting, by)
    kept = hold(meeting.invitees.select_related("person", "actor")).get(pk=invitee.pk)
    if kept.withdrawn_at is not None:
        return kept
    if is_too_late(meeting):
        raise ValidationError(_("Mötet har redan börjat eller hållits."))
    with told_as(by=by, for_actor=meeting.maintained_by.pk):
        revoke_links(purpose=PURPOSE, about=kept.public_id)
        kept.withdrawn_at = timezone.now()
        if kept.sent_at is not None and kept.address and not meeting.is_cancelled:
            meeting.sequence += 1
            meeting.save(update_fields=["sequence"])
            kept.sent_sequence = meeting.sequence
            mailing = Mailing(meeting, before=meeting.told)
            write_cancelled(mailing=mailing, invitee=kept, is_withdrawn=True)
        # Another may be invited at the same mailbox.
        kept.address = ""
        kept.save(update_fields=["withdrawn_at", "sent_sequence", "address"])
    return kept
