"""A row of the outbox as the message that a mail server takes."""

from base64 import b64decode
from email.header import Header
from email.message import EmailMessage
from smtplib import SMTPRecipientsRefused
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from records.examples import is_example_address
from records.mail.folder import FolderBackend
from records.models import OutgoingMail
from records.models.encrypted import is_unreadable
from records.secrets import UnreadableError

REFUSED_FOR_GOOD = 500


class ServerAwayError(Exception):
    """The mail server cannot be reached or refuses our sign-in: no letter's fault."""


class InventedRecipientError(Exception):
    """A person of Exempel län, where mail does not lie as files: it leads nowhere."""


class Letter(EmailMultiAlternatives):
    """Its subject is encoded in words that leave room for the name of the header. A longer word
    begins a line of its own, and a space is then read before the subject."""

    def message(self, **kwargs: Any) -> EmailMessage:
        message = super().message(**kwargs)
        if not str(self.subject).isascii():
            subject = Header(str(self.subject), "utf-8", header_name="Subject")
            message.replace_header("Subject", subject.encode())
        return message


def message_of(mail: OutgoingMail) -> EmailMultiAlternatives:
    """Plain text, HTML, and the calendar part beside them as a third way to read the same; a file
    goes with all three.

    Raises UnreadableError for a letter that was written under another SECRET_KEY.
    """
    if any(is_unreadable(part) for part in (mail.text, mail.html, mail.attachment)):
        raise UnreadableError("Written under a SECRET_KEY that is not given any more.")
    message = Letter(
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
    if mail.attachment:
        message.attach(mail.attachment_name, b64decode(mail.attachment), mail.attachment_type)
    return message


def hand_over(mail: OutgoingMail) -> None:
    """Give the letter to the mail server of the settings; what is to an invented person only ever
    to the folder of development.

    Raises ServerAwayError where the server lets nobody in, InventedRecipientError where there is no
    folder, else what the server or the message itself objects to.
    """
    connection = connection_for(mail)
    try:
        connection.open()
    except Exception as error:
        raise ServerAwayError(f"{type(error).__name__}: {error}") from error
    try:
        if not connection.send_messages([message_of(mail)]):
            raise RuntimeError("The mail server took no message.")
    finally:
        connection.close()


def connection_for(mail: OutgoingMail) -> BaseEmailBackend:
    if not is_example_address(mail.to):
        return get_connection()
    if settings.MAIL_FOLDER is None:
        raise InventedRecipientError("The recipient is invented; no mail server is asked.")
    return FolderBackend()


def is_refused_for_good(error: Exception) -> bool:
    """Whether there is no such recipient, and asking again changes nothing."""
    if isinstance(error, InventedRecipientError):
        return True
    return isinstance(error, SMTPRecipientsRefused) and all(
        code >= REFUSED_FOR_GOOD for code, _answer in error.recipients.values()
    )
