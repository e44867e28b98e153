"""Without passwords of our own, and showing oneself again at the provider."""

from urllib.parse import urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from tests.actors.coming_by_provider import OLLE, START, US, come, is_signed_in, leave
from tests.actors.signing_in import SIGN_IN, officer, samira, sign_in


def test_with_passwords_off_the_button_is_all_there_is(no_passwords):
    html = Client().get(SIGN_IN).text
    assert "Logga in med Länets inloggning" in html
    assert 'type="password"' not in html
    assert "avstängd" not in html
    assert officer().check_password("en lång fras om ek")
    client = Client()
    sign_in(client, "olle@samordna.example")
    assert not is_signed_in(client)


def test_second_factor_is_set_up_after_showing_oneself_at_the_provider(no_passwords):
    for has_password in (True, False):
        SocialAccount.objects.all().delete()
        person = officer()
        if not has_password:
            person.set_unusable_password()
            person.save()
        no_passwords.has("olle", **OLLE)
        client = Client()
        come(client, no_passwords, "olle")
        for path in ("app/", "nycklar/ny/"):
            response = client.get("/konto/tva-steg/" + path)
            assert response.headers["Location"].startswith("/konto/bekrafta/?next=")
        page = client.get("/konto/bekrafta/?next=/konto/tva-steg/app/")
        assert "Logga in med Länets inloggning" in page.text
        assert 'type="password"' not in page.text
        leading_there = leave(client, next="/konto/tva-steg/app/")
        assert {"prompt=login", "max_age=0"} <= set(urlsplit(leading_there).query.split("&"))
        back = no_passwords.sign_in(leading_there, "olle").removeprefix(US)
        response = client.get(back, follow=True)
        assert response.redirect_chain == [("/konto/tva-steg/app/", 302)]
        assert response.status_code == 200


def test_data_of_a_person_is_handed_out_after_showing_oneself_at_the_provider(no_passwords):
    person = samira()
    person.set_unusable_password()
    person.save()
    no_passwords.has("samira", email=person.email, email_verified=True)
    client = Client()
    come(client, no_passwords, "samira")
    page = f"/admin/actors/user/{officer().pk}/uppgifter/"
    sure = {"why": "Slutade 2026", "sure": "on"}
    asked = [client.get(page), client.post(page, sure), client.post(f"{page}hamta/")]
    for response in asked:
        assert response.headers["Location"].startswith("/konto/bekrafta/?next=")
    assert not officer().is_anonymised
    come(client, no_passwords, "samira")
    assert client.post(f"{page}hamta/").json()["account"]["email"] == officer().email


def test_another_who_shows_themselves_confirms_nothing(no_passwords):
    officer()
    samira()
    no_passwords.has("olle", **OLLE)
    no_passwords.has("samira", email=samira().email, email_verified=True)
    come(Client(), no_passwords, "samira")
    client = Client()
    come(client, no_passwords, "olle")
    for subject in ("samira", "okand"):
        assert come(client, no_passwords, subject).status_code == 403
        assert client.get("/konto/").context["user"] == officer()
        assert client.get("/konto/tva-steg/app/").status_code == 302


@pytest.mark.parametrize("told", [1, None, 9_999_999_999])
def test_provider_that_did_not_ask_again_or_does_not_tell_confirms_nothing(no_passwords, told):
    officer()
    no_passwords.has("olle", **OLLE)
    client = Client()
    come(client, no_passwords, "olle")
    no_passwords.has("olle", **OLLE, auth_time=told)
    response = come(client, no_passwords, "olle")
    assert response.status_code == 403
    assert "lät dig inte logga in på nytt" in response.text
    assert client.get("/konto/tva-steg/app/").status_code == 302


def test_person_the_provider_does_not_know_is_offered_the_password_alone(provider):
    officer()
    client = Client()
    sign_in(client, "olle@samordna.example")
    page = client.get("/konto/bekrafta/").text
    assert 'type="password"' in page
    assert START not in page
