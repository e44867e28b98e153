"""Seats of a network are made, filled and ended by who runs it."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.access import access_of
from actors.models import Actor, User
from coordination.choices import SeatRole
from coordination.models import Network, Seat
from coordination.rules.networks import can_edit_network
from coordination.services import seat_letters as letters
from records.history import told_as
from records.services import date_content, lock

IS_OVER = _("Platsen har redan upphört.")


@transaction.atomic
def save_seat(*, seat: Seat, by: User) -> Seat:
    """Save a seat that a form has cleaned and, where it is not new, holds. Who got it is told by a
    letter, and who sits in it when it got a last day. Raises PermissionDenied."""
    network = held(seat.network, by)
    before = Seat.objects.filter(pk=seat.pk).first()
    with told_as(by=by, for_actor=network.maintained_by_id):
        seat.save()
        date_content(record=network)
    if before is None or before.person_id != seat.person_id:
        letters.write_given(seat=seat, by=by)
    elif seat.until is not None and before.until != seat.until:
        letters.write_ending(seat=seat, today=timezone.localdate())
    return seat


@transaction.atomic
def add_vacant_seats(
    *, network: Network, actors: Iterable[Actor], role: str, by: User
) -> list[Seat]:
    """Give organisations a seat each that they have named nobody for, from today, and return those
    that are new: who has one already by that role gets no second. Raises PermissionDenied, and
    ValidationError for a role that the network does not have."""
    kept = held(network, by)
    seated = set(kept.seats.open().filter(role=role).values_list("actor", flat=True))
    made = [
        Seat(network=kept, actor=actor, role=role, since=timezone.localdate())
        for actor in actors
        if actor.pk not in seated
    ]
    with told_as(by=by, for_actor=kept.maintained_by_id):
        for seat in made:
            seat.full_clean()
            seat.save()
        if made:
            date_content(record=kept)
    return made


@transaction.atomic
def end_seat(*, seat: Seat, on: date, by: User) -> Seat:
    """Date the last day of a seat; who sits in it gets a letter. Dated so already, it stays as it
    is. Raises PermissionDenied, and ValidationError for one that is over, or a day before it
    began."""
    network = held(seat.network, by)
    kept = lock(seat)
    kept.network = network
    if kept.until == on:
        return kept
    if kept.is_over:
        raise ValidationError(IS_OVER)
    with told_as(by=by, for_actor=network.maintained_by_id):
        end(kept, on)
        date_content(record=network)
    return kept


@transaction.atomic
def hand_over_secretariat(
    *, network: Network, to: Seat, begins: date, by: User, leaver: Seat | None = None
) -> Seat:
    """Make somebody who sits in the network its secretary from a day on, which is the last day of
    the one before: no day is without. The seat that they had they keep. Both get a letter.

    `leaver`: whose seat ends; none where there is no secretary. Raises PermissionDenied, and
    ValidationError for who does not sit there, or is secretary already.
    """
    kept = held(network, by)
    if to.network_id != kept.pk or to.person is None or not to.is_held:
        raise ValidationError(_("Välj någon som sitter i nätverket."))
    if begins < timezone.localdate():
        raise ValidationError(_("Den dagen har redan varit. Välj idag eller en dag som kommer."))
    with told_as(by=by, for_actor=kept.maintained_by_id):
        if leaver is not None:
            leave(lock(leaver), kept, to.person, begins)
        given = Seat(
            network=kept,
            role=SeatRole.SECRETARY,
            actor=to.actor,
            office=to.office,
            person=to.person,
            since=begins,
        )
        given.full_clean()
        given.save()
        date_content(record=kept)
    letters.write_given(seat=given, by=by)
    return given


def leave(seat: Seat, network: Network, to: User, begins: date) -> None:
    if seat.network_id != network.pk or seat.role != SeatRole.SECRETARY or seat.is_over:
        raise ValidationError(IS_OVER)
    seat.network = network
    if seat.person == to:
        raise ValidationError(_("Välj någon annan än den som lämnar över."))
    if seat.until is None or seat.until > begins:
        end(seat, begins)


def end(seat: Seat, on: date) -> None:
    """For a caller that holds it and its network. Raises ValidationError for a day before it
    began."""
    seat.until = on
    seat.full_clean()
    seat.save()
    letters.write_ending(seat=seat, today=timezone.localdate())


def held(network: Network, by: User) -> Network:
    """The network as it stands now, held, for who edits it. Raises PermissionDenied."""
    kept = lock(network)
    if not can_edit_network(access_of(by), kept):
        raise PermissionDenied
    return kept
