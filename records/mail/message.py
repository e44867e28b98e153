"""A row of the outbox as the message that a mail server takes."""

from smtplib import SMTPRecipientsRefused

from django.core.mail import EmailMultiAlternatives, get_connection

from records.models import OutgoingMail

REFUSED_FOR_GOOD = 500


class ServerAwayError(Exception):
    """The mail server cannot be reached or refuses our sign-in: no letter's fault."""


def message_of(mail: OutgoingMail) -> EmailMultiAlternatives:
    """Plain text, HTML, and the calendar part beside them as a third way to read the same."""
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        to=[mail.to],
        headers={
            "Message-ID": mail.message_id,
            "Content-Language": mail.language,
            # Asks absence messages not to answer.
            "Auto-Submitted": "auto-generated",
        },
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    if mail.calendar:
        message.attach_alternative(mail.calendar, f"text/calendar; method={mail.calendar_method}")
    return message


def hand_over(mail: OutgoingMail) -> None:
    """Give the letter to the mail server of the settings.

    Raises ServerAwayError where it lets nobody in, else what it or the message itself objects to.
    """
    connection = get_connection()
    try:
        connection.open()
    except Exception as error:
        raise ServerAwayError(f"{type(error).__name__}: {error}") from error
    try:
        if not connection.send_messages([message_of(mail)]):
            raise RuntimeError("The mail server took no message.")
    finally:
        connection.close()


def is_refused_for_good(error: Exception) -> bool:
    """Whether the server knows that there is no such recipient; asking again changes nothing."""
    return isinstance(error, SMTPRecipientsRefused) and all(
        code >= REFUSED_FOR_GOOD for code, _answer in error.recipients.values()
    )
