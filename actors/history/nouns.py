"""The nouns of this room whose history is kept, and the sign-ins."""

from typing import Any

from actors.models import Actor, AnswerLink, County, Document, Invitation, Membership, User
from records.choices import Verb
from records.history import keep, note

NOT_KEPT: dict[str, str] = {}


def keep_history() -> None:
    keep(County)
    keep(Actor, many=["counties", "succeeded_by"])
    keep(User, but=["password", "last_login"], hidden=["name", "email"], by_key=True)
    # Not where it lies on disk: its name and its checksum tell that it was replaced.
    keep(Document, but=["file"])
    keep(Invitation, but=["token_hash"], hidden=["name", "email"], by_key=True)
    keep(AnswerLink, but=["token_hash"], hidden=["address"], by_key=True)
    # Whose it is stands by key in each row: `Membership.get_additional_data`.
    keep(Membership, by_key=True)


def note_sign_in(sender: Any, user: User, **kwargs: Any) -> None:
    """Told by Django itself when somebody has signed in, in whatever way."""
    note(verb=Verb.SIGNED_IN, on=user, by=user)
