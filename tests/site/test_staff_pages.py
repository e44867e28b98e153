"""The pages of people with an account under /arbete/: who gets in, and that they stand in our
design."""

import re

import html5lib
import pytest
from django.test import Client

from tests.site.addresses import STAFF

LANGUAGES = ["", "/en"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", STAFF.values())
def test_signed_out_is_led_to_the_sign_in(db, path, language):
    response = Client().get(language + path)
    assert response.status_code == 302
    assert response.headers["Location"] == f"{language}/konto/logga-in/?next={language}{path}"


@pytest.mark.parametrize("path", STAFF.values())
def test_page_that_takes_no_post_refuses_it(admin, path):
    assert admin.post(path).status_code == 405


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", STAFF.values())
def test_page_is_stored_nowhere_and_stands_in_our_design(world, admin, path, language):
    response = admin.get(language + path)
    html = response.text
    assert response.headers["Cache-Control"] == "no-store"
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert set(response.cookies) <= {"sessionid", "csrftoken"}
    assert " style=" not in html
    assert "<script>" not in html
    assert f'<html lang="{language.strip("/") or "sv"}"' in html
    html5lib.HTMLParser(strict=True).parse(html)
    ids = re.findall(r'\sid="([^"]*)"', html)
    assert len(ids) == len(set(ids))
    assert len(re.findall(r"<h1[\s>]", html)) == 1
    assert f'href="{language}{path}" aria-current="page"' in html
