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
TYPED = "Två rader\nom <b>utbildningen</b>."


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


@pytest.mark.parametrize("state", NOT_HELD)
def test_what_was_typed_until_the_link_ended_is_given_back_to_copy(db, opened, state):
    path = f"/svar/{token_of(state)}/"
    said = {"a": TYPED, "seen": "17", "shown": "abc:defghijklmnopqrstuvwxyz:123", "webbplats": ""}
    response = send(Client(), path, said)
    assert response.status_code == 404
    assert "Två rader<br>om &lt;b&gt;utbildningen&lt;/b&gt;." in response.text
    assert "defghijklmn" not in response.text
    assert "sidan_visades" not in response.text
    assert len(send(Client(), path, {"a": "en text " * 30_000}).content) < 50_000
    assert "blockquote" not in Client().get(f"{path}?a=En+text").text


def test_what_was_typed_while_the_link_was_taken_back_is_given_back(db, monkeypatch):
    def page(request: HttpRequest, link: AnswerLink) -> HttpResponse:
        revoke_links(purpose=link.purpose, about=link.about)
        return HttpResponse(str(use_link(link=link)))

    monkeypatch.setitem(answer_links.pages, "prov", page)
    response = send(Client(), f"/svar/{make.answer_link()}/", {"a": TYPED})
    assert (response.status_code, "Två rader<br>" in response.text) == (404, True)


def test_what_was_typed_is_given_back_to_send_again_where_the_limit_is_reached(db, opened):
    path = f"/svar/{make.answer_link()}/"
    for _time in range(60):
        Client().get(path)
    response = send(Client(), path, {"a": TYPED})
    assert response.status_code == 429
    assert 'name="a" value="Två rader' in response.text
    assert "Två rader<br>om &lt;b&gt;utbildningen&lt;/b&gt;." in response.text
    assert AnswerLink.objects.waiting().exists()


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


def test_guessing_links_is_limited_and_then_a_right_one_opens_nothing_either(db, opened):
    answers = [Client().get(f"/svar/gissning-{number}/").status_code for number in range(61)]
    assert answers[59:] == [404, 429]
    path = f"/svar/{make.answer_link()}/"
    assert Client().get(path).status_code == 429
    assert Client().get(path, REMOTE_ADDR="192.0.2.7").status_code == 200
    response = send(Client(), path, {"a": TYPED})
    assert (response.status_code, "Två rader<br>" in response.text) == (429, True)
    assert AnswerLink.objects.waiting().exists()


def test_sending_wrong_links_counts_as_guessing(db):
    answers = [send(Client(), "/svar/gissning/", {}).status_code for _time in range(61)]
    assert answers[59:] == [404, 429]


def test_one_link_is_opened_so_often_and_others_at_the_same_address_still_open(db, opened):
    often, other = (f"/svar/{make.answer_link()}/" for _link in range(2))
    answers = [Client().get(often).status_code for _time in range(61)]
    assert answers[59:] == [200, 429]
    assert Client().get(other).status_code == 200
    assert Client().get("/svar/gissning/").status_code == 404


def test_whole_office_at_one_address_sends(db, monkeypatch):
    monkeypatch.setitem(answer_links.pages, "prov", lambda request, link: HttpResponse("tack"))
    for _colleague in range(4):
        path = f"/svar/{make.answer_link()}/"
        assert {send(Client(), path, {}).status_code for _time in range(25)} == {200}


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
