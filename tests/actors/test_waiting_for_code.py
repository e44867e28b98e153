"""A sign-in that is half finished: the first step is shown, the code is not."""

import pytest
from django.test import Client

from actors.models import User
from tests.actors.signing_in import (
    CODE,
    PASSWORD,
    SIGN_IN,
    at_the_next_code,
    code_of,
    officer,
    set_app_up,
    sign_in,
)


def change_password(person: User) -> None:
    person.set_password("en annan lång fras")
    person.save()


def close(person: User) -> None:
    User.objects.filter(pk=person.pk).update(is_active=False)


@pytest.mark.parametrize("meanwhile", [change_password, close])
def test_half_finished_sign_in_ends_when_the_account_changes(db, meanwhile):
    owner, client = Client(), Client()
    owner.force_login(officer())
    secret = set_app_up(owner)
    sign_in(client, "olle@samordna.example", PASSWORD)
    assert client.get(CODE).status_code == 200
    meanwhile(officer())
    with at_the_next_code():
        response = client.post(CODE, {"code": code_of(secret)})
    assert response.headers["Location"] == SIGN_IN
    assert client.get("/konto/").status_code == 302
    assert "Logga in igen" in client.get(SIGN_IN).text
    assert client.get(CODE).headers["Location"].startswith(SIGN_IN)
