"""Challenges: identified, being worked on, handled with what answers them."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from actors.access import access_of
from actors.models import User
from coordination.models import Challenge
from coordination.rules.challenges import can_edit_challenge
from coordination.services.holding import between_meetings, hold_with_meeting, told_for
from strategies.models import Commitment, Goal

SAID = ("text", "state", "answer", "audience")


@transaction.atomic
def save_challenge(
    *,
    challenge: Challenge,
    goals: Iterable[Goal],
    commitments: Iterable[Commitment],
    by: User,
) -> Challenge:
    """Raise one, or save how it goes, what answers it and whom it is for. Raised again in the same
    words, it returns the one that is there.

    Raises PermissionDenied; ValidationError for one that is handled and does not say what was done.
    """
    kept = challenge if challenge.pk is None else hold_with_meeting(challenge)
    if not can_edit_challenge(access_of(by), kept):
        raise PermissionDenied
    if challenge.is_handled and not challenge.answer.strip():
        raise ValidationError({"answer": _("Skriv vad som gjordes åt den.")})
    if challenge.pk is None and (same := raised_already(challenge, goals, commitments)):
        return same
    challenge.full_clean()
    with told_for(challenge, by=by):
        challenge.save()
        challenge.goals.set(goals)
        challenge.commitments.set(commitments)
    return challenge


def raised_already(
    challenge: Challenge, goals: Iterable[Goal], commitments: Iterable[Commitment]
) -> Challenge | None:
    same = between_meetings(challenge, *SAID).first()
    if same is None:
        return None
    ties = set(same.goals.all()), set(same.commitments.all())
    return same if ties == (set(goals), set(commitments)) else None
