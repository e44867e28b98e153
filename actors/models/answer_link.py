import secrets
from datetime import timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.models.invitation import hash_of
from records.constraints import not_empty
from records.models import Guarded

LIFETIME = timedelta(days=14)


class AnswerLinkQuerySet(models.QuerySet):
    def open(self) -> Self:
        """Neither used up nor taken back; their time may be over."""
        return self.filter(used_at__isnull=True, revoked_at__isnull=True)

    def waiting(self) -> Self:
        """Those that still open something."""
        return self.open().filter(expires_at__gt=timezone.now())

    def by_token(self, token: str) -> Self:
        return self.filter(token_hash=hash_of(token))

    def about(self, *, purpose: str, public_id: str) -> Self:
        return self.filter(purpose=purpose, about=public_id)


class AnswerLink(Guarded):
    """A link in a letter by which somebody without an account answers one thing, `/svar/<token>/`.
    Only a hash of its secret part is kept.

    What it is for and about are told in words alone, for that lies in higher rooms: which page it
    opens is said there (`actors/answer_links.py`).
    """

    # Written by us, and no sentence.
    not_free_text: ClassVar[frozenset[str]] = frozenset({"purpose", "about"})

    purpose = models.CharField(_("vad länken är till för"), max_length=20)
    about = models.CharField(_("id för det den gäller"), max_length=50)
    token_hash = models.CharField(_("länkens hash"), max_length=64, unique=True, editable=False)
    address = models.EmailField(_("skickad till"))
    created_at = models.DateTimeField(_("skapad"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("gäller till"))
    # A link that may answer several times is never used up; it is taken back.
    used_at = models.DateTimeField(_("använd"), null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(_("återkallad"), null=True, blank=True, editable=False)

    objects = AnswerLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("länk utan inloggning")
        verbose_name_plural = _("länkar utan inloggning")
        ordering = ["-created_at", "pk"]
        indexes = [models.Index(fields=["purpose", "about"], name="actors_answerlink_about")]
        constraints = [
            not_empty(
                "purpose", "about", "token_hash", "address", name="actors_answerlink_complete"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")),
                name="actors_answerlink_in_order",
                violation_error_message=_("Slutet ligger före början."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose}, {self.about}"

    @property
    def is_waiting(self) -> bool:
        is_open = self.used_at is None and self.revoked_at is None
        return is_open and self.expires_at > timezone.now()

    def give_token(self) -> str:
        """A new secret for the link; it is kept in the letter alone."""
        token = secrets.token_urlsafe(32)
        self.token_hash = hash_of(token)
        return token
