"""The outbox in the admin: read, and sent again by POST; never written."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from actors.models import User
from records.choices import MailState
from records.models import OutgoingMail
from tests.records.test_mail import PAPER, queue

# Django's own admin templates look up names that are not always there.
pytestmark = pytest.mark.ignore_template_errors

LIST = "/admin/records/outgoingmail/"


def of(mail: OutgoingMail, page: str) -> str:
    return reverse(f"admin:records_outgoingmail_{page}", args=[mail.pk])


def again(client: Client, mail: OutgoingMail):
    chosen = {"action": "send_chosen_again", "_selected_action": [mail.pk]}
    return client.post(LIST, chosen, follow=True)


def test_letter_is_neither_added_changed_nor_deleted(admin):
    mail = queue()
    for address in (f"{LIST}add/", of(mail, "change"), of(mail, "delete")):
        assert admin.post(address, {"to": "x@y.example", "post": "yes"}).status_code == 403, address
    admin.post(LIST, {"action": "delete_selected", "_selected_action": [mail.pk], "post": "yes"})
    assert OutgoingMail.objects.get().to == mail.to


def test_somebody_who_is_no_superuser_sees_no_letter(db):
    mail = queue()
    OutgoingMail.objects.update(state=MailState.FAILED)
    person = User.objects.create_user("m@samordna.example", name="Maja")
    client = Client()
    client.force_login(person)
    for address in (LIST, of(mail, "change")):
        assert client.get(address).status_code in (302, 403)
    again(client, mail)
    assert OutgoingMail.objects.get().state == MailState.FAILED


def test_letter_shows_its_errors_and_neither_its_text_nor_its_attachment(admin):
    mail = queue(attachment=PAPER)
    OutgoingMail.objects.update(
        error_history="2026-11-22 10:00:00 (försök 1) TimeoutError: för sent"
    )
    html = admin.get(of(mail, "change")).text
    assert "TimeoutError: för sent" in html
    assert "provmeddelande." not in html
    assert PAPER.name not in html
    assert "anna@kalmar.example" in admin.get(f"{LIST}?state__exact=waiting").text
    assert "anna@kalmar.example" not in admin.get(f"{LIST}?state__exact=failed").text


def test_next_attempt_is_told_while_there_is_one(admin):
    mail = queue()
    for state, told in [(MailState.WAITING, "2026-11-24 09:30"), (MailState.FAILED, "-")]:
        OutgoingMail.objects.update(
            state=state, next_attempt_at=datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
        )
        html = admin.get(of(mail, "change")).text
        field = re.search(r"Nästa försök.*?readonly\">(.*?)</div>", html, re.DOTALL).group(1)
        assert field.strip() == told


def test_sending_again_by_get_does_nothing(admin):
    mail = queue()
    OutgoingMail.objects.update(state=MailState.FAILED)
    admin.get(LIST, {"action": "send_chosen_again", "_selected_action": mail.pk})
    assert OutgoingMail.objects.get().state == MailState.FAILED


def test_letter_on_loan_is_left_and_said_to_be(admin):
    mail = queue()
    OutgoingMail.objects.update(state=MailState.SENDING)
    assert "1 är redan skickat" in again(admin, mail).text
    assert OutgoingMail.objects.get().state == MailState.SENDING


def test_letter_that_was_given_up_is_sent_again_by_post(admin):
    mail = queue()
    OutgoingMail.objects.update(state=MailState.FAILED, attempts=70)
    assert "1 skickas igen." in again(admin, mail).text
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == (MailState.WAITING, 0)
