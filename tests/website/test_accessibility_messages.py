"""Anybody tells of a fault in the site's accessibility, without an account and without a cookie."""

import re

import html5lib
import pytest
from django.core import mail
from django.test import Client

from records.models import OutgoingMail
from records.public_forms import TRAP
from tests.posting import OURS, is_sent_on, send
from tests.website.law import tell_all

TELL = "/tillganglighet/beratta/"
MAILBOX = "tillganglighet@samordna.example"
SAID = {"text": "Knappen läses inte upp.", "page": "/lan/kalmar/", "email": "nora@norr.example"}


def waiting() -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(to=MAILBOX))


# ---------------------------------------------------------------- refused


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"text": ""}, "fält måste fyllas i"),
        ({"text": "   "}, "fält måste fyllas i"),
        ({"text": "a\0b"}, "Null"),
        ({"text": "å" * 5001}, "5000"),
        ({"page": "b" * 501}, "500"),
        ({"page": "a\0b"}, "Null"),
        ({"email": "nora"}, "giltig e-postadress"),
        ({"email": "a\0b@norr.example"}, "e-postadress"),
        ({"text": "Jag är 19121212-1212."}, "personnummer"),
        ({"page": "191212121212"}, "personnummer"),
        ({"text": "Ring 070-123 45 67."}, "telefonnummer"),
    ],
)
def test_what_cannot_be_taken_is_told_and_kept(db, change, told):
    said = SAID | change
    response = send(Client(), TELL, said)
    assert response.status_code == 422
    assert told in response.text
    for text in said.values():
        if "\0" not in text and text.strip():
            assert text in response.text
    assert response.headers["Cache-Control"] == "no-store"
    assert not response.cookies
    assert waiting() == []


def test_what_looks_like_no_person_of_ours_is_refused(db):
    assert Client().post(TELL, SAID).status_code == 403
    assert send(Client(), TELL, SAID, seconds=0).status_code == 422
    trapped = send(Client(), TELL, SAID | {TRAP: "https://reklam.example"})
    assert trapped.status_code == 422
    assert SAID["text"] in trapped.text
    assert Client().post(TELL, SAID, headers=OURS).status_code == 422
    assert waiting() == []


def test_who_sends_too_often_waits_and_keeps_the_text(db, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"public_form": "1/h/ip"}
    assert is_sent_on(send(Client(), TELL, SAID))
    response = send(Client(), TELL, SAID)
    assert response.status_code == 429
    assert SAID["text"] in response.text
    assert len(waiting()) == 1


def test_without_a_mailbox_nothing_is_lost_in_silence(db, settings):
    tell_all(settings)
    settings.ACCESSIBILITY_MAILBOX = ""
    page = Client().get(TELL).text
    assert "Det går inte att skicka meddelanden härifrån" in page
    assert "<form" not in page.split("<main")[1]
    assert "lanet@samordna.example" in page
    assert "https://www.digg.se/tdosanmalan" in page
    response = send(Client(), TELL, SAID)
    assert response.status_code == 422
    assert SAID["text"] in response.text
    assert "Det är inte sparat" in response.text
    assert OutgoingMail.objects.count() == 0


@pytest.mark.parametrize("reference", ["finns-inte", "2" * 10, "a" * 500, "%00"])
def test_receipt_of_no_message_is_not_there(db, reference):
    assert Client().get(f"/tillganglighet/skickat/{reference}/").status_code == 404


# ---------------------------------------------------------------- taken in


def test_page_says_what_not_to_write(db):
    page = Client().get(TELL).text
    assert "Skriv inte om din egen eller någon annans situation här." in page
    assert 'name="text"' in page


@pytest.mark.parametrize("language", ["", "/en"])
def test_message_reaches_the_mailbox_and_its_reference_the_screen(db, language, letters):
    client = Client()
    response = send(client, language + TELL, SAID)
    assert is_sent_on(response)
    assert not response.cookies
    (letter,) = waiting()
    page = client.get(response.headers["Location"])
    html5lib.HTMLParser(strict=True).parse(page.text)
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert not page.cookies
    (reference,) = re.findall(r"<strong>(\w{10})</strong>", page.text)
    assert reference in letter.subject
    assert SAID["text"] not in page.text
    (sent,) = letters()
    assert sent.to == [MAILBOX]
    for text in (*SAID.values(), reference):
        assert text in sent.body
    assert ("engelska sidan" in sent.body) is bool(language)
    # The text is nowhere kept here once it has left.
    letter.refresh_from_db()
    assert letter.text == letter.html == ""


def test_nothing_but_what_does_not_work_must_be_told(db):
    assert is_sent_on(send(Client(), TELL, {"text": SAID["text"]}))
    (letter,) = waiting()
    assert "inte angiven" in letter.text
    assert "inget svar önskas" in letter.text


def test_telephone_number_may_stand_when_its_writer_says_so(db):
    said = SAID | {"text": "Ring 070-123 45 67.", "confirm_personal_data": "on"}
    assert is_sent_on(send(Client(), TELL, said))


def test_markup_is_shown_and_not_obeyed(db):
    send(Client(), TELL, SAID | {"text": "<b>Fet</b>"})
    (letter,) = waiting()
    assert "<b>Fet</b>" in letter.text
    assert "&lt;b&gt;Fet&lt;/b&gt;" in letter.html
    assert mail.outbox == []
