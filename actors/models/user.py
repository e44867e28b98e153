from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actors.access import Access, read_access
from actors.choices import Language
from records.examples import is_example_address
from records.models import Versioned

# No address of this domain can ever be reached (RFC 2606).
ANONYMOUS_DOMAIN = "@borttagen.invalid"


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.full_clean()
        user.save()
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        return self.create_user(email, password, **fields, is_superuser=True)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username or "")


class User(Versioned, AbstractBaseUser):
    """A person who signs in. What they may do follows from their memberships alone; a superuser
    administers the installation. Django's permission tables are not used."""

    email = models.EmailField(_("e-postadress"), unique=True)
    name = models.CharField(_("namn"), max_length=150, blank=True)
    language = models.CharField(
        _("språk"), max_length=2, choices=Language, default=Language.SWEDISH
    )
    protected = models.BooleanField(
        _("skyddade personuppgifter"),
        default=False,
        help_text=_("Utanför den egna organisationen visas bara ”Handläggare” och organisationen."),
    )
    is_active = models.BooleanField(_("får logga in"), default=True)
    is_superuser = models.BooleanField(_("administratör"), default=False)
    created_at = models.DateTimeField(_("upplagd"), default=timezone.now, editable=False)

    not_free_text = frozenset({"password"})
    # To sign in, or to choose a password, is no edit of the account.
    uncounted = frozenset({"last_login", "password"})

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("personer")
        ordering = ["email"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="actors_user_email_once",
                violation_error_message=_("Adressen finns redan."),
            )
        ]

    def __str__(self) -> str:
        if self.is_anonymised:
            return gettext("Borttagen person")
        return self.name or self.email

    def save(self, *args, **kwargs) -> None:
        """In small letters, as signing in looks for it."""
        self.email = self.email.lower()
        super().save(*args, **kwargs)

    @property
    def is_anonymised(self) -> bool:
        """Whether everything that told who it was is gone (`actors.person_data.anonymising`)."""
        return self.email.endswith(ANONYMOUS_DOMAIN)

    @cached_property
    def access(self) -> Access:
        """What the person may act for, asked once: the same person is loaded anew each request."""
        return read_access(self)

    @property
    def is_example(self) -> bool:
        """Whether the person is invented; their address alone tells."""
        return is_example_address(self.email)

    @property
    def is_staff(self) -> bool:
        """Whether the Django admin opens: for coordinators and superusers."""
        return self.access.is_editor

    @property
    def must_have_second_factor(self) -> bool:
        return self.access.answers_for_much

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Django's own question, for what no rule of ours opens: superusers alone."""
        return self.is_active and self.is_superuser

    def has_perms(self, perm_list: list[str], obj: object = None) -> bool:
        return all(self.has_perm(perm, obj) for perm in perm_list)

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_active and self.is_superuser
