"""Links without sign-in: what they open, and when they no longer do."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.utils import timezone

from actors import answer_links
from actors.models import AnswerLink
from actors.services import LinkClosedError, hold_link, make_link, revoke_links, use_link
from tests import builders as make
from tests.posting import send

AN_HOUR = timedelta(hours=1)


@pytest.fixture
def opened(monkeypatch) -> None:
    """A page of the tests' own that a link opens, and that a POST uses up."""

    def page(request: HttpRequest, link: AnswerLink) -> HttpResponse:
        if request.method == "POST":
            use_link(link=link)
        return HttpResponse(f"{request.method} {link.about}")

    monkeypatch.setitem(answer_links.pages, "prov", page)


def token_of(state: str) -> str:
    now = timezone.now()
    past = {"created_at": now - 2 * AN_HOUR, "expires_at": now - AN_HOUR}
    states = {
        "expired": past,
        "revoked": {"revoked_at": now},
        "used": {"used_at": now},
        "of an unknown purpose": {"purpose": "annat"},
    }
    return "pahittad" if state == "unknown" else make.answer_link(**states[state])


NOT_HELD = ["unknown", "expired", "revoked", "used", "of an unknown purpose"]


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("state", NOT_HELD)
def test_link_that_does_not_hold_opens_one_page_that_says_what_to_do(db, opened, state, language):
    path = f"{language}/svar/{token_of(state)}/"
    unknown = Client().get(f"{language}/svar/annan/").text.replace("annan", "")
    for response in (Client().get(path), send(Client(), path, {"a": "b"})):
        assert response.status_code == 404
        # Nothing tells why it does not hold.
        assert response.text.replace(path.split("/")[-2], "") == unknown
        assert not response.cookies
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert response.headers["X-Robots-Tag"] == "noindex"


def test_link_is_shown_by_get_any_number_of_times_and_acts_by_post_once(db, opened):
    path = f"/svar/{make.answer_link()}/"
    for method in ("get", "head", "get"):
        assert getattr(Client(), method)(path).status_code == 200
    assert AnswerLink.objects.waiting().exists()
    response = send(Client(), path, {})
    assert response.text == "POST abc"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert AnswerLink.objects.get().used_at
    assert send(Client(), path, {}).status_code == Client().get(path).status_code == 404


def test_post_from_elsewhere_does_not_act(db, opened):
    path = f"/svar/{make.answer_link()}/"
    assert Client().post(path).status_code == 403
    assert AnswerLink.objects.waiting().exists()


def test_link_says_nothing_of_who_is_signed_in(db, opened, admin):
    path = f"/svar/{make.answer_link()}/"
    response = admin.get(path)
    assert response.content == Client().get(path).content
    assert "Cookie" not in response.headers.get("Vary", "")


def test_guessing_links_is_limited(db):
    answers = [Client().get(f"/svar/gissning-{number}/").status_code for number in range(61)]
    assert answers[59:] == [404, 429]


def test_link_to_no_address_is_not_made(db):
    with pytest.raises(ValidationError):
        make_link(purpose="prov", about="abc", address="ingen adress")
    assert not AnswerLink.objects.exists()


def test_link_keeps_a_hash_and_holds_for_two_weeks(db):
    token = make_link(purpose="prov", about="abc", address=" Funktion@Example.se ")
    link = AnswerLink.objects.by_token(token).get()
    assert token not in link.token_hash
    assert len(token) >= 43
    assert link.address == "funktion@example.se"
    assert timedelta(days=13) < link.expires_at - timezone.now() < timedelta(days=15)


def test_links_about_one_thing_are_taken_back_and_others_stay(db):
    for about in ("abc", "abc", "annat"):
        make.answer_link(about=about)
    make.answer_link(purpose="annan")
    assert revoke_links(purpose="prov", about="abc") == 2
    assert revoke_links(purpose="prov", about="abc") == 0
    assert AnswerLink.objects.waiting().count() == 2


def test_link_that_was_taken_back_while_its_page_was_open_is_not_held(db):
    make.answer_link()
    link = AnswerLink.objects.get()
    revoke_links(purpose="prov", about="abc")
    with transaction.atomic(), pytest.raises(LinkClosedError):
        hold_link(link=link)
    with pytest.raises(LinkClosedError):
        use_link(link=link)
