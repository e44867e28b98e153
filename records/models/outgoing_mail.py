from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from records.choices import MailState
from records.constraints import not_empty, one_of
from records.models.encrypted import EncryptedTextField
from records.models.guarded import Guarded

UNSENT = (MailState.WAITING, MailState.SENDING)


class OutgoingMailQuerySet(models.QuerySet):
    def unsent(self) -> Self:
        """What still may be sent without anybody's help."""
        return self.filter(state__in=UNSENT)

    def due(self, at: datetime) -> Self:
        """To be tried now, what has waited longest first. Also what a worker that died never
        finished: its time is over when the worker's loan of the row is."""
        return self.unsent().filter(next_attempt_at__lte=at).order_by("next_attempt_at", "pk")


class OutgoingMail(Guarded):
    """A letter on its way to one address, written as it will be read.

    It is put here in the transaction of what it tells of, and a worker sends it. When it has left,
    its text is taken away: it may hold a link that opens something, and nobody here needs it more.
    """

    # No person writes here. Letters are made of what is guarded where it is written, and the random
    # part of a link may by chance look like an identity number.
    not_free_text: ClassVar[frozenset[str]] = frozenset(
        {
            "key", "message_id", "subject", "text", "html", "calendar", "calendar_method",
            "attachment", "attachment_name", "attachment_type", "error_history",
        }
    )  # fmt: skip

    key = models.CharField(
        _("nyckel"),
        max_length=200,
        unique=True,
        help_text=_("Vad meddelandet gäller och till vem: samma nyckel skickas aldrig två gånger."),
    )
    message_id = models.CharField(_("meddelande-id"), max_length=250, unique=True)
    to = models.EmailField(_("till"))
    language = models.CharField(_("språk"), max_length=5, choices=settings.LANGUAGES)
    subject = models.CharField(_("ämne"), max_length=200)
    # It waits encrypted: a link in it opens something.
    text = EncryptedTextField(_("text"), blank=True)
    html = EncryptedTextField(_("HTML"), blank=True)
    calendar = models.TextField(_("kalenderdel"), blank=True)
    calendar_method = models.CharField(_("kalenderdelens metod"), max_length=20, blank=True)
    # Its bytes in Base64.
    attachment = EncryptedTextField(_("bilaga"), blank=True)
    attachment_name = models.CharField(_("bilagans namn"), max_length=150, blank=True)
    attachment_type = models.CharField(_("bilagans filtyp"), max_length=100, blank=True)

    state = models.CharField(_("läge"), max_length=10, choices=MailState, default=MailState.WAITING)
    attempts = models.PositiveIntegerField(_("försök"), default=0)
    created_at = models.DateTimeField(_("skrivet"))
    waiting_since = models.DateTimeField(
        _("väntar sedan"), help_text=_("När det skrevs, eller när någon senast valde Skicka igen.")
    )
    first_attempt_at = models.DateTimeField(_("första försöket"), null=True, blank=True)
    next_attempt_at = models.DateTimeField(_("nästa försök"))
    sent_at = models.DateTimeField(_("skickat"), null=True, blank=True)
    error_history = models.TextField(_("fel hittills"), blank=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("e-postmeddelande")
        verbose_name_plural = _("utgående e-post")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "next_attempt_at"], name="records_mail_due"),
            models.Index(fields=["-sent_at"], name="records_mail_sent"),
        ]
        constraints = [
            one_of("state", MailState, name="records_mail_state"),
            not_empty("key", "message_id", "to", "subject", name="records_mail_is_addressed"),
            models.CheckConstraint(
                condition=Q(state=MailState.SENT, sent_at__isnull=False)
                | (~Q(state=MailState.SENT) & Q(sent_at__isnull=True)),
                name="records_mail_sent_has_its_time",
                violation_error_message=_("Det som är skickat har en tid, och bara det."),
            ),
            models.CheckConstraint(
                condition=Q(state=MailState.SENT) | ~Q(text=""),
                name="records_mail_unsent_has_its_text",
                violation_error_message=_("Det som inte är skickat har en text."),
            ),
            models.CheckConstraint(
                condition=Q(calendar="") | ~Q(calendar_method=""),
                name="records_mail_calendar_has_its_method",
                violation_error_message=_("En kalenderdel har en metod."),
            ),
            models.CheckConstraint(
                condition=Q(attachment="") | (~Q(attachment_name="") & ~Q(attachment_type="")),
                name="records_mail_attachment_is_named",
                violation_error_message=_("En bilaga har ett namn och en filtyp."),
            ),
        ]

    def __str__(self) -> str:
        return self.subject
