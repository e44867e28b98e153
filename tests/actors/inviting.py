"""What people do to be asked and to answer, for tests."""

import re

from django.conf import settings
from django.test import Client

from actors.choices import Role
from actors.models import Actor, Invitation, User
from actors.services import invite
from records.models import OutgoingMail

NEW_PASSWORD = "en ny lång fras om tall"


def asked(actor: Actor, by: User, email: str = "nils@samordna.example", **words) -> str:
    """Invite, and return the path of the link in the letter."""
    words = {"role": Role.REPORTER, "office": "handläggare", "language": "sv"} | words
    invitation = invite(invitation=Invitation(actor=actor, email=email, **words), by=by)
    return link_in(letter_to(invitation.email))


def letter_to(email: str) -> OutgoingMail:
    """The last one written to that address."""
    return OutgoingMail.objects.filter(to=email).order_by("-pk").first()


def link_in(letter: OutgoingMail) -> str:
    site = re.escape(settings.SITE_ADDRESS)
    return re.search(rf"{site}(/\S*/inbjudan/\S+)", letter.text).group(1)


def begin(client: Client, link: str, **changes):
    """Answer as one who has no account."""
    said = {
        "name": "Nils Ny", "language": "sv", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD
    }  # fmt: skip
    return client.post(link, said | changes)
