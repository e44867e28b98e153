"""Forms of public pages: what stands in the place of a cookie."""

import re
import time

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import RequestFactory

from records.public_forms import MOST, STAMP, TRAP, public_form, stamp
from tests.posting import OURS

TEXT = "En mening som någon vore ledsen att förlora."


@public_form
def page(request) -> HttpResponse:
    """Tells what reached it."""
    return HttpResponse(request.POST.get("text", "visad"))


def post(*, headers=OURS, seconds: float = 60, **said) -> HttpResponse:
    fields = {STAMP: stamp(time.time() - seconds), "text": TEXT} | said
    request = RequestFactory().post("/formular/", fields, headers=headers)
    request.LANGUAGE_CODE = "sv"
    return page(request)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "null"},
        {"origin": "https://ond.example"},
        {"origin": "https://testserver"},
        {"sec-fetch-site": "cross-site", "origin": "http://testserver"},
        {"sec-fetch-site": "same-site", "origin": "http://testserver"},
        {"sec-fetch-site": "none"},
        {"sec-fetch-site": "same-origin", "origin": "https://ond.example"},
    ],
)
def test_form_from_elsewhere_is_refused_and_not_shown(db, headers):
    response = post(headers=headers)
    assert response.status_code == 403
    assert TEXT not in response.text


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"seconds": 0}, "fort"),
        ({"seconds": -100}, "fort"),
        ({"seconds": 13 * 60 * 60}, "för länge"),
        ({STAMP: ""}, "för länge"),
        ({STAMP: "1:påhittad"}, "för länge"),
        ({STAMP: "1\0"}, "för länge"),
        ({TRAP: "https://reklam.example"}, "syns"),
    ],
)
def test_form_that_looks_like_a_programs_is_shown_again_to_send_again(db, said, reason):
    response = post(**said)
    assert response.status_code == 422
    assert reason in response.text
    assert f'name="text" value="{TEXT}"' in response.text
    assert response.headers["Cache-Control"] == "no-store"
    assert TRAP not in re.findall(r'name="(\w+)" value', response.text)
    shown = re.search(rf'name="{STAMP}" value="([^"]*)"', response.text).group(1)
    assert re.fullmatch(r"\d+:\S+", shown)


def test_form_of_far_too_much_is_not_repeated(db):
    response = post(seconds=0, text="a " * MOST)
    assert response.status_code == 422
    assert len(response.content) < 50_000


def test_many_forms_from_one_address_wait_and_keep_what_was_typed(db):
    most = int(settings.ACCOUNT_RATE_LIMITS["public_form"].split("/")[0])
    assert {post().status_code for _time in range(most)} == {200}
    response = post()
    assert response.status_code == 429
    assert TEXT in response.text


@pytest.mark.parametrize(
    "headers",
    [
        OURS,
        {"sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "same-origin", "origin": "null"},
        {"origin": "http://testserver"},
    ],
)
def test_form_of_a_person_comes_through_without_a_cookie(db, headers):
    response = post(headers=headers)
    assert (response.status_code, response.text) == (200, TEXT)
    assert not response.cookies


def test_page_itself_is_shown_to_all(db):
    assert page(RequestFactory().get("/formular/")).text == "visad"
    assert page.login_required is False
