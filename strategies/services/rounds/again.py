"""Sending a letter of a round again, to an organisation that did not get it."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.access import access_of
from actors.models import User
from records.models import OutgoingMail
from strategies.choices import LetterKind
from strategies.models import RoundRequest
from strategies.rules.rounds import can_run_request
from strategies.services.reports.holding import NotThereError, require
from strategies.services.rounds import letters
from strategies.services.rounds.holding import held_request
from strategies.services.rounds.running import is_missing

# The letters that may be sent again; the others tell of something that was done once.
REPEATABLE = (LetterKind.OPENED, LetterKind.REMINDER)
AGAIN = "igen"
NOT_WITHIN = timedelta(hours=1)


@transaction.atomic
def write_again(*, request: RoundRequest, kind: str, by: User) -> None:
    """Write the letter that asks, or the reminder, once more, as it reads now and to the addresses
    that hold now.

    Raises PermissionDenied; NotThereError for another letter, where nothing is waited for, and
    within an hour of the last time.
    """
    kept = held_request(request)
    require(may=can_run_request(access_of(by), kept))
    if kind not in REPEATABLE:
        raise NotThereError(_("Det brevet skickas bara en gång."))
    if not can_be_repeated(kept, kind):
        raise NotThereError(_("Inget väntas från organisationen just nu."))
    if was_repeated(kept):
        raise NotThereError(_("Ett brev skickades igen för mindre än en timme sedan. Vänta lite."))
    again = f"/{AGAIN}/{timezone.localtime():%Y-%m-%dT%H%M%S}"
    if kind == LetterKind.OPENED:
        letters.write_opened(request=kept, again=again)
    else:
        letters.write_reminder(request=kept, again=again)


def can_be_repeated(request: RoundRequest, kind: str) -> bool:
    """Whether a letter of that kind may be sent again to the organisation as it stands now."""
    if kind == LetterKind.REMINDER:
        return is_missing(request)
    return kind in REPEATABLE and request.is_waited_for


def was_repeated(request: RoundRequest) -> bool:
    """Whether a letter was sent again to this organisation within the last hour."""
    beginnings = [f"{letters.KEYS}{request.public_id}/{kind}/{AGAIN}/" for kind in REPEATABLE]
    recent = OutgoingMail.objects.filter(created_at__gt=timezone.now() - NOT_WITHIN)
    return any(recent.filter(key__startswith=beginning).exists() for beginning in beginnings)
