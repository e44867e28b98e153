"""Outgoing mail: written in the transaction of what it tells of, sent by a worker."""

from records.mail.links import link_to
from records.mail.queue import Attachment, CalendarPart, queue_letter, queue_mail
from records.mail.sending import Pass, send_again, send_now, send_waiting
from records.mail.standing import outbox_age, outbox_stands_still

__all__ = [
    "Attachment",
    "CalendarPart",
    "Pass",
    "link_to",
    "outbox_age",
    "outbox_stands_still",
    "queue_letter",
    "queue_mail",
    "send_again",
    "send_now",
    "send_waiting",
]
