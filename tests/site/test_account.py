"""The account's addresses: who gets in, what they send along, and that they stand in our design."""

import re
from itertools import product

import html5lib
import pytest
from django.test import Client

from tests.actors.signing_in import confirm_password
from tests.site.addresses import ACCOUNT

LANGUAGES = ["", "/en"]


@pytest.fixture
def confirmed(admin) -> Client:
    """Signed in, and has just shown the password."""
    confirm_password(admin)
    return admin


@pytest.mark.parametrize("language", LANGUAGES)
def test_signed_out_gets_what_the_table_says(db, language):
    for name, (path, status, _signed_in) in ACCOUNT.items():
        response = Client().get(language + path)
        assert response.status_code == status, name
        if status == 302 and name != "account_logout":
            assert response.headers["Location"].startswith(f"{language}/konto/logga-in/"), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_signed_in_gets_what_the_table_says(confirmed, language):
    for name, (path, _signed_out, status) in ACCOUNT.items():
        assert confirmed.get(language + path).status_code == status, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_is_stored_nowhere_and_sets_only_the_two_cookies(confirmed, language):
    for client, (name, (path, *_statuses)) in product((Client(), confirmed), ACCOUNT.items()):
        response = client.get(language + path)
        assert response.headers["Cache-Control"] == "no-store", name
        assert response.headers["X-Frame-Options"] == "DENY", name
        assert "unsafe" not in response.headers["Content-Security-Policy"], name
        assert set(response.cookies) <= {"sessionid", "csrftoken"}, name
        for cookie in response.cookies.values():
            assert cookie["httponly"], name
            assert cookie["samesite"] == "Lax", name


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_stands_in_our_design_and_its_language(confirmed, language):
    for client, (name, (path, *_statuses)) in product((Client(), confirmed), ACCOUNT.items()):
        response = client.get(language + path)
        if response.status_code != 200:
            continue
        html = response.text
        html5lib.HTMLParser(strict=True).parse(html)
        assert f'<html lang="{language.strip("/") or "sv"}"' in html, name
        assert 'class="site-header"' in html, name
        assert len(re.findall(r"<h1[\s>]", html)) == len(re.findall(r"<main[\s>]", html)) == 1, name
        ids = re.findall(r'\sid="([^"]*)"', html)
        assert len(ids) == len(set(ids)), name
        assert " style=" not in html, name
        assert not re.search(r"<script(?![^>]*(?:src=|application/json))", html), name


def test_page_of_one_signed_in_names_the_person_and_lets_them_out_by_post(admin):
    html = admin.get("/konto/").text
    assert "Inloggad som Samira" in html
    assert re.search(r'method="post" action="/konto/logga-ut/"', html)
    assert "Inloggad" not in admin.get("/").text


def test_logging_out_by_a_link_changes_nothing(admin):
    admin.get("/konto/logga-ut/")
    assert admin.get("/konto/").status_code == 200
    response = admin.post("/konto/logga-ut/")
    assert response.headers["Location"] == "/"
    assert response.cookies["sessionid"]["max-age"] == 0
    assert admin.get("/konto/").status_code == 302


def test_admin_has_no_sign_in_of_its_own(db):
    response = Client().get("/admin/login/?next=/admin/")
    assert response.headers["Location"] == "/konto/logga-in/?next=%2Fadmin%2F"
    response = Client().post("/admin/login/", {"username": "a", "password": "b"})
    assert response.headers["Location"].startswith("/konto/logga-in/")


@pytest.mark.parametrize(
    "path",
    [
        "losenord/nytt/zzzzzzzzzzzzz-abc/",
        "losenord/nytt/zzzzzzzzzzzzzzzzzzzzzzzz-abc/",
        "losenord/nytt/1-%00/",
        "logga-in/?next=%00",
        f"tva-steg/nycklar/{10**30}/namn/",
        "finns-inte/",
    ],
)
def test_address_that_cannot_be_is_no_fault_of_ours(confirmed, path):
    for client in (Client(), confirmed):
        assert client.get("/konto/" + path).status_code in (200, 302, 404)


def test_form_that_cannot_be_is_told_and_no_fault_of_ours(confirmed):
    # Signing out last: what comes after it would be asked as a stranger.
    for name in sorted(ACCOUNT, key="account_logout".__eq__):
        path = ACCOUNT[name][0]
        for client in (Client(), confirmed):
            posted = {"login": "a\0b@c.example", "password": "\0", "email": "\0", "code": "\0"}
            response = client.post(path, posted | {"credential": "{", "next": "\0"})
            assert response.status_code < 500, name
            response = client.post(path, posted | {"credential": '{"id": 1}'})
            assert response.status_code < 500, name
