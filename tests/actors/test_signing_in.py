"""Signing in: what is refused, what is never told, then what works."""

from unittest.mock import patch

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth as webauthn
from auditlog.models import LogEntry
from django.core.management import call_command
from django.test import Client

from actors.models import User
from actors.sign_in.second_factor import forget_second_factor
from records.choices import Verb
from tests.actors.signing_in import (
    CODE,
    PASSWORD,
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

WRONG = "E-postadressen eller lösenordet stämmer inte."
FORGOTTEN = "/konto/losenord/glomt/"


def is_signed_in(client: Client) -> bool:
    return client.get("/konto/").status_code == 200


def without_tokens(response) -> str:
    lines = response.text.splitlines()
    return "\n".join(line for line in lines if "csrfmiddlewaretoken" not in line)


def test_wrong_password_unknown_person_and_closed_account_get_the_same_answer(db):
    officer()
    User.objects.create_user("stangd@samordna.example", PASSWORD, is_active=False)
    answers = set()
    for email, password in [
        ("olle@samordna.example", "fel lösenord här"),
        ("ingen@samordna.example", PASSWORD),
        ("stangd@samordna.example", PASSWORD),
    ]:
        client = Client()
        response = sign_in(client, email, password)
        assert response.status_code == 200
        assert WRONG in response.text
        assert not is_signed_in(client)
        answers.add(without_tokens(response).replace(email, ""))
    assert len(answers) == 1


def test_unknown_person_costs_as_much_time_as_a_wrong_password(db, django_assert_num_queries):
    """Both are hashed once and asked for alike: the time tells nothing."""
    officer()
    with django_assert_num_queries(2):
        sign_in(Client(), "olle@samordna.example", "fel lösenord här")
    with django_assert_num_queries(2):
        sign_in(Client(), "ingen@samordna.example", "fel lösenord här")


def test_passwords_of_our_own_switched_off_open_nothing(db, settings):
    officer()
    settings.LOCAL_PASSWORDS = False
    client = Client()
    sign_in(client, "olle@samordna.example")
    assert not is_signed_in(client)
    assert 'name="password"' not in client.get(SIGN_IN).text
    assert client.get(FORGOTTEN).status_code == 404
    client.force_login(officer())
    assert client.get("/konto/losenord/byt/").status_code == 404
    assert "/konto/losenord/byt/" not in client.get("/konto/").text


def test_address_is_the_same_in_any_letters(db):
    person = officer()
    person.email = "Olle@Samordna.example"
    person.save()
    client = Client()
    sign_in(client, " OLLE@samordna.example ")
    assert is_signed_in(client)


def test_too_many_wrong_passwords_close_the_door_to_the_right_one(db):
    for email in ("olle@samordna.example", "ingen@samordna.example"):
        officer()
        for _attempt in range(5):
            sign_in(Client(), email, "fel lösenord här")
        response = sign_in(Client(), email)
        assert "För många försök" in response.text
        assert "sessionid" not in response.cookies


def test_wrong_passwords_count_whatever_port_is_asked(db):
    officer()
    for port in range(2000, 2006):
        client = Client(headers={"Host": f"localhost:{port}"})
        sign_in(client, "olle@samordna.example", "fel lösenord här")
    assert "För många försök" in sign_in(Client(), "olle@samordna.example").text


def test_new_password_opens_the_door_that_wrong_ones_closed(db, letters):
    officer()
    for _attempt in range(6):
        sign_in(Client(), "olle@samordna.example", "fel lösenord här")
    client = Client()
    client.post(FORGOTTEN, {"email": "olle@samordna.example"})
    link = next(word for word in letters()[0].body.split() if "/nytt/" in word)
    form = client.get(link, follow=True)
    new = {"password1": "en annan lång fras", "password2": "en annan lång fras"}
    client.post(form.request["PATH_INFO"], new)
    sign_in(client, "olle@samordna.example", "en annan lång fras")
    assert is_signed_in(client)


@pytest.mark.parametrize("email", ["a" * 250 + "@b.se", "\u0130@c.se", "inte en adress"])
def test_address_that_no_letter_reaches_is_told_and_kept(db, email):
    response = Client().post(FORGOTTEN, {"email": email})
    assert response.status_code == 200
    assert response.context["form"].errors["email"]


def test_too_many_requests_are_a_429_in_our_design(db):
    for _attempt in range(31):
        response = Client().post(SIGN_IN)
    assert response.status_code == 429
    assert "Vänta några minuter" in response.text
    assert 'class="site-header"' in response.text
    assert Client().post("/en" + SIGN_IN).status_code == 429


def test_limit_counts_callers_behind_the_proxy_apart(db, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for _attempt in range(31):
        response = Client().post(SIGN_IN, headers={"X-Forwarded-For": "198.51.100.1"})
    assert response.status_code == 429
    other = {"X-Forwarded-For": "198.51.100.1, 198.51.100.2"}
    assert Client().post(SIGN_IN, headers=other).status_code == 200


@pytest.mark.parametrize(
    "target", ["https://ond.example/", "//ond.example/", "javascript:alert()", "http://[", "//["]
)
def test_next_on_another_host_is_not_followed(db, target):
    officer()
    response = sign_in(Client(), "olle@samordna.example", next=target)
    assert response.headers["Location"] == "/arbete/"
    assert Client().get(SIGN_IN, {"next": target}).status_code == 200


def test_nobody_signs_up_on_their_own(db):
    form = {"email": "ny@samordna.example", "password1": PASSWORD}
    response = Client().post("/konto/registrera/", form)
    assert "genom en inbjudan" in response.text
    assert not User.objects.exists()


def test_forgotten_password_answers_the_same_for_known_unknown_and_closed(db, letters):
    officer()
    User.objects.create_user("stangd@samordna.example", PASSWORD, is_active=False)
    pages = set()
    for email in ("olle", "ingen", "stangd"):
        response = Client().post(FORGOTTEN, {"email": f"{email}@samordna.example"}, follow=True)
        assert response.redirect_chain == [(FORGOTTEN + "skickat/", 302)]
        pages.add(without_tokens(response))
    assert len(pages) == 1
    assert [mail.to for mail in letters()] == [
        ["olle@samordna.example"], ["ingen@samordna.example"], ["stangd@samordna.example"]
    ]  # fmt: skip
    assert "/konto/losenord/nytt/" in letters()[0].body
    for mail in letters()[1:]:
        assert "/konto/losenord/nytt/" not in mail.body


def test_mail_server_that_is_away_does_not_stop_or_tell(db, settings):
    officer()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    for email in ("olle", "ingen"):
        response = Client().post(FORGOTTEN, {"email": f"{email}@samordna.example"})
        assert response.headers["Location"] == FORGOTTEN + "skickat/"


def test_link_in_the_mail_sets_a_new_password_once(db, letters):
    officer()
    old_session = Client()
    sign_in(old_session, "olle@samordna.example")
    client = Client()
    client.post(FORGOTTEN, {"email": "olle@samordna.example"})
    link = next(word for word in letters()[0].body.split() if "/nytt/" in word)
    client.get(link)
    assert is_signed_in(old_session)  # a mail filter that opens the link changes nothing
    form = client.get(link, follow=True)
    short = {"password1": "kort", "password2": "kort"}
    assert "minst 12 tecken" in client.post(form.request["PATH_INFO"], short).text
    new = {"password1": "en annan lång fras", "password2": "en annan lång fras"}
    response = client.post(form.request["PATH_INFO"], new, follow=True)
    assert "Lösenordet är bytt" in response.text
    assert not is_signed_in(old_session)
    assert "gäller inte längre" in Client().get(link, follow=True).text
    sign_in(client, "olle@samordna.example", "en annan lång fras")
    assert is_signed_in(client)


def test_link_in_the_mail_leads_to_our_site_whatever_host_was_asked(db, letters, settings):
    officer()
    settings.ALLOWED_HOSTS = ["*"]
    form = {"email": "olle@samordna.example"}
    Client().post(FORGOTTEN, form, headers={"host": "annan.example"})
    letter = letters()[0]
    ((html, _kind),) = letter.alternatives
    for body in (letter.body, html):
        assert f"{settings.SITE_ADDRESS}/konto/losenord/nytt/" in body
        assert "annan.example" not in body


def test_letter_about_the_account_says_from_where(db, letters):
    """In HTML too, where what a browser calls itself is no markup."""
    officer()
    client = Client(headers={"user-agent": "<b>Bläddrare</b>"})
    sign_in(client, "olle@samordna.example")
    new = {"password1": "en annan lång fras", "password2": "en annan lång fras"}
    client.post("/konto/losenord/byt/", new | {"oldpassword": PASSWORD})
    letter = letters()[0]
    ((html, _kind),) = letter.alternatives
    assert "IP-adress: 127.0.0.1" in letter.body
    assert "Webbläsare: <b>Bläddrare</b>" in letter.body
    assert "Webbläsare: &lt;b&gt;Bläddrare&lt;/b&gt;" in html


def test_mail_is_in_the_language_of_the_person(db, letters):
    User.objects.filter(pk=officer().pk).update(language="en")
    Client().post(FORGOTTEN, {"email": "olle@samordna.example"})
    assert letters()[0].subject == "Choose a new password"
    Client().post("/en" + FORGOTTEN, {"email": "ingen@samordna.example"})
    assert letters()[1].subject == "Choose a new password"


def test_changed_password_asks_for_the_old_one_and_is_told_by_mail(db, letters):
    officer()
    client = Client()
    sign_in(client, "olle@samordna.example")
    new = {"password1": "en annan lång fras", "password2": "en annan lång fras"}
    response = client.post("/konto/losenord/byt/", new | {"oldpassword": "fel"})
    assert "Det nuvarande lösenordet stämmer inte." in response.text
    client.post("/konto/losenord/byt/", new | {"oldpassword": PASSWORD})
    assert is_signed_in(client)
    assert officer().check_password("en annan lång fras")
    assert [mail.subject for mail in letters()] == ["Lösenordet är bytt"]


def test_person_without_a_password_has_none_to_change(db):
    person = officer()
    person.set_unusable_password()
    person.save()
    client = Client()
    client.force_login(person)
    assert client.get("/konto/losenord/byt/").status_code == 404
    assert client.get("/konto/").status_code == 200


# --- The second factor -----------------------------------------------------------------------
def test_second_factor_is_not_changed_without_the_password_just_shown(admin):
    for path in ("app/", "reservkoder/nya/", "nycklar/ny/"):
        response = admin.get("/konto/tva-steg/" + path)
        assert response.headers["Location"].startswith("/konto/bekrafta/"), path


def test_superuser_without_a_second_factor_is_led_to_set_it_up(admin, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    for language in ("", "/en"):
        for path in ("/admin/", "/admin/actors/user/"):
            response = admin.get(language + path)
            assert response.headers["Location"] == language + "/konto/tva-steg/"
    assert "så öppnas sidan" in admin.get("/konto/tva-steg/").text
    assert admin.post("/admin/actors/user/add/", {}).status_code == 302
    secret = set_app_up(admin)
    show = admin.get("/admin/actors/user/").headers["Location"]
    assert show.startswith("/konto/tva-steg/bekrafta/")
    with at_the_next_code():
        admin.post(show, {"code": code_of(secret)})
    assert admin.get("/admin/actors/user/").status_code == 200


def test_session_older_than_the_second_factor_does_not_pass_it(db, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    with_password_alone, owner = Client(), Client()
    for client in (with_password_alone, owner):
        sign_in(client, samira().email)
    set_app_up(owner)
    for path in ("/admin/", "/en/admin/actors/user/"):
        response = with_password_alone.get(path)
        assert "/tva-steg/bekrafta/" in response.headers["Location"], path
    form = {"action": "forget_second_factor", "_selected_action": [samira().pk]}
    with_password_alone.post("/admin/actors/user/", form)
    assert Authenticator.objects.exists()


def test_admin_is_no_second_way_to_a_password(admin):
    assert admin.get("/admin/password_change/").headers["Location"] == "/konto/losenord/byt/"
    for person in (samira(), officer()):
        target = f"/admin/actors/user/{person.pk}/password/"
        new = {"password1": "en annan lång fras", "password2": "en annan lång fras"}
        assert admin.post(target, new).status_code == 403
        assert (
            "password"
            not in admin.get(f"/admin/actors/user/{person.pk}/change/")
            .context["adminform"]
            .form.fields
        )


def test_password_without_the_code_does_not_sign_in(db):
    client = Client()
    client.force_login(samira())
    set_app_up(client)
    client = Client()
    response = sign_in(client, "samira@samordna.example")
    assert response.headers["Location"] == CODE
    assert not is_signed_in(client)
    assert "Koden stämmer inte" in client.post(CODE, {"code": "000000"}).text
    for _attempt in range(5):
        response = client.post(CODE, {"code": "000000"})
    assert "För många försök" in response.text
    assert not is_signed_in(client)


def test_password_and_code_sign_in_and_the_code_is_good_once(db):
    client = Client()
    client.force_login(samira())
    secret = set_app_up(client)
    with at_the_next_code():
        for outcome in (True, False):
            client = Client()
            sign_in(client, "samira@samordna.example")
            client.post(CODE, {"code": code_of(secret)})
            assert is_signed_in(client) is outcome


@pytest.mark.parametrize(
    "answer",
    ["", "{", "1", "[]", "{}", '{"id": 1}', '{"rawId": "a"}', "[" * 100_000, "[" * 900 + "]" * 900],
)
def test_broken_answer_of_a_key_is_told_and_opens_nothing(db, answer):
    client = Client()
    client.force_login(samira())
    set_app_up(client)
    response = client.post("/konto/tva-steg/nycklar/ny/", {"name": "x", "credential": answer})
    assert response.status_code == 200
    client = Client()
    sign_in(client, "samira@samordna.example")
    assert client.post(CODE, {"credential": answer}).status_code == 200
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    ("name", "told"),
    [("Ann 850709-9805", "personnummer"), ("Ann, Storgatan 12", "gatuadress")],
)
def test_name_of_a_key_is_looked_at_like_every_text(db, name, told):
    client = Client()
    client.force_login(samira())
    set_app_up(client)
    key = Authenticator.objects.create(
        user=samira(), type=Authenticator.Type.WEBAUTHN, data={"name": "Datorn"}
    )
    for page in (f"/konto/tva-steg/nycklar/{key.pk}/namn/", "/konto/tva-steg/nycklar/ny/"):
        with patch.object(webauthn, "begin_registration", return_value={}):
            response = client.post(page, {"name": name})
        assert told in response.text, page
        assert response.status_code == 200
    key.refresh_from_db()
    assert key.data == {"name": "Datorn"}


def test_who_has_only_an_app_is_not_asked_for_a_key(db):
    client = Client()
    client.force_login(samira())
    set_app_up(client)
    client = Client()
    sign_in(client, "samira@samordna.example")
    page = client.get(CODE)
    assert page.context["form"].fields["code"]
    assert "use-key" not in page.text


def test_recovery_code_signs_in_once(db):
    client = Client()
    client.force_login(samira())
    set_app_up(client)
    code = recovery_codes(samira())[0]
    for outcome in (True, False):
        client = Client()
        sign_in(client, "samira@samordna.example")
        client.post(CODE, {"code": code})
        assert is_signed_in(client) is outcome


def test_recovery_codes_are_shown_and_fetched_and_replaced(db):
    client = Client()
    client.force_login(samira())
    set_app_up(client)
    old = recovery_codes(samira())
    assert len(old) == 10
    assert all(code in client.get("/konto/tva-steg/reservkoder/").text for code in old)
    fetched = client.get("/konto/tva-steg/reservkoder/hamta/")
    assert old[0] in fetched.text
    assert fetched.headers["Cache-Control"] == "no-store"
    client.post("/konto/tva-steg/reservkoder/nya/")
    assert not set(old) & set(recovery_codes(samira()))


def test_secrets_of_the_second_factor_are_not_readable_in_the_database(db, settings):
    client = Client()
    client.force_login(samira())
    secret = set_app_up(client)
    codes = recovery_codes(samira())
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept
    assert not any(code in kept for code in codes)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "a new one" * 9
    assert recovery_codes(samira()) == codes


def test_app_is_taken_away_and_the_person_is_told(db, letters):
    client = Client()
    client.force_login(samira())
    set_app_up(client)
    client.post("/konto/tva-steg/app/ta-bort/")
    assert not Authenticator.objects.exists()
    subjects = [mail.subject for mail in letters()]
    assert subjects[-1] == "App för engångskoder borttagen"


def test_administrator_takes_away_the_second_factor_of_one_who_has_lost_it(admin, letters):
    person, theirs = officer(), Client()
    sign_in(theirs, person.email)
    set_app_up(theirs)
    form = {"action": "forget_second_factor", "_selected_action": [person.pk]}
    theirs.post("/admin/actors/user/", form)
    assert Authenticator.objects.filter(user=person).exists()
    admin.post("/admin/actors/user/", form)
    assert Authenticator.objects.filter(user=person).exists()  # has not just shown who it is
    confirm_password(admin)
    assert is_signed_in(theirs)
    admin.post("/admin/actors/user/", form)
    assert not Authenticator.objects.filter(user=person).exists()
    assert not is_signed_in(theirs)
    told = LogEntry.objects.get(additional_data__verb=Verb.SECOND_FACTOR_REMOVED)
    assert (told.actor, told.object_id) == (samira(), person.pk)
    letter = letters()[-1]
    assert letter.to == [person.email]
    assert letter.subject == "Inloggning i två steg är borttagen"
    assert "IP-adress" not in letter.body


def test_second_factor_that_was_never_there_is_not_told_as_taken_away(admin, letters):
    confirm_password(admin)
    form = {"action": "forget_second_factor", "_selected_action": [officer().pk]}
    page = admin.post("/admin/actors/user/", form, follow=True).text
    assert "Det fanns inget att ta bort." in page
    assert letters() == []
    assert not LogEntry.objects.filter(additional_data__verb=Verb.SECOND_FACTOR_REMOVED).exists()


def test_sign_in_that_waits_for_a_code_ends_when_the_second_factor_is_taken_away(db):
    client = Client()
    client.force_login(samira())
    set_app_up(client)
    waiting = Client()
    sign_in(waiting, samira().email)
    forget_second_factor(person=samira())
    response = waiting.post(CODE, {"code": "123456"}, follow=True)
    assert response.request["PATH_INFO"] == SIGN_IN
    assert "Inloggningen avbröts. Logga in igen." in response.text
    sign_in(waiting, samira().email)
    assert is_signed_in(waiting)


def test_administrator_does_not_take_away_the_own_second_factor(admin):
    set_app_up(admin)
    form = {"action": "forget_second_factor", "_selected_action": [samira().pk]}
    admin.post("/admin/actors/user/", form)
    assert Authenticator.objects.filter(user=samira()).exists()


# --- Sessions --------------------------------------------------------------------------------
def test_list_of_devices_ends_the_other_sessions(db):
    officer()
    here, there = Client(), Client(headers={"User-Agent": "Annan webbläsare"})
    for client in (here, there):
        sign_in(client, "olle@samordna.example")
    assert "Annan webbläsare" in here.get("/konto/enheter/").text
    here.post("/konto/enheter/")
    assert is_signed_in(here)
    assert not is_signed_in(there)


def test_session_ends_with_the_browser_and_after_a_working_day(db, settings):
    officer()
    response = sign_in(Client(), "olle@samordna.example")
    assert response.cookies["sessionid"]["max-age"] == ""
    assert settings.SESSION_COOKIE_AGE == 10 * 60 * 60


def test_session_gets_a_new_key_at_sign_in(db):
    officer()
    client = Client()
    client.session.save()
    before = client.session.session_key
    sign_in(client, "olle@samordna.example")
    assert client.session.session_key != before


def test_address_of_the_person_is_the_only_one(db):
    """A second list of addresses would open for one that has been changed."""
    person = officer()
    client = Client()
    sign_in(client, "olle@samordna.example")
    confirm_password(client)
    set_app_up(client)
    client.post(FORGOTTEN, {"email": "olle@samordna.example"})
    assert not EmailAddress.objects.exists()
    person.email = "olle.ny@samordna.example"
    person.save()
    assert WRONG in sign_in(Client(), "olle@samordna.example").text


def test_printed_sign_in_of_a_developer_opens_the_admin(db, settings, tmp_path, capsys):
    settings.DEBUG, settings.LOCAL_DIR = True, tmp_path
    call_command("ensure_superuser")
    password = (tmp_path / "sign-in.txt").read_text().strip()
    client = Client()
    response = sign_in(client, "admin@samordna.example", password, next="/admin/")
    assert response.headers["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200
