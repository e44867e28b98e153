"""What is open of an organisation's strategies and commitments, for who comes after it."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.models import Actor
from actors.services.succession import Handing, OpenThing, also_hand_on, also_rename
from actors.services.succession.open_things import named_thing, thing
from records.services import lock, save_content
from strategies.choices import PartyRole, StrategyState
from strategies.models import Commitment, FollowUpRound, Party, RoundRequest


def keep_succession() -> None:
    also_hand_on(open_things)
    also_rename(name_what_is_closed)


def open_things(actor: Actor) -> Iterator[OpenThing]:
    unfinished = Commitment.objects.unfinished()
    for commitment in unfinished.filter(responsible=actor):
        yield thing(commitment, _("Åtaganden"), title=commitment.title, hand_on=hand_on_commitment)
    for commitment in unfinished.filter(contributors=actor):
        yield thing(
            commitment,
            _("Medverkar i"),
            title=commitment.title,
            field="contributors",
            hand_on=partial(hand_on_contributor, actor),
        )
    for party in actor.strategy_parties.current().select_related("strategy"):
        title = f"{party.strategy}, {PartyRole(party.role).label}"
        yield thing(party, _("Står bakom och är med i"), title=title, hand_on=hand_on_party)
    yield from strategies_of(actor)
    for asked in actor.strategy_join_requests.open().select_related("strategy"):
        yield thing(asked, _("Ansökningar"), title=str(asked.strategy), field="actor")
    running = FollowUpRound.objects.running().values("pk")
    for request in actor.round_requests.filter(round__in=running).select_related("round"):
        yield thing(request, _("Uppföljningar"), title=str(request.round), hand_on=hand_on_request)


def strategies_of(actor: Actor) -> Iterator[OpenThing]:
    """Who maintains one has the rights to it, also when it is over; who leads it is a fact."""
    for strategy in actor.maintained_strategies.all():
        yield named_thing(strategy, _("Förvaltar"), "maintained_by")
    for strategy in actor.led_strategies.exclude(state=StrategyState.ENDED):
        yield named_thing(strategy, _("Leder"), "lead")


def hand_on_commitment(commitment: Commitment, handing: Handing) -> None:
    """Who handles it goes on with it where they act for the other organisation too."""
    kept = lock(commitment)
    kept.responsible = handing.to
    held = handing.to.memberships.held()
    if kept.handler_id and not held.filter(user=kept.handler_id).exists():
        kept.handler = kept.handler_since = None
    if kept.deputy_id and not held.filter(user=kept.deputy_id).exists():
        kept.deputy = None
    kept.full_clean()
    save_content(record=kept)
    kept.contributors.remove(handing.to)


def hand_on_contributor(actor: Actor, commitment: Commitment, handing: Handing) -> None:
    kept = lock(commitment)
    kept.contributors.remove(actor)
    if kept.responsible_id != handing.to.pk:
        kept.contributors.add(handing.to)
    save_content(record=kept)


def hand_on_party(party: Party, handing: Handing) -> None:
    """It ends on the last day, and the other's begins on the next, unless it has one."""
    kept = lock(party)
    last, next_day = handing.on.isoformat(), (handing.on + timedelta(days=1)).isoformat()
    role = {"strategy": kept.strategy, "role": kept.role}
    if not handing.to.strategy_parties.current().filter(**role).exists():
        new = Party(**role, actor=handing.to, since=next_day, until=kept.until)
        new.full_clean()
        new.save()
    # One that was to begin later never did.
    kept.until = max(last, kept.since)
    kept.full_clean()
    kept.save()


def hand_on_request(request: RoundRequest, handing: Handing) -> None:
    """Who is asked already answers for both: the other stays asked, and its maintainer sees it."""
    kept = lock(request)
    if handing.to.round_requests.filter(round=kept.round_id).exists():
        return
    kept.actor = handing.to
    if kept.contact_id and not handing.to.memberships.held().filter(user=kept.contact_id).exists():
        kept.contact = None
    kept.full_clean()
    kept.save()


def name_what_is_closed(actor: Actor, old_name: str) -> None:
    """A party that is over was one under the old name. Reports hold the name of their time."""
    today = timezone.localdate().isoformat()
    over = actor.strategy_parties.filter(~Q(until=""), until__lt=today, named_as="")
    for party in over.select_for_update(of=("self",)):
        party.named_as = old_name
        party.save()
