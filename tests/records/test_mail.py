"""The outbox against a real mail server on the loopback that takes, refuses, or is away."""

from base64 import b64encode
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from records.choices import MailState
from records.mail import Attachment, CalendarPart, queue_mail, send_again, send_now, send_waiting
from records.models import OutgoingMail
from tests.smtp import mail_server, no_mail_server

PAPER = Attachment("Uppföljning åäö.pdf", "application/pdf", b"%PDF-1.7\n\x00\xff provmeddelande")
CALENDAR = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Möte\r\nEND:VCALENDAR\r\n"


def queue(key: str = "prov:1", **fields) -> OutgoingMail:
    given = {"to": "anna@kalmar.example", "language": "sv", "template": "test", "context": {}}
    return queue_mail(key=key, **(given | fields))


def pass_time(mail: OutgoingMail, **time) -> None:
    """All of the letter's times lie so much earlier."""
    mail.refresh_from_db()
    for name in ("created_at", "waiting_since", "first_attempt_at", "next_attempt_at"):
        if moment := getattr(mail, name):
            setattr(mail, name, moment - timedelta(**time))
    mail.save()


def minutes_to_next(mail: OutgoingMail) -> int:
    mail.refresh_from_db()
    return round((mail.next_attempt_at - timezone.now()).total_seconds() / 60)


@pytest.fixture
def away(db, settings) -> int:
    """The port where the mail server would be."""
    return no_mail_server(settings)


@pytest.mark.parametrize("to", ["", "ingen adress", "a@b.example\nBcc: c@d.example"])
def test_address_that_is_none_is_refused(db, to):
    with pytest.raises(ValidationError):
        queue(to=to)


def test_language_without_texts_is_refused(db):
    with pytest.raises(ValidationError):
        queue(language="fi")


def test_rollback_leaves_no_mail(db):
    with transaction.atomic():
        queue()
        transaction.set_rollback(True)
    assert not OutgoingMail.objects.exists()


def test_same_key_twice_is_one_row_and_one_letter(db, settings):
    with mail_server(settings) as letters:
        first = queue()
        assert queue(to="nagon.annan@kalmar.example") == first
        send_waiting(limit=10)
        assert queue() == first
        send_waiting(limit=10)
    assert len(letters) == 1


