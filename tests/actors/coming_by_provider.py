"""What a person does to come in through the organisation's own sign-in, for tests."""

from django.test import Client

from tests.identity_provider import ANSWER, Provider

START = "/konto/extern/"
OLLE = {"email": "olle@samordna.example", "email_verified": True}
US = "http://testserver"


def is_signed_in(client: Client) -> bool:
    return client.get("/konto/").status_code == 200


def leave(client: Client, language: str = "", **form) -> str:
    """Press our button; returns where it leads."""
    return client.post(language + START, form).headers["Location"]


def way_back(client: Client, provider: Provider, subject: str, language: str = "", **form) -> str:
    """To the provider, and the address that it sends the person back to."""
    back = provider.sign_in(leave(client, language, **form), subject)
    assert back.startswith(US + ANSWER)
    return back.removeprefix(US)


def come(client: Client, provider: Provider, subject: str, **form):
    """The whole way there and back."""
    return client.get(way_back(client, provider, subject, **form), follow=True)
