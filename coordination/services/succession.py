"""What is open of an organisation's networks and meetings, for who comes after it."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from django.utils.translation import gettext_lazy as _

from actors.models import Actor
from actors.services.succession import Handing, OpenThing, also_hand_on, also_rename
from actors.services.succession.open_things import named_thing, thing
from coordination.choices import MeetingState
from coordination.models import AgencyDecision, Attendance, Network, Seat
from coordination.services.networks import hand_over_network
from records.services import lock


def keep_succession() -> None:
    also_hand_on(open_things)
    also_rename(name_what_is_closed)


def open_things(actor: Actor) -> Iterator[OpenThing]:
    for network in actor.maintained_networks.all():
        hand_on, kind = partial(hand_on_network, network), str(_("Förvaltar nätverk"))
        yield OpenThing(f"network-{network.slug}", kind, network.title, hand_on)
    for network in actor.hosted_networks.all():
        if network.is_current:
            yield named_thing(network, _("Är värd för nätverk"), "host")
    for seat in actor.seats.open().select_related("network"):
        title = f"{seat.network}, {seat.get_role_display()}"
        yield thing(seat, _("Platser i nätverk"), title=title, hand_on=hand_on_seat)
    for meeting in actor.convened_meetings.to_come():
        yield thing(meeting, _("Bjuder in till möten"), title=meeting.title, field="convener")
    for point in actor.action_points.open():
        yield thing(point, _("Åtgärdspunkter"), title=point.text, field="actor")
    for decision in actor.agency_decisions.waiting().select_related("decision"):
        title = str(decision.decision)
        yield thing(decision, _("Beslut att ta"), title=title, hand_on=hand_on_decision)
    for proposal in actor.item_proposals.waiting():
        yield thing(proposal, _("Föreslagna punkter"), title=proposal.title, field="actor")


def hand_on_network(network: Network, handing: Handing) -> None:
    """With the documents of its meetings."""
    hand_over_network(network=network, to=handing.to, by=handing.by)


def hand_on_seat(seat: Seat, handing: Handing) -> None:
    """It ends on the last day, and the other's begins on the next, with who sat there."""
    kept = lock(seat)
    begins_later = kept.since is not None and kept.since > handing.on
    if begins_later:
        kept.actor = handing.to
        kept.full_clean()
        kept.save()
        return
    goes_on_until, kept.until = kept.until, handing.on
    kept.full_clean()
    kept.save()
    new = Seat(
        network=kept.network,
        role=kept.role,
        actor=handing.to,
        office=kept.office,
        person=kept.person,
        since=handing.on + timedelta(days=1),
        until=goes_on_until,
    )
    if goes_on_until is None or goes_on_until > handing.on:
        new.full_clean()
        new.save()


def hand_on_decision(decision: AgencyDecision, handing: Handing) -> None:
    """Who is asked for the same decision already takes it once, for both."""
    kept = lock(decision)
    if kept.decision.agency_decisions.filter(actor=handing.to).exists():
        kept.delete()
        return
    kept.actor = handing.to
    kept.full_clean()
    kept.save()


def name_what_is_closed(actor: Actor, old_name: str) -> None:
    """Who took part in a meeting that was held did so under the old name."""
    held = Attendance.objects.filter(meeting__state=MeetingState.HELD, actor=actor, named_as="")
    for attendance in held.select_for_update(of=("self",)):
        attendance.named_as = old_name
        attendance.save()
