import secrets
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.models.invitation import hash_of
from records.constraints import not_empty
from records.models import Guarded


class CalendarKeyQuerySet(models.QuerySet):
    def by_token(self, token: str) -> Self:
        return self.filter(token_hash=hash_of(token))


class CalendarKey(Guarded):
    """The secret address at which a person's own calendar lies, `/kalender/<token>.ics`: one each,
    until it is replaced or taken away. Only a hash of its secret part is kept."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="calendar_key",
        verbose_name=_("person"),
    )
    token_hash = models.CharField(_("adressens hash"), max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("skapad"), default=timezone.now, editable=False)

    objects = CalendarKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("kalenderadress")
        verbose_name_plural = _("kalenderadresser")
        ordering = ["user"]
        constraints = [not_empty("token_hash", name="website_calendarkey_has_its_hash")]

    def __str__(self) -> str:
        return str(self.user)

    @property
    def is_example(self) -> bool:
        return self.user.is_example

    @property
    def seen(self) -> str:
        """By which a page tells that the address is another since it was shown."""
        return self.created_at.isoformat()

    def give_token(self) -> str:
        """A new secret, which stands in the address alone; the one before opens nothing more."""
        token = secrets.token_urlsafe(32)
        self.token_hash = hash_of(token)
        self.created_at = timezone.now()
        return token
