"""Single sign-on, against a real provider: who comes in, and as whom the next time."""

import json

from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client

from actors.models import User
from tests.actors.coming_by_provider import OLLE, START, come, is_signed_in, leave, way_back
from tests.actors.signing_in import (
    CODE,
    SIGN_IN,
    at_the_next_code,
    code_of,
    confirm_password,
    officer,
    recovery_codes,
    samira,
    set_app_up,
    sign_in,
)
from tests.identity_provider import ANSWER


def test_invited_person_comes_in_and_nothing_of_the_answer_is_kept(provider):
    person = officer()
    provider.has("olle", **OLLE, personnummer="hemligt")
    client = Client()
    response = come(client, provider, "olle", next="/konto/enheter/")
    assert response.redirect_chain == [("/konto/enheter/", 302)]
    assert response.status_code == 200
    kept = SocialAccount.objects.get()
    assert (kept.user, kept.uid, kept.extra_data) == (person, "olle", {})
    assert kept.provider == provider.address
    assert not SocialToken.objects.exists()
    assert not {"token", "access"} & set(json.dumps(dict(client.session)))
    # A password that the person had is still theirs.
    other = Client()
    sign_in(other, person.email)
    assert is_signed_in(other)


def test_address_is_the_same_in_any_letters_and_trusted_where_we_say_so(provider, settings):
    officer()
    provider.has("olle", email="Olle@Samordna.EXAMPLE")
    assert come(Client(), provider, "olle").status_code == 403
    settings.IDENTITY_PROVIDER = settings.IDENTITY_PROVIDER | {"trusts_addresses": True}
    assert come(Client(), provider, "olle").status_code == 200
    # A provider that says no is believed all the same.
    User.objects.create_user("klara@samordna.example")
    provider.has("klara", email="klara@samordna.example", email_verified=False)
    assert come(Client(), provider, "klara").status_code == 403


def test_second_time_the_address_no_longer_matters(provider):
    officer()
    provider.has("olle", **OLLE)
    come(Client(), provider, "olle")
    provider.has("olle", email="olle.ny@annan.example", email_verified=False)
    client = Client()
    assert come(client, provider, "olle").status_code == 200
    assert is_signed_in(client)


def test_other_provider_knows_other_people(provider, settings):
    """After a change of provider the address tells anew: names of before say nothing."""
    person = officer()
    SocialAccount.objects.create(user=samira(), provider="https://fore.example", uid="olle")
    provider.has("olle", **OLLE)
    response = come(Client(), provider, "olle")
    assert response.context["user"] == person


def test_sign_in_comes_back_in_the_language_that_it_began_in(provider):
    officer()
    provider.has("olle", **OLLE)
    client = Client()
    back = way_back(client, provider, "olle", "/en")
    response = client.get(back, follow=True)
    assert [path.partition("?")[0] for path, _status in response.redirect_chain] == [
        "/en" + ANSWER, "/en/konto/",
    ]  # fmt: skip
    assert response.status_code == 200
    provider.has("okand", email="ingen@samordna.example", email_verified=True)
    client = Client()
    back = way_back(client, provider, "okand", "/en")
    assert '<html lang="en"' in client.get(back, follow=True).text


def test_session_is_listed_with_a_new_key_and_no_letter_is_sent(provider, letters):
    officer()
    provider.has("olle", **OLLE)
    client = Client(headers={"User-Agent": "Kontorets webbläsare"})
    leave(client)
    before = client.session.session_key
    come(client, provider, "olle")
    assert client.session.session_key != before
    assert "Kontorets webbläsare" in client.get("/konto/enheter/").text
    assert letters() == []


def test_second_factor_is_asked_for_and_only_then_is_the_person_remembered(provider):
    client = Client()
    client.force_login(samira())
    secret = set_app_up(client)
    provider.has("samira", email=samira().email, email_verified=True)
    client = Client()
    response = come(client, provider, "samira", next="/admin/")
    assert response.redirect_chain == [(CODE, 302)]
    assert not is_signed_in(client)
    assert not SocialAccount.objects.exists()
    waiting = json.dumps(dict(client.session))
    assert samira().password not in waiting
    assert "access_token" not in waiting
    with at_the_next_code():
        response = client.post(CODE, {"code": code_of(secret)})
    assert response.headers["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200
    assert SocialAccount.objects.get().user == samira()


def test_two_at_the_same_time_do_not_both_become_the_person(provider):
    owner, first, second = Client(), Client(), Client()
    owner.force_login(samira())
    set_app_up(owner)
    codes = recovery_codes(samira())
    for subject, client in (("den-forsta", first), ("den-andra", second)):
        provider.has(subject, email=samira().email, email_verified=True)
        come(client, provider, subject)
    first.post(CODE, {"code": codes[0]})
    assert second.post(CODE, {"code": codes[1]}, follow=True).status_code == 403
    assert is_signed_in(first)
    assert not is_signed_in(second)
    assert SocialAccount.objects.get().uid == "den-forsta"


def test_pages_that_lead_there_name_its_host_and_others_do_not(provider, settings):
    settings.IDENTITY_PROVIDER["origins"].append("https://hem.example")
    officer()
    provider.has("olle", **OLLE)
    signed_in = Client()
    come(signed_in, provider, "olle")
    policy = f"form-action 'self' {provider.address} https://hem.example"
    for client, path in ((Client(), SIGN_IN), (signed_in, "/konto/bekrafta/")):
        assert policy in client.get(path).headers["Content-Security-Policy"]
        assert START in client.get(path).text
    for client, path in ((signed_in, "/konto/"), (Client(), "/"), (Client(), "/konto/registrera/")):
        assert provider.address not in client.get(path).headers["Content-Security-Policy"]


def test_operator_is_told_of_a_host_that_browsers_would_stop_at(provider, settings, lines):
    settings.IDENTITY_PROVIDER = settings.IDENTITY_PROVIDER | {"origins": []}
    leave(Client())
    assert f"Add {provider.address} to OIDC_ORIGINS" in json.dumps(lines)


def test_administrator_lets_the_address_tell_anew(provider, admin):
    person = officer()
    provider.has("den-forsta", **OLLE)
    provider.has("den-andra", **OLLE)
    theirs = Client()
    come(theirs, provider, "den-forsta")
    form = {"action": "forget_single_sign_on", "_selected_action": [person.pk]}
    admin.post("/admin/actors/user/", form)
    assert SocialAccount.objects.exists()  # has not just shown who it is
    confirm_password(admin)
    admin.post("/admin/actors/user/", form)
    assert not is_signed_in(theirs)
    assert come(Client(), provider, "den-andra").status_code == 200
    assert SocialAccount.objects.get().uid == "den-andra"


def test_admin_shows_nothing_of_the_provider(admin):
    for model in ("socialaccount", "socialapp", "socialtoken"):
        assert admin.get(f"/admin/socialaccount/{model}/").status_code == 404
