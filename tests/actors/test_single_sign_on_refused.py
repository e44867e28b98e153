"""Single sign-on, against a real provider: what is refused, and what is never told."""

import json
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.contrib.sessions.models import Session
from django.test import Client

from actors.models import User
from tests.actors.coming_by_provider import OLLE, START, US, come, is_signed_in, leave, way_back
from tests.actors.signing_in import SIGN_IN, officer
from tests.identity_provider import ANSWER

REFUSED = "den leder inte till något konto som är öppet"
NOT_DONE = "Inloggningen blev inte klar"


def assert_nothing_is_left(client: Client) -> None:
    assert not is_signed_in(client)
    assert not SocialAccount.objects.exists()
    assert not Session.objects.exists()


def test_without_a_provider_there_is_no_address_and_no_button(db):
    assert Client().get(START).status_code == 404
    assert Client().get(ANSWER, {"code": "a", "state": "b"}).status_code == 404
    assert Client().get(START + "utan-konto/").status_code == 404
    assert Client().post(START).status_code == 404
    assert START not in Client().get(SIGN_IN).text


def test_link_starts_nothing(provider):
    client = Client()
    assert client.get(START).status_code == 405
    assert not client.session.keys()
    assert Client(enforce_csrf_checks=True).post(START).status_code == 403


def test_unknown_unverified_closed_and_anothers_account_get_the_same_page(provider):
    officer()
    User.objects.create_user("stangd@samordna.example", is_active=False)
    provider.has("okand", email="ingen@samordna.example", email_verified=True)
    provider.has("stangd", email="stangd@samordna.example", email_verified=True)
    provider.has("overifierad", email="olle@samordna.example", email_verified=False)
    provider.has("utan-ord", email="olle@samordna.example")
    provider.has("utan-adress", name="Olle")
    provider.has("ingen-adress", email=["olle@samordna.example"], email_verified=True)
    provider.has("nul", email="olle@samordna.example\0", email_verified=True)
    people = User.objects.count()
    pages = set()
    for subject in (
        "okand", "stangd", "overifierad", "utan-ord", "utan-adress", "ingen-adress", "nul"
    ):  # fmt: skip
        client = Client()
        response = come(client, provider, subject)
        assert response.status_code == 403, subject
        assert REFUSED in response.text
        assert "organisationsansvarig" in response.text
        assert response.redirect_chain == [(START + "utan-konto/", 302)]
        pages.add(response.text)
        assert_nothing_is_left(client)
    assert len(pages) == 1
    assert User.objects.count() == people


def test_letter_that_only_turns_into_another_is_another_address(provider):
    User.objects.create_user("klara@samordna.example")
    provider.has("kelvin", email="\u212alara@samordna.example", email_verified=True)
    assert come(Client(), provider, "kelvin").status_code == 403


def test_address_that_now_belongs_to_another_does_not_open_the_account(provider):
    officer()
    provider.has("den-forsta", **OLLE)
    assert come(Client(), provider, "den-forsta").status_code == 200
    provider.has("den-andra", **OLLE)
    client = Client()
    assert come(client, provider, "den-andra").status_code == 403
    assert not is_signed_in(client)
    assert SocialAccount.objects.get().uid == "den-forsta"


def test_account_closed_after_the_first_time_is_refused(provider):
    officer()
    provider.has("olle", **OLLE)
    come(Client(), provider, "olle")
    User.objects.update(is_active=False)
    client = Client()
    assert come(client, provider, "olle").status_code == 403
    assert not is_signed_in(client)


def test_state_of_another_browser_or_used_before_is_refused(provider):
    officer()
    provider.has("olle", **OLLE)
    client = Client()
    back = way_back(client, provider, "olle")
    for stranger, address in [
        (Client(), back), (client, ANSWER), (client, ANSWER + "?code=a&state=b.sv"),
        (client, ANSWER + "?code=a&state=%00"), (client, back.replace("state=", "state=x")),
    ]:  # fmt: skip
        response = stranger.get(address)
        assert response.status_code == 400, address
        assert NOT_DONE in response.text
        assert not is_signed_in(stranger)
    assert client.get(back).status_code == 302
    assert is_signed_in(client)
    assert client.get(back).status_code == 400
    assert client.post(back).status_code == 405


def test_code_of_another_is_worth_nothing_without_its_verifier(provider):
    """What PKCE is for: a caught code, put into an own sign-in that is under way."""
    officer()
    provider.has("olle", **OLLE)
    caught = way_back(Client(), provider, "olle")
    code = parse_qs(urlsplit(caught).query)["code"][0]
    thief = Client()
    state = parse_qs(urlsplit(leave(thief)).query)["state"][0]
    response = thief.get(ANSWER, {"code": code, "state": state})
    assert response.status_code == 502
    assert not is_signed_in(thief)
    assert not SocialAccount.objects.exists()


