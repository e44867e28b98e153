import hashlib
import secrets
from datetime import timedelta
from typing import ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.choices import Language, Role
from actors.models.actor import Actor
from actors.models.user import User
from records.constraints import not_empty, one_of
from records.examples import EXAMPLE_DOMAIN, is_example_address
from records.models import PubliclyIdentified

LIFETIME = timedelta(days=14)


def hash_of(token: str) -> str:
    """A token is long and random, so that a plain hash of it cannot be guessed backwards."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def in_two_weeks():
    return timezone.now() + LIFETIME


class InvitationQuerySet(models.QuerySet):
    def open(self) -> Self:
        """Neither accepted nor taken back; their time may be over."""
        return self.filter(accepted_at__isnull=True, revoked_at__isnull=True)

    def waiting(self) -> Self:
        """Those that still can be accepted."""
        return self.open().filter(expires_at__gt=timezone.now())

    def by_token(self, token: str) -> Self:
        return self.filter(token_hash=hash_of(token))


class Invitation(PubliclyIdentified):
    """That somebody is asked to act for an organisation. The link in the letter opens it once,
    within two weeks; only a hash of the link's secret part is kept here.

    No account is made before it is accepted: who invites learns nothing of who has one.
    """

    # Whoever looks after all of Samordna invites to what is invented too.
    doers: ClassVar[frozenset[str]] = frozenset({"invited_by"})

    email = models.EmailField(_("e-postadress"))
    name = models.CharField(_("namn"), max_length=150, blank=True)
    actor = models.ForeignKey(
        Actor, on_delete=models.PROTECT, related_name="invitations", verbose_name=_("aktör")
    )
    role = models.CharField(_("roll"), max_length=20, choices=Role, default=Role.REPORTER)
    office = models.CharField(_("befattning"), max_length=150, blank=True)
    may_sign = models.BooleanField(_("får fastställa svar"), default=False)
    language = models.CharField(
        _("språk i brevet"), max_length=2, choices=Language, default=Language.SWEDISH
    )
    invited_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        related_name="invitations_sent",
        verbose_name=_("inbjuden av"),
        editable=False,
    )
    token_hash = models.CharField(_("länkens hash"), max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("skickad"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("gäller till"), default=in_two_weeks, editable=False)
    accepted_at = models.DateTimeField(_("mottagen"), null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(_("återkallad"), null=True, blank=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("inbjudan")
        verbose_name_plural = _("inbjudningar")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["actor", "email"],
                condition=Q(accepted_at__isnull=True, revoked_at__isnull=True),
                name="actors_invitation_one_open",
                violation_error_message=_("Adressen har redan en inbjudan hit."),
            ),
            one_of("role", Role, name="actors_invitation_role_known"),
            one_of("language", Language, name="actors_invitation_language_known"),
            not_empty("email", name="actors_invitation_addressed"),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(revoked_at__isnull=True),
                name="actors_invitation_closed_one_way",
                violation_error_message=_("Inbjudan är antingen mottagen eller återkallad."),
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")),
                name="actors_invitation_in_order",
                violation_error_message=_("Slutet ligger före början."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email}, {self.get_role_display()}, {self.actor}"

    def get_additional_data(self) -> dict:
        """What the history tells of it beside what changed."""
        return {"for_actor": self.actor_id}

    def save(self, *args, **kwargs) -> None:
        """In small letters, as an account keeps its address."""
        self.email = self.email.lower()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Told now, to who can do something about it, and not to who accepts."""
        super().clean()
        if self.actor_id is None or not self.email or not self.is_open:
            return
        if self.actor.is_example and not is_example_address(self.email):
            text = _("Exempel län är påhittat. Skriv en adress som slutar på @%(domain)s.")
            raise ValidationError({"email": text % {"domain": EXAMPLE_DOMAIN}})
        if is_example_address(self.email) and not self.actor.is_example:
            raise ValidationError({"email": _("Adressen är påhittad. Skriv en verklig.")})

    @property
    def is_open(self) -> bool:
        """Neither accepted nor taken back; of what is over, the address is nobody's any more."""
        return self.accepted_at is None and self.revoked_at is None

    @property
    def is_waiting(self) -> bool:
        return self.is_open and self.expires_at > timezone.now()

    def give_token(self) -> str:
        """A new secret for the link; it is kept in the letter alone."""
        token = secrets.token_urlsafe(32)
        self.token_hash = hash_of(token)
        return token