def test_database_refuses_a_sent_letter_without_its_time_and_an_unsent_one_without_text(db):
    mail = queue()
    for wrong in (
        {"state": MailState.SENT},
        {"text": ""},
        {"calendar": CALENDAR},
        {"attachment": "JVBERg=="},
        {"attachment": "JVBERg==", "attachment_name": "namn.pdf"},
        {"state": "x"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            OutgoingMail.objects.filter(pk=mail.pk).update(**wrong)


def test_server_that_is_away_ends_the_pass_and_puts_off_one_letter(away):
    mails = [queue(f"prov:{number}") for number in range(3)]
    done = send_waiting(limit=10)
    assert (done.sent, done.put_off, done.given_up, done.server_is_away) == (0, 1, 0, True)
    assert OutgoingMail.objects.filter(attempts=0, state=MailState.WAITING).count() == 2
    mails[0].refresh_from_db()
    assert mails[0].state == MailState.WAITING
    assert "ConnectionRefusedError" in mails[0].error_history


def test_back_off_is_1_5_15_60_minutes_and_then_hourly(away):
    mail = queue()
    waits = []
    for _attempt in range(6):
        assert send_waiting(limit=1).put_off == 1
        assert send_waiting(limit=1).tried == 0, "It was tried before its time"
        waits.append(minutes_to_next(mail))
        pass_time(mail, minutes=waits[-1])
    assert waits == [1, 5, 15, 60, 60, 60]
    assert mail.error_history.count("\n") == 6


def test_server_that_was_away_for_a_day_gets_all_letters_afterwards(away, settings):
    mails = [queue(f"prov:{number}") for number in range(3)]
    for _hour in range(24):
        send_waiting(limit=10)
        for mail in mails:
            pass_time(mail, hours=1)
    with mail_server(settings, port=away) as letters:
        assert send_waiting(limit=10).sent == 3
    assert {letter["Message-ID"] for letter in letters} == {mail.message_id for mail in mails}


def test_letter_is_given_up_after_three_days_of_attempts_and_not_tried_more(away, settings):
    mail = queue()
    pass_time(mail, days=10)  # no worker ran: that is not the letter's time
    assert send_waiting(limit=1).put_off == 1
    pass_time(mail, days=2, hours=23)
    assert send_waiting(limit=1).put_off == 1
    pass_time(mail, hours=2)
    assert send_waiting(limit=1).given_up == 1
    pass_time(mail, days=1)
    with mail_server(settings, port=away) as letters:
        assert send_waiting(limit=1).tried == 0
    mail.refresh_from_db()
    assert (mail.state, letters) == (MailState.FAILED, [])
    assert mail.text, "A letter that was given up is kept whole"


def test_letter_that_was_given_up_is_sent_again_with_its_history(away, settings):
    mail = queue()
    send_waiting(limit=1)
    OutgoingMail.objects.update(state=MailState.FAILED)
    with mail_server(settings, port=away) as letters:
        assert send_again(mail=mail)
        assert send_waiting(limit=1).sent == 1
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, len(letters)) == (MailState.SENT, 1, 1)
    assert "ConnectionRefusedError" in mail.error_history


def test_what_is_sent_or_on_loan_is_not_sent_again(db, settings):
    mail = queue()
    OutgoingMail.objects.update(state=MailState.SENDING)
    assert not send_again(mail=mail)
    OutgoingMail.objects.update(state=MailState.WAITING)
    with mail_server(settings):
        send_waiting(limit=1)
    assert not send_again(mail=mail)


def test_unknown_mailbox_is_given_up_at_once_and_a_full_one_is_tried_again(db, settings):
    unknown, full, other = (
        queue(word, to=f"{word}@kalmar.example") for word in ("okand", "full", "anna")
    )
    with mail_server(settings) as letters:
        done = send_waiting(limit=10)
    assert (done.sent, done.put_off, done.given_up, len(letters)) == (1, 1, 1, 1)
    for mail, state in ((unknown, "failed"), (full, "waiting"), (other, "sent")):
        mail.refresh_from_db()
        assert mail.state == state, mail.key


def test_letter_of_a_worker_that_died_is_taken_when_its_loan_ends(db, settings):
    mail = queue()
    OutgoingMail.objects.update(
        state=MailState.SENDING, attempts=1, next_attempt_at=timezone.now() + timedelta(minutes=1)
    )
    with mail_server(settings) as letters:
        assert send_waiting(limit=10).tried == 0
        assert send_now(mail=mail).tried == 0
        pass_time(mail, minutes=2)
        assert send_waiting(limit=10).sent == 1
    mail.refresh_from_db()
    assert (mail.attempts, len(letters)) == (2, 1)
    assert "Avbrutet" in mail.error_history


def test_message_id_is_the_same_in_every_attempt(away, settings):
    mail = queue()
    send_waiting(limit=1)
    pass_time(mail, minutes=1)
    with mail_server(settings, port=away) as letters:
        send_waiting(limit=1)
    assert letters[0]["Message-ID"] == mail.message_id
    assert mail.message_id.endswith("@samordna.example>")


@pytest.mark.parametrize(
    ("language", "subject", "greeting"),
    [("en", "Test message from Samordna", "This is a test message."),
     ("sv", "Provmeddelande från Samordna", "Det här är ett provmeddelande.")],
)  # fmt: skip
def test_letter_is_in_the_readers_language_as_text_and_html(
    db, settings, language, subject, greeting
):
    queue(language=language)
    with mail_server(settings) as letters:
        send_waiting(limit=1)
    (letter,) = letters
    text, html = letter.iter_parts()
    assert (letter["Subject"], letter["Content-Language"]) == (subject, language)
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert greeting in text.get_content()
    assert "&" not in text.get_content()
    assert f'<html lang="{language}"' in html.get_content()
    assert greeting in html.get_content()


@pytest.mark.parametrize("length", range(20, 120, 7))
def test_long_subject_begins_with_its_first_letter(db, settings, length):
    queue()
    subject = ("Ett förslag till representant väntar på dig och på alla andra. " * 3)[
        :length
    ].strip()
    OutgoingMail.objects.update(subject=subject)
    with mail_server(settings) as letters:
        send_waiting(limit=1)
    assert letters[0]["Subject"] == subject


def test_calendar_part_arrives_beside_the_html_with_its_method(db, settings):
    queue(calendar=CalendarPart(CALENDAR))
    with mail_server(settings) as letters:
        send_waiting(limit=1)
    (letter,) = letters
    assert letter.get_content_type() == "multipart/alternative"
    parts = list(letter.iter_parts())
    assert [part.get_content_type() for part in parts] == [
        "text/plain", "text/html", "text/calendar",
    ]  # fmt: skip
    assert parts[2]["Content-Type"].params["method"] == "REQUEST"
    assert parts[2].get_payload(decode=True).decode() == CALENDAR


def test_attachment_arrives_beside_the_text_byte_for_byte_under_its_name(db, settings):
    queue(attachment=PAPER)
    with mail_server(settings) as letters:
        send_waiting(limit=1)
    (letter,) = letters
    assert letter.get_content_type() == "multipart/mixed"
    words, paper = letter.iter_parts()
    assert words.get_content_type() == "multipart/alternative"
    assert (paper.get_content_type(), paper.get_filename()) == (PAPER.media_type, PAPER.name)
    assert paper.get_content_disposition() == "attachment"
    assert paper.get_payload(decode=True) == PAPER.content


def test_text_of_a_sent_letter_is_not_kept_nor_its_attachment(db, settings):
    mail = queue(calendar=CalendarPart(CALENDAR), attachment=PAPER)
    with mail_server(settings):
        send_waiting(limit=1)
    mail.refresh_from_db()
    assert (mail.state, mail.text, mail.html, mail.calendar) == (MailState.SENT, "", "", "")
    assert (mail.attachment, mail.attachment_name) == ("", PAPER.name)
    assert mail.sent_at


def test_log_of_a_refused_letter_names_no_address(away, caplog):
    queue()
    send_waiting(limit=1)
    assert "put off" in caplog.text
    assert "anna" not in caplog.text


def stored(column: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM records_outgoingmail")
        return cursor.fetchone()[0]


def test_waiting_letter_is_not_readable_in_the_database(db, settings):
    mail = queue(attachment=PAPER)
    assert "provmeddelande" in OutgoingMail.objects.get().text
    for column in ("text", "html", "attachment"):
        assert "provmeddelande" not in stored(column)
        assert b64encode(PAPER.content).decode() not in stored(column)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "en annan nyckel"
    mail.refresh_from_db()
    assert "provmeddelande" in mail.text


def test_letter_that_cannot_be_opened_any_more_is_not_sent_as_it_lies(db, settings):
    mail = queue()
    settings.SECRET_KEY = "en annan nyckel"
    with mail_server(settings) as letters:
        send_waiting(limit=10)
    mail.refresh_from_db()
    assert letters == []
    assert "SECRET_KEY" in mail.error_history


def test_letter_written_before_letters_were_encrypted_is_sent(db, settings):
    queue()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE records_outgoingmail SET text = 'Hej', html = ''")
    with mail_server(settings) as letters:
        send_waiting(limit=10)
    assert len(letters) == 1
