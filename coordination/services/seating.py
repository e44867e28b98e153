"""What a seat in a network lets a person do."""

from dataclasses import replace
from datetime import date

from django.db.models import Q

from actors.access import Access
from coordination.choices import RUNNING
from coordination.models import Seat


def with_networks(access: Access, on: date) -> Access:
    """The same access with the networks that the person sits in on that day: by a seat of their
    own, or because they read for the organisation whose seat names an office alone. Who has the
    seat of the chair, the convener or the secretary runs the network. One query."""
    own = Q(person=access.user_id)
    of_office = Q(person__isnull=True, actor__in=access.reads) & ~Q(office="")
    held = Seat.objects.held_on(on).filter(own | of_office).order_by()
    sits_in, runs = set[int](), set[int]()
    for network, role, person in held.values_list("network", "role", "person"):
        sits_in.add(network)
        if person is not None and role in RUNNING:
            runs.add(network)
    return replace(access, sits_in=frozenset(sits_in), runs_networks=frozenset(runs))
