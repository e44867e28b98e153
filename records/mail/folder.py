"""In development mail goes nowhere: each letter is a file in `.local/mail`."""

import secrets
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

ENDING = ".eml"


class FolderBackend(BaseEmailBackend):
    """Django's way to send, into files that any mail program opens."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = mail_folder()
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            name = f"{timezone.localtime():%Y%m%d-%H%M%S-%f}-{secrets.token_hex(3)}"
            (folder / f"{name}{ENDING}").write_bytes(message.message().as_bytes())
        return len(email_messages)


def mail_folder() -> Path:
    """Where they lie. Raises RuntimeError in production, which has no such place."""
    if settings.MAIL_FOLDER is None:
        raise RuntimeError("Mail lies as files only in development (DEBUG=1).")
    return Path(settings.MAIL_FOLDER)
