"""In development mail goes nowhere: each letter is a file in `.local/mail`, which we also read."""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage as SentMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

ENDING = ".eml"


class FolderBackend(BaseEmailBackend):
    """Django's way to send, into files that any mail program opens."""

    def send_messages(self, email_messages: Sequence[SentMessage]) -> int:
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


@dataclass(frozen=True)
class FolderMail:
    """A letter as it lies in the folder; `name` is its file's, without the ending."""

    name: str
    to: str
    subject: str
    written_at: datetime
    text: str
    html: str
    calendar: str


def mails_in_folder() -> list[FolderMail]:
    """All of them, newest first."""
    return list(_read_all(mail_folder()))


def mail_in_folder(name: str) -> FolderMail | None:
    return next((mail for mail in mails_in_folder() if mail.name == name), None)


def _read_all(folder: Path) -> Iterator[FolderMail]:
    for path in sorted(folder.glob(f"*{ENDING}"), reverse=True):
        message = message_from_bytes(path.read_bytes(), policy=policy.default)
        modified = datetime.fromtimestamp(path.stat().st_mtime, timezone.get_current_timezone())
        yield FolderMail(
            name=path.name.removesuffix(ENDING),
            to=str(message["To"]),
            subject=str(message["Subject"]),
            written_at=modified,
            text=_part(message, "text/plain"),
            html=_part(message, "text/html"),
            calendar=_part(message, "text/calendar"),
        )


def _part(message: EmailMessage, kind: str) -> str:
    for part in message.walk():
        if part.get_content_type() == kind:
            return part.get_content()
    return ""
