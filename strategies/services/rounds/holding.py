"""Holding a round or a request while it changes, and refusing what cannot be done any more."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from records.services import lock
from strategies.models import FollowUpRound, RoundRequest
from strategies.services.reports.holding import NotThereError


def held_round(round: FollowUpRound) -> FollowUpRound:
    """The round as it stands now, held until the transaction ends."""
    kept = lock(round)
    kept.strategy = round.strategy
    return kept


def held_request(request: RoundRequest) -> RoundRequest:
    """The request as it stands now, with its round, both held until the transaction ends. Always
    the round first, so that two who change the same do not wait for each other."""
    round = held_round(request.round)
    kept = lock(request)
    kept.round = round
    kept.actor = request.actor
    return kept


def require_prepared(round: FollowUpRound) -> None:
    if not round.is_prepared:
        raise NotThereError(_("Det går inte längre: uppföljningen är öppnad."))


def require_open(round: FollowUpRound) -> None:
    if not round.is_open:
        raise NotThereError(_("Det går inte: uppföljningen är inte öppen."))


def require_answerable(request: RoundRequest) -> None:
    """Raise NotThereError where nothing can be written in the request any more."""
    if request.received_at is not None:
        raise NotThereError(_("Svaret är redan mottaget. Hör av er om något behöver rättas."))
    if not request.can_be_answered:
        raise NotThereError(_("Uppföljningen är stängd. Hör av er om ni behöver mer tid."))


def require_seen_version(request: RoundRequest, number: int) -> None:
    """Raise NotThereError where another version was submitted than the one that was read."""
    last = request.versions.order_by("-number").first()
    if last is None or last.number != number:
        raise NotThereError(_("Svaret har lämnats in på nytt. Läs det nya först."))


def refuse(field: str, text: object) -> None:
    raise ValidationError({field: text})
