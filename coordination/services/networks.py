"""Networks come, change, go up, are handed over and end."""

from collections.abc import Collection
from datetime import date
from itertools import chain, count

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from actors.access import access_of
from actors.models import Actor, User
from actors.services.publishing import publish_as, withdraw_as
from coordination.models import Network
from coordination.models.network import OTHER_PAGES
from coordination.rules.networks import can_edit_network, can_hand_over_network
from coordination.services.agenda_documents import move_documents
from coordination.services.seats import end
from records.history import told_as
from records.services import hold, lock, save_content
from strategies.models import Strategy

# The field holds more: a number may have to follow.
SLUG_LENGTH = 90


@transaction.atomic
def save_network(*, network: Network, strategies: Collection[Strategy], by: User) -> Network:
    """Save what a form has written of a network, which it has cleaned and, where it is not new,
    holds. A new one gets its word in the address, once. Raises PermissionDenied."""
    if not can_edit_network(access_of(by), network):
        raise PermissionDenied
    if not network.slug:
        network.slug = free_slug(network.title)
    with told_as(by=by, for_actor=network.maintained_by_id):
        save_content(record=network)
        network.strategies.set(strategies)
    return network


def free_slug(title: str) -> str:
    wanted = slugify(title)[:SLUG_LENGTH].strip("-") or "natverk"
    alike = Network.objects.filter(slug__startswith=wanted)
    taken = {*alike.values_list("slug", flat=True), *OTHER_PAGES}
    numbered = (f"{wanted}-{place}" for place in count(2))
    return next(slug for slug in chain([wanted], numbered) if slug not in taken)


@transaction.atomic
def publish_network(*, network: Network, by: User) -> bool:
    """Let everybody read that it exists, and say whether anything changed. Raises
    PermissionDenied."""
    with told_as(by=by, for_actor=network.maintained_by_id):
        return publish_as(record=network, by=access_of(by))


@transaction.atomic
def withdraw_network(*, network: Network, by: User) -> bool:
    """Take it off every public page at once, its meetings with it. Raises PermissionDenied."""
    with told_as(by=by, for_actor=network.maintained_by_id):
        return withdraw_as(record=network, by=access_of(by))


@transaction.atomic
def hand_over_network(*, network: Network, to: Actor, by: User) -> Network:
    """Let another organisation maintain the network from now on, and the documents of its meetings
    with it. Raises PermissionDenied for who is no administrator, and ValidationError for an
    organisation of another world."""
    if not can_hand_over_network(access_of(by)):
        raise PermissionDenied
    kept = lock(network)
    if kept.maintained_by_id == to.pk:
        return kept
    kept.maintained_by = to
    kept.full_clean()
    with told_as(by=by, for_actor=to.pk):
        save_content(record=kept)
        move_documents(kept.meetings.all(), to=to)
    return kept


@transaction.atomic
def end_network(*, network: Network, on: date, by: User) -> Network:
    """Date its last day, and end each seat on that day that would go on: who sits in one gets a
    letter. Nothing is erased.

    Raises PermissionDenied, and ValidationError for a day before it began, or before a seat does.
    """
    kept = lock(network)
    if not can_edit_network(access_of(by), kept):
        raise PermissionDenied
    kept.until = on.isoformat()
    kept.full_clean()
    going_on = kept.seats.open(on).exclude(until=on)
    with told_as(by=by, for_actor=kept.maintained_by_id):
        save_content(record=kept)
        for seat in hold(going_on.select_related("actor", "person")):
            seat.network = kept
            if seat.since is not None and seat.since > on:
                told = _("En plats börjar först senare: %(seat)s. Ändra den först.")
                raise ValidationError(told, params={"seat": str(seat)})
            end(seat, on)
    return kept