def test_provider_of_the_tests_insists_on_pkce(provider):
    leading_there = urlsplit(leave(Client()))
    query = parse_qs(leading_there.query)
    assert query.pop("code_challenge_method") == ["S256"]
    without = leading_there._replace(query=urlencode(query, doseq=True)).geturl()
    assert requests.get(without).status_code == 400


def test_no_to_the_provider_is_told_kindly(provider):
    client = Client()
    back = provider.deny(leave(client)).removeprefix(US)
    response = client.get(back)
    assert response.status_code == 403
    assert "Den avbröts hos Länets inloggning" in response.text
    assert_nothing_is_left(client)


NOT_USEFUL = ["", "{", "[]", "{}", "null", "[" * 100_000, '{"access_token": 1}', None]


@pytest.mark.parametrize(
    "path", ["/.well-known/openid-configuration", "/oauth2/token", "/userinfo"]
)
def test_broken_answer_of_the_provider_is_told_kindly(provider, path):
    officer()
    provider.has("olle", **OLLE)
    for text in NOT_USEFUL:
        client = Client()
        provider.is_whole()
        back = way_back(client, provider, "olle")
        provider.breaks(path, text or "", 500 if text is None else 200)
        response = client.get(back)
        assert response.status_code == 502, text
        assert "Vi fick inget svar från Länets inloggning" in response.text
        if "well-known" in path:
            assert client.post(START).status_code == 502
        assert_nothing_is_left(client)


@pytest.mark.parametrize(
    "wrong",
    [
        {"issuer": "https://nagon-annan.example"},
        {"token_endpoint": "http://127.0.0.1:1/"},
        {"token_endpoint": 1},
        {"userinfo_endpoint": "ingenstans"},
        {"jwks_uri": None, "issuer": None},
    ],
)
def test_provider_that_tells_another_way_is_told_kindly(provider, wrong):
    officer()
    provider.has("olle", **OLLE)
    client = Client()
    back = way_back(client, provider, "olle")
    path = "/.well-known/openid-configuration"
    config = requests.get(provider.address + path).json()
    provider.breaks(path, json.dumps(config | wrong))
    assert client.get(back).status_code == 502
    assert_nothing_is_left(client)


def test_two_answers_about_two_people_are_believed_in_neither(provider):
    officer()
    provider.has("olle", **OLLE)
    provider.breaks("/userinfo", json.dumps(OLLE | {"sub": "nagon-annan"}))
    client = Client()
    assert come(client, provider, "olle").status_code == 502
    assert_nothing_is_left(client)


def test_provider_that_is_away_is_told_kindly(provider, settings):
    settings.IDENTITY_PROVIDER = settings.IDENTITY_PROVIDER | {"issuer": "http://127.0.0.1:1"}
    response = Client().post(START)
    assert response.status_code == 502
    assert "Försök igen om en stund" in response.text


def test_wrong_secret_is_told_kindly(provider, settings):
    provider.has("olle", **OLLE)
    settings.IDENTITY_PROVIDER = settings.IDENTITY_PROVIDER | {"client_secret": "fel"}
    assert come(Client(), provider, "olle").status_code == 502


def test_what_the_provider_says_stands_in_no_log_and_no_page(provider, lines, caplog):
    caplog.set_level("DEBUG", "urllib3")
    officer()
    provider.has("olle", **OLLE)
    for told in ({}, {"path": "/oauth2/token", "text": '{"hemlig": "hemlig"}', "status": 400}):
        client = Client()
        back = way_back(client, provider, "olle")
        if told:
            provider.breaks(**told)
        # The tests' own browser tells of itself, too.
        lines.clear()
        page = client.get(back).text
        written = json.dumps(lines)
        assert ("The identity provider failed: OAuth2Error" in written) is bool(told)
        query = parse_qs(urlsplit(back).query)
        for secret in ("hemlig", "olle", provider.client_secret, *query["code"], *query["state"]):
            assert secret not in written, secret
            assert secret not in page, secret


def test_too_many_attempts_are_a_429(provider, settings):
    settings.IDENTITY_PROVIDER = settings.IDENTITY_PROVIDER | {"issuer": "http://127.0.0.1:1"}
    for _attempt in range(31):
        response = Client().post(START)
    assert response.status_code == 429


def test_question_to_the_provider_is_ours_alone(provider):
    wanted = "?auth_params=prompt%3Dnone&scope=offline_access&process=connect&action=reauthenticate"
    leading_there = Client().post(START + wanted).headers["Location"]
    query = parse_qs(urlsplit(leading_there).query)
    assert set(query["scope"][0].split()) == {"openid", "email"}
    assert "prompt" not in query
    assert query["redirect_uri"] == [US + ANSWER]


@pytest.mark.parametrize("target", ["https://ond.example/", "//ond.example/", "http://["])
def test_next_on_another_host_is_not_followed(provider, target):
    officer()
    provider.has("olle", **OLLE)
    response = come(Client(), provider, "olle", next=target)
    assert response.redirect_chain == [("/konto/", 302)]
