"""Writing a letter: rendered in the reader's language, and put where the worker finds it."""

import uuid
from base64 import b64encode
from dataclasses import dataclass
from email.utils import parseaddr

from django.conf import settings
from django.template import Context, Engine
from django.utils import timezone, translation

from records.models import OutgoingMail


@dataclass(frozen=True)
class CalendarPart:
    """An iCalendar text with its method (REQUEST, CANCEL), which the part's type repeats."""

    text: str
    method: str = "REQUEST"


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a letter, under a name that its reader sees."""

    name: str
    media_type: str
    content: bytes


def queue_mail(
    *,
    to: str,
    template: str,
    context: dict,
    language: str,
    key: str,
    calendar: CalendarPart | None = None,
    attachment: Attachment | None = None,
) -> OutgoingMail:
    """Write `templates/mail/<template>` to an address, in its language, and put it in the outbox.

    It belongs to the caller's transaction: rolled back with it, sent only after it. A `key` that is
    known returns the row that is there, whatever has become of it, and sends nothing twice. What is
    rendered now is what will be sent. Raises ValidationError for an address that is none.
    """
    if known := OutgoingMail.objects.filter(key=key).first():
        return known
    letter = render(template, context, language)
    return queue_letter(
        to=to, language=language, key=key, calendar=calendar, attachment=attachment, **letter
    )


def queue_letter(
    *,
    to: str,
    language: str,
    key: str,
    subject: str,
    text: str,
    html: str = "",
    calendar: CalendarPart | None = None,
    attachment: Attachment | None = None,
) -> OutgoingMail:
    """The same for a letter that somebody else has rendered."""
    now = timezone.now()
    written = {
        "to": to,
        "language": language,
        "message_id": new_message_id(),
        "subject": subject,
        "text": text,
        "html": html,
        "calendar": calendar.text if calendar else "",
        "calendar_method": calendar.method if calendar else "",
        "attachment": b64encode(attachment.content).decode() if attachment else "",
        "attachment_name": attachment.name if attachment else "",
        "attachment_type": attachment.media_type if attachment else "",
        "created_at": now,
        "waiting_since": now,
        "next_attempt_at": now,
    }
    OutgoingMail(key=key, **written).full_clean(validate_unique=False, validate_constraints=False)
    # Another transaction may write the same key meanwhile: the database lets one of us in.
    mail, _created = OutgoingMail.objects.get_or_create(key=key, defaults=written)
    return mail


def render(template: str, context: dict, language: str) -> dict[str, str]:
    """Subject, text and HTML. Only HTML is escaped: elsewhere "&amp;" would be read so."""

    def part(ending: str, *, escape: bool) -> str:
        found = Engine.get_default().get_template(f"mail/{template}{ending}")
        return found.render(Context(context | {"language": language}, autoescape=escape))

    with translation.override(language):
        return {
            "subject": " ".join(part(".subject.txt", escape=False).split()),
            "text": part(".txt", escape=False).strip() + "\n",
            "html": part(".html", escape=True).strip() + "\n",
        }


def new_message_id() -> str:
    """Given once: every attempt carries the same, so that a mailbox can tell a copy."""
    _name, sender = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return f"<{uuid.uuid4().hex}@{sender.rpartition('@')[2]}>"
