"""Holding a request to join while its state changes."""

from collections.abc import Collection, Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from records.services import lock
from strategies.models import JoinAim, JoinRequest, Strategy
from strategies.services.reports.holding import NotThereError

# What links about a request to join are for.
JOIN = "join"

# What the organisation says; the rest is ours and the maintainer's.
SAID = ("decision_kind", "decided_on", "registry_number", "office", "contact_address")


def hold_strategy(strategy: Strategy) -> Strategy:
    rows = Strategy.objects.select_related("maintained_by", "county", "under")
    return rows.select_for_update(of=("self",)).get(pk=strategy.pk)


def hold_request(request: JoinRequest) -> JoinRequest:
    """The request as it stands now, its strategy held before it."""
    strategy = hold_strategy(request.strategy)
    kept = lock(request)
    kept.strategy = strategy
    return kept


def require_join_state(request: JoinRequest, states: Collection[str]) -> None:
    """Raise NotThereError, which says where the request is now."""
    if request.state not in states:
        now = _("Det går inte längre: begäran är nu %(state)s.")
        raise NotThereError(now, params={"state": request.get_state_display()})


def refuse_who_belongs(request: JoinRequest) -> None:
    """Raise ValidationError for who stands behind the strategy or has joined it."""
    party = request.strategy.parties.belonging().filter(actor=request.actor).first()
    if party:
        told = _("Organisationen är redan med i strategin: %(role)s.")
        raise ValidationError({"actor": told % {"role": party.get_role_display()}})


def refuse_second(request: JoinRequest) -> None:
    """Raise ValidationError where another request of the organisation waits for an answer."""
    others = request.strategy.join_requests.open().filter(actor=request.actor)
    if others.exclude(pk=request.pk).exists():
        told = _("Organisationen har redan en begäran som väntar på svar.")
        raise ValidationError({"actor": told})


def says_the_same(one: JoinRequest, other: JoinRequest, aims: Sequence[JoinAim]) -> bool:
    """Whether a request that is kept says what another says, with these aims."""
    kept = [(aim.goal_id, aim.text) for aim in one.aims.all()]
    return kept == [(aim.goal_id, aim.text) for aim in aims] and all(
        getattr(one, name) == getattr(other, name) for name in SAID
    )


def save_request(request: JoinRequest, aims: Sequence[JoinAim] | None = None) -> None:
    """Save a request, and its aims anew where they are given. Raises ValidationError."""
    request.full_clean()
    request.save()
    if aims is None:
        return
    for before in request.aims.all():
        before.delete()
    for aim in aims:
        aim.pk, aim.request = None, request
        aim.full_clean()
        aim.save(force_insert=True)
