"""Meetings as they are planned: made and changed, shown to everybody, held or cancelled."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from actors.access import access_of
from actors.models import User
from coordination.choices import MeetingState
from coordination.models import AgendaItem, Meeting
from coordination.rules.meetings import can_edit_meeting
from coordination.services.inviting import tell_cancelled
from records.history import told_as
from records.services import lock, publish, save_content, withdraw
from strategies.models import Strategy


def require_edits(meeting: Meeting, by: User) -> None:
    """Raise PermissionDenied unless the person runs the meeting."""
    if not can_edit_meeting(access_of(by), meeting):
        raise PermissionDenied


@transaction.atomic
def plan_meeting(
    *,
    meeting: Meeting,
    strategies: Iterable[Strategy] = (),
    items: Iterable[AgendaItem] = (),
    by: User,
) -> Meeting:
    """Make a meeting that the caller has filled in, with these items of another on its agenda.
    Nobody is written to, and it is on no public page.

    Raises PermissionDenied, and ValidationError where the same people meet then already: who
    presses twice has one meeting.
    """
    require_edits(meeting, by)
    require_free(meeting)
    meeting.full_clean()
    with told_as(by=by, for_actor=meeting.maintained_by.pk):
        save_content(record=meeting)
        meeting.strategies.set(strategies)
        copy_items(items, to=meeting)
    return meeting


def require_free(meeting: Meeting) -> None:
    """Two who plan at once come one after the other: their network is locked, or who convenes."""
    owner = meeting.network or meeting.convener
    assert owner is not None
    lock(owner)
    same = Meeting.objects.filter(network=meeting.network, convener=meeting.convener)
    same = same.filter(state=MeetingState.PLANNED, starts_at=meeting.starts_at)
    same = same.exclude(pk=meeting.pk)
    if meeting.starts_at is None:
        same = same.filter(title=meeting.title, on=meeting.on, on_wording=meeting.on_wording)
    if other := same.first():
        told = _("Det finns redan ett möte då: %(title)s.")
        raise ValidationError(told, params={"title": other.title})


def copy_items(items: Iterable[AgendaItem], *, to: Meeting) -> None:
    """On the agenda of another meeting, last and in the same order; what was written down about
    them stays where it was written."""
    last = to.items.order_by("position").last()
    next_place = last.position + 1 if last else 1
    for place, item in enumerate(items, start=next_place):
        copied = AgendaItem(
            meeting=to,
            title=item.title,
            text=item.text,
            kind=item.kind,
            presenter=item.presenter,
            minutes=item.minutes,
            audience=item.audience,
            position=place,
        )
        copied.full_clean()
        copied.save()


@transaction.atomic
def carry_items(*, items: Iterable[AgendaItem], to: Meeting, by: User) -> None:
    """Put items of one meeting on the agenda of another that is planned already; one whose title
    stands there stays alone. Raises PermissionDenied and ValidationError."""
    locked = held_while_planned(to, by)
    known = set(locked.items.values_list("title", flat=True))
    with told_as(by=by, for_actor=locked.maintained_by.pk):
        copy_items([item for item in items if item.title not in known], to=locked)


@transaction.atomic
def change_meeting(*, meeting: Meeting, strategies: Iterable[Strategy], by: User) -> None:
    """Save what a form has changed in a meeting, which the caller has locked. Raises
    PermissionDenied."""
    require_edits(meeting, by)
    with told_as(by=by, for_actor=meeting.maintained_by.pk):
        save_content(record=meeting)
        meeting.strategies.set(strategies)


@transaction.atomic
def publish_meeting(*, meeting: Meeting, by: User) -> bool:
    """Show it to everybody while its network is public, without room and link, and say whether
    anything changed. Raises PermissionDenied."""
    require_edits(meeting, by)
    with told_as(by=by, for_actor=meeting.maintained_by.pk):
        return publish(record=meeting)


@transaction.atomic
def withdraw_meeting(*, meeting: Meeting, by: User) -> bool:
    """Take it off the public pages, and say whether anything changed. Raises PermissionDenied."""
    require_edits(meeting, by)
    with told_as(by=by, for_actor=meeting.maintained_by.pk):
        return withdraw(record=meeting)


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, by: User) -> int:
    """Cancel a planned meeting; it stays where it stood, said to be cancelled, and those who were
    invited are told at once. Says how many letters left. Raises PermissionDenied, and
    ValidationError for one that is not planned."""
    cancelled = save_state(held_while_planned(meeting, by), MeetingState.CANCELLED, by)
    return tell_cancelled(meeting=cancelled, by=by)


@transaction.atomic
def mark_held(*, meeting: Meeting, by: User) -> Meeting:
    """Say that a planned meeting has been held. Raises PermissionDenied, and ValidationError for
    one that is not planned or has not begun."""
    locked = held_while_planned(meeting, by)
    if not locked.has_begun:
        raise ValidationError(_("Mötet har inte varit än."))
    return save_state(locked, MeetingState.HELD, by)


@transaction.atomic
def reopen_meeting(*, meeting: Meeting, by: User) -> Meeting:
    """Undo that it was said to be held or cancelled. Those who were told that it is cancelled get
    the ordinary letter of what has changed.

    Raises PermissionDenied, and ValidationError for one that is planned, whose notes are final, or
    where the same people meet then already.
    """
    require_edits(meeting, by)
    require_free(meeting)
    locked = lock(meeting)
    if locked.state == MeetingState.PLANNED or locked.has_final_notes:
        told = _("Det går inte: mötet är redan planerat, eller så är anteckningarna klara.")
        raise ValidationError(told)
    return save_state(locked, MeetingState.PLANNED, by)


def held_while_planned(meeting: Meeting, by: User) -> Meeting:
    locked = lock(meeting)
    require_edits(locked, by)
    if locked.state != MeetingState.PLANNED:
        told = _("Det går inte längre: mötet är %(state)s.")
        raise ValidationError(told, params={"state": locked.get_state_display()})
    return locked


def save_state(meeting: Meeting, state: MeetingState, by: User) -> Meeting:
    meeting.state = state
    with told_as(by=by, for_actor=meeting.maintained_by.pk):
        save_content(record=meeting)
    return meeting
