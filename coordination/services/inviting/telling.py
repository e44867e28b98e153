"""What has changed since those invited were told: one letter for all of it; and that a meeting is
cancelled."""

import logging
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actors.models import User
from coordination.choices import InviteAnswer, MeetingState
from coordination.models import Invitee, Meeting
from coordination.rules.inviting import is_too_late
from coordination.services.inviting.facts import as_told, is_untold
from coordination.services.inviting.holding import held_meeting
from coordination.services.inviting.letters import Mailing, write_cancelled, write_changed
from coordination.services.inviting.letting_go import keeps_a_date, let_go
from coordination.services.inviting.seated import seats_of, those_who_left
from coordination.services.reached import address_of_person
from records.history import told_as
from records.services import hold

# Who changes a time often changes the room next: letters wait so long for more.
QUIET = timedelta(minutes=15)
TOLD_OF = (MeetingState.PLANNED, MeetingState.CANCELLED)

logger = logging.getLogger(__name__)


class SomeNotToldError(Exception):
    """Changes of some meetings could not be told. The next time only they are tried."""


@transaction.atomic
def tell_changes(*, meeting: Meeting, by: User | None) -> int:
    """Tell all that has changed since the last letter to those who got one, and say how many
    letters left: none where nothing has, of a draft, or once the meeting has begun. Who was only
    asked to keep the date free is told that there is no need to. `by` is None
    where it happens by itself. Raises PermissionDenied."""
    kept = held_meeting(meeting, by)
    if is_too_late(kept):
        return 0
    with told_as(by=by, for_actor=kept.maintained_by.pk):
        sent = write_changes(kept) if is_untold(kept) else 0
        return sent + (let_go(kept) if keeps_a_date(kept) else 0)


@transaction.atomic
def tell_cancelled(*, meeting: Meeting, by: User | None) -> int:
    """Tell those who were invited that the meeting, which is cancelled already, does not take
    place: their calendars let it go. Once; of a draft only those who keep its date free. Says how
    many letters left. Raises PermissionDenied; ValidationError for one that is not cancelled."""
    kept = held_meeting(meeting, by)
    if not kept.is_cancelled:
        raise ValidationError(_("Mötet är inte inställt."))
    return tell_changes(meeting=kept, by=by)


def write_changes(meeting: Meeting) -> int:
    """Of a meeting that is held and has changed: one more number, and to each the same."""
    mailing = Mailing(meeting, before=meeting.told)
    meeting.sequence += 1
    meeting.told = as_told(meeting)
    meeting.save(update_fields=["sequence", "told"])
    is_moved = mailing.before.get("on", "") != meeting.on and not meeting.is_cancelled
    asked_anew = ask_anew(meeting) if is_moved else set()
    reached = [one for one in written_to(meeting) if readdressed(one)]
    for invitee in reached:
        if meeting.is_cancelled:
            write_cancelled(mailing=mailing, invitee=invitee)
        else:
            is_anew = invitee.pk in asked_anew
            write_changed(mailing=mailing, invitee=invitee, is_asked_anew=is_anew)
        invitee.sent_sequence = meeting.sequence
        invitee.save(update_fields=["address", "sent_sequence"])
    return len(reached)


def ask_anew(meeting: Meeting) -> set[int]:
    """An answer that was given of another day is none: back to waiting, and say whose."""
    rows = meeting.invitees.invited().exclude(answer=InviteAnswer.WAITING).order_by("pk")
    answered = list(hold(rows))
    for invitee in answered:
        invitee.answer, invitee.substitute, invitee.answered_at = InviteAnswer.WAITING, "", None
        invitee.save(update_fields=["answer", "substitute", "answered_at"])
    return {one.pk for one in answered}


def written_to(meeting: Meeting) -> list[Invitee]:
    """Held, so that no answer that comes meanwhile is overwritten. Who has left their seat learns
    no more of the meeting, but that it does not take place: their calendar has it."""
    rows = meeting.invitees.invited().written_to().select_related("person", "actor", "seat")
    held = list(hold(rows.order_by("pk")))
    left = [] if meeting.is_cancelled else those_who_left(held, seats_of(meeting))
    return [one for one in held if one not in left]


def readdressed(invitee: Invitee) -> bool:
    """Whether there is an address to write to: a person's own follows them, and goes with them. One
    that another of those invited has is read already."""
    if invitee.person is None or invitee.address == address_of_person(invitee.person):
        return bool(invitee.address)
    address = address_of_person(invitee.person)
    others = Invitee.objects.filter(meeting=invitee.meeting_id).exclude(pk=invitee.pk)
    if address and others.filter(address=address).exists():
        return False
    invitee.address = address
    return bool(address)


def send_meeting_changes(*, now: datetime) -> None:
    """Let what changed be told where nobody has pressed the button, once it has been quiet. Raises
    SomeNotToldError when all the others are told."""
    is_quiet = Q(content_updated_at__isnull=True) | Q(content_updated_at__lte=now - QUIET)
    not_begun = Q(starts_at__isnull=True) | Q(starts_at__gt=now)
    is_told_of = Q(invited_at__isnull=False) | Q(reserved_at__isnull=False)
    rows = Meeting.objects.filter(is_quiet & not_begun & is_told_of, state__in=TOLD_OF)
    untold = [
        one
        for one in rows.order_by("pk")
        if (is_untold(one) or keeps_a_date(one)) and not is_too_late(one, now=now)
    ]
    told = [try_to_tell(one) for one in untold]
    if not all(told):
        raise SomeNotToldError(f"{told.count(False)} meetings were not told of.")


def try_to_tell(meeting: Meeting) -> bool:
    """One meeting that fails does not keep the others from being told of."""
    try:
        tell_changes(meeting=meeting, by=None)
    except (OperationalError, InterfaceError):
        # The database is away: the others would fail as this one does.
        raise
    except Exception as error:
        # The meeting's number, and no words of the letter: they stand in no log.
        logger.error("Changes of meeting %s were not told: %s", meeting.pk, type(error).__name__)
        return False
    return True
