from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.access import access_of
from actors.models import User
from actors.services import revoke_links
from records.history import told_as
from records.services import date_content
from strategies.choices import OPEN_TO_JOIN, JoinState, PartyRole
from strategies.models import JoinRequest, Party
from strategies.rules.joining import can_answer_join_request
from strategies.services.joining import letters
from strategies.services.joining.asking import new_link
from strategies.services.joining.holding import (
    JOIN,
    hold_request,
    refuse_who_belongs,
    require_join_state,
    save_request,
)
from strategies.services.reports.holding import NotThereError, require, signed_by

CHANGED = _("Begäran har ändrats sedan du öppnade sidan. Läs den nya texten och svara igen.")
WHY = _("Skriv med en mening varför.")


@transaction.atomic
def accept_join_request(
    *, request: JoinRequest, answer: str = "", by: User, seen: int | None = None
) -> JoinRequest:
    """Let the organisation join: it is a party from the day of its own decision, and its aims show
    beside it. It is told by a letter. `seen` is the version of the request that was read.

    Accepted already, it stays as it is. Raises PermissionDenied; NotThereError for one that does
    not wait or was changed since; ValidationError where the organisation is in the strategy.
    """
    return answered(request, JoinState.ACCEPTED, OPEN_TO_JOIN, answer, by, seen)


@transaction.atomic
def ask_join_request_back(
    *, request: JoinRequest, answer: str, by: User, seen: int | None = None
) -> JoinRequest:
    """Send the request back with a question: the organisation changes it and sends it again, by a
    new link where it came without an account. Raises as `accept_join_request`, and ValidationError
    without a sentence."""
    return answered(request, JoinState.ASKED_BACK, [JoinState.WAITING], answer, by, seen)


@transaction.atomic
def decline_join_request(
    *, request: JoinRequest, answer: str, by: User, seen: int | None = None
) -> JoinRequest:
    """Say no, and why. The organisation may ask again. Raises as `ask_join_request_back`."""
    return answered(request, JoinState.DECLINED, OPEN_TO_JOIN, answer, by, seen)


def answered(
    request: JoinRequest,
    state: JoinState,
    out_of: Collection[str],
    answer: str,
    by: User,
    seen: int | None,
) -> JoinRequest:
    kept = hold_request(request)
    require(may=can_answer_join_request(access_of(by), kept))
    if kept.state == state:
        return kept
    require_join_state(kept, out_of)
    if seen not in (None, kept.version):
        raise NotThereError(CHANGED)
    if state != JoinState.ACCEPTED and not answer.strip():
        raise ValidationError({"answer": WHY})
    kept.state, kept.answer = state, answer.strip()
    kept.answer_signed = signed_by(by, kept.strategy.maintained_by)
    kept.answered_at = timezone.now()
    with told_as(by=by, for_actor=kept.strategy.maintained_by_id):
        revoke_links(purpose=JOIN, about=kept.public_id)
        if state == JoinState.ACCEPTED:
            kept.party = let_in(kept)
        save_request(kept)
        asks = state == JoinState.ASKED_BACK and kept.confirmed_by_address
        letters.write_answered(request=kept, token=new_link(kept) if asks else "", by=by)
    return kept


def let_in(request: JoinRequest) -> Party:
    """A party from the day of the organisation's decision; one that has left and comes again is
    another party."""
    refuse_who_belongs(request)
    party = Party(
        strategy=request.strategy,
        actor=request.actor,
        role=PartyRole.JOINED,
        since=request.decided_on.isoformat(),
    )
    party.full_clean()
    party.save()
    date_content(record=request.strategy)
    return party
