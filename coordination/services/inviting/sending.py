"""Inviting: the letters leave to those who are chosen, and to nobody else."""

from collections.abc import Collection, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.models import User
from actors.services import revoke_links
from coordination.choices import InviteAnswer
from coordination.models import Invitee, Meeting
from coordination.services.inviting.candidates import Candidate, candidates_of
from coordination.services.inviting.facts import as_told, is_untold
from coordination.services.inviting.holding import held_meeting, require_to_come
from coordination.services.inviting.letters import (
    PURPOSE,
    Mailing,
    write_cancelled,
    write_invited,
    write_test,
)
from coordination.services.inviting.telling import write_changes
from records.history import told_as
from records.services import hold

HANGS_ON = {"meeting", "seat", "actor", "person"}


@transaction.atomic
def invite(
    *,
    meeting: Meeting,
    chosen: Collection[str],
    answer_by: date | None,
    seen: date | None = None,
    by: User,
) -> int:
    """Invite those of `candidates_of(meeting)` whose keys are chosen, and say how many letters
    left. Who is invited already is left alone, so that a button pressed twice sends once; where the
    meeting has changed they are told first. Who has no address is invited, and no letter leaves.
    The day to answer by is kept where it is another than the one that was `seen`: a colleague may
    have saved theirs meanwhile.

    Raises PermissionDenied; ValidationError where nobody is chosen or nobody can come any more.
    """
    kept = held_meeting(meeting, by)
    require_to_come(kept)
    # Held, so that no answer that comes meanwhile is overwritten.
    list(hold(kept.invitees.order_by("pk")))
    candidates = [one for one in candidates_of(kept) if one.key in chosen]
    if not candidates:
        raise ValidationError(_("Välj minst en att bjuda."))
    new = [one for one in candidates if one.is_to_be_written_to]
    if answer_by != seen:
        kept.answer_by = answer_by
    with told_as(by=by, for_actor=kept.maintained_by.pk):
        if is_untold(kept):
            write_changes(kept)
        begin(kept, new)
        return sum(invite_one(kept, one) for one in new)


def begin(meeting: Meeting, new: Sequence[Candidate]) -> None:
    """Whoever is invited from now on is told the same. A calendar that has had the meeting before
    takes it in again only by a higher number."""
    # What was told of a draft is its date, that it be kept free.
    is_known = any(one.invitee and one.invitee.sent_at for one in new)
    if meeting.invited_at is None:
        is_known = is_known or bool(meeting.told)
        meeting.invited_at = timezone.now()
        meeting.told = as_told(meeting)
    if is_known:
        meeting.sequence += 1
    meeting.save(update_fields=["invited_at", "told", "sequence", "answer_by"])


def invite_one(meeting: Meeting, candidate: Candidate) -> bool:
    """Whether a letter left."""
    invitee = candidate.invitee or Invitee(meeting=meeting)
    invitee.meeting, mailing = meeting, Mailing(meeting, before=meeting.told)
    if candidate.has_other_person:
        let_go(mailing, invitee)
    if candidate.seat is not None:
        invitee.seat, invitee.actor = candidate.seat, candidate.seat.actor
        invitee.person, invitee.office = candidate.seat.person, candidate.seat.office
    if invitee.withdrawn_at is not None or candidate.has_other_person:
        invitee.answer, invitee.answered_at = InviteAnswer.WAITING, None
        invitee.substitute = invitee.remark = ""
    invitee.address, invitee.withdrawn_at = candidate.address, None
    invitee.sent_at = timezone.now() if invitee.address else None
    invitee.sent_sequence = meeting.sequence if invitee.address else None
    # The rows it hangs on were read a moment ago, and each address stands once among candidates.
    invitee.full_clean(exclude=HANGS_ON, validate_unique=False, validate_constraints=False)
    invitee.save()
    if invitee.address:
        write_invited(mailing=mailing, invitee=invitee)
    return bool(invitee.address)


def let_go(mailing: Mailing, invitee: Invitee) -> None:
    """Somebody else has got the seat: the one before is told, and answers no more."""
    revoke_links(purpose=PURPOSE, about=invitee.public_id)
    if invitee.sent_at is not None and invitee.withdrawn_at is None and invitee.address:
        write_cancelled(mailing=mailing, invitee=invitee, is_withdrawn=True)


@transaction.atomic
def send_test_invitation(*, meeting: Meeting, answer_by: date | None, by: User) -> None:
    """Write to oneself what those invited will read. Raises PermissionDenied."""
    kept = held_meeting(meeting, by)
    kept.answer_by = answer_by
    write_test(meeting=kept, to=by)
