"""What a reader tells of a fault in the site's accessibility."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from records.mail import queue_mail
from records.models import OutgoingMail
from records.public_ids import new_public_id

KEY = "tillganglighet/{}"


@transaction.atomic
def tell_of_fault(*, text: str, page: str, email: str, language: str) -> str:
    """Write the message to the site's accessibility mailbox, and return its reference number.

    It is kept as a letter alone: the outbox tries until it has left, and the mailbox is where it is
    registered. Raises ValidationError where no such mailbox is set.
    """
    if not settings.ACCESSIBILITY_MAILBOX:
        raise ValidationError(_("Det går inte att skicka meddelanden härifrån."))
    reference = new_public_id()
    queue_mail(
        to=settings.ACCESSIBILITY_MAILBOX,
        template="accessibility_message",
        context={
            "reference": reference,
            "text": text,
            "page": page,
            "email": email,
            "in_english": language == "en",
        },
        # Who reads the mailbox works in Swedish, whatever the page's language.
        language=settings.LANGUAGE_CODE,
        key=KEY.format(reference),
    )
    return reference


def is_told(*, reference: str) -> bool:
    """Whether a message with that reference has been taken in."""
    return OutgoingMail.objects.filter(key=KEY.format(reference)).exists()
