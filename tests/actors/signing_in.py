"""What a person does to sign in, for tests."""

import time
from unittest.mock import patch

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.test import Client

from actors.models import User
from tests import people
from tests.people import PASSWORD

SIGN_IN = "/konto/logga-in/"
CODE = "/konto/tva-steg/kod/"
# Seconds: how long the app shows a code, and what a page takes at most here.
PERIOD, LONGEST_TYPING = 30, 3


def sign_in(client: Client, email: str, password: str = PASSWORD, **more):
    return client.post(SIGN_IN, {"login": email, "password": password} | more)


def confirm_password(client: Client):
    return client.post("/konto/bekrafta/", {"password": PASSWORD})


def code_of(secret: str) -> str:
    """What the app shows. One that is about to change is not typed: it would be refused."""
    left = PERIOD - time.time() % PERIOD
    if left < LONGEST_TYPING:
        time.sleep(left)
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // PERIOD))


def at_the_next_code():
    """The clock half a minute later."""
    return patch.object(totp.time, "time", return_value=time.time() + PERIOD)


def set_app_up(client: Client) -> str:
    """Set an app up as signed in; returns its secret."""
    confirm_password(client)
    secret = client.get("/konto/tva-steg/app/").context["form"].secret
    response = client.post("/konto/tva-steg/app/", {"code": code_of(secret)})
    assert response.headers["Location"] == "/konto/tva-steg/reservkoder/"
    return secret


def recovery_codes(user: User) -> list[str]:
    kept = Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES)
    return kept.wrap().get_unused_codes()


def officer() -> User:
    """Olle, who has an account and nothing more."""
    return User.objects.filter(email="olle@samordna.example").first() or (
        User.objects.create_user("olle@samordna.example", PASSWORD, name="Olle")
    )


def samira() -> User:
    return people.superuser()
