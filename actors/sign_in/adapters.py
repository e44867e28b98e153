"""Where allauth asks us: who may have an account, what it says, how its mail is sent."""

import uuid
from typing import Any, ClassVar
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from actors.models import User
from actors.sign_in.links import links_of
from actors.sign_in.single_sign_on import remember_who_came
from records import secrets
from records.mail import queue_mail

# Kept in the session from the first step of signing in to the last.
AT_FIRST_STEP = "samordna_at_first_step"


def is_as_it_began(request: HttpRequest, person: User) -> bool:
    """The account is open, with the password that it had at the first step."""
    began = request.session.get(AT_FIRST_STEP, "")
    return person.is_active and constant_time_compare(began, person.get_session_auth_hash())


class AccountAdapter(DefaultAccountAdapter):
    error_messages: ClassVar[dict[str, Any]] = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("E-postadressen eller lösenordet stämmer inte."),
        "incorrect_password": _("Lösenordet stämmer inte."),
        "enter_current_password": _("Det nuvarande lösenordet stämmer inte."),
        "too_many_login_attempts": _("För många försök. Vänta fem minuter och försök igen."),
        "rate_limited": _("För många försök. Vänta en stund och försök igen."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People come by invitation."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Through the outbox, in the recipient's language. `account/email/password_changed` is the
        letter `mail/password_changed`: it lies beside the others."""
        template = template_prefix.rpartition("/")[2]
        recipient = User.objects.filter(email__iexact=email).first()
        queue_mail(
            to=email,
            template=template,
            context=context,
            language=recipient.language if recipient else translation.get_language() or "sv",
            key=f"{template}/{uuid.uuid4()}",
        )

    def get_reset_password_from_key_url(self, key: str) -> str:
        """On the address of the settings: whoever asks chooses the Host, and is often another than
        the one who reads."""
        asked_at = super().get_reset_password_from_key_url(key)
        return settings.SITE_ADDRESS + urlsplit(asked_at).path

    def is_safe_url(self, url: str | None) -> bool:
        """A `next` that is no address at all is not followed either."""
        try:
            return super().is_safe_url(url)
        except ValueError:
            return False

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Wrong passwords count for the person alone; allauth counts them for each Host too, and a
        caller chooses its port."""
        return (credentials.get("email") or credentials.get("username") or "").lower()

    def set_password(self, user, password: str) -> None:
        """Who has chosen a new password is not kept out by attempts at the old one."""
        user.set_password(password)
        # The password alone: an account that another closes meanwhile stays closed.
        user.save(update_fields=["password"])
        self._delete_login_attempts_cached_email(self.request, email=user.email)

    def pre_login(self, request: HttpRequest, user, **kwargs) -> HttpResponse | None:
        request.session[AT_FIRST_STEP] = user.get_session_auth_hash()
        return super().pre_login(request, user, **kwargs)

    def post_login(
        self, request: HttpRequest, user, *, signal_kwargs: dict | None, **kwargs
    ) -> HttpResponse:
        """All that we ask for has been shown."""
        request.session.pop(AT_FIRST_STEP, None)
        if signal_kwargs and "sociallogin" in signal_kwargs:
            remember_who_came(request, user, signal_kwargs["sociallogin"])
        return super().post_login(request, user, signal_kwargs=signal_kwargs, **kwargs)

    def get_reauthentication_methods(self, user) -> list[dict]:
        methods = super().get_reauthentication_methods(user)
        has_page = any(method["id"] == "reauthenticate" for method in methods)
        if not has_page and user.is_authenticated and links_of(user).exists():
            methods.append({"id": "reauthenticate", "url": reverse("account_reauthenticate")})
        described = {
            "reauthenticate": _("Använd lösenordet")
            if settings.LOCAL_PASSWORDS and user.has_usable_password()
            else _("Logga in en gång till"),
            "mfa_reauthenticate": _("Använd en engångskod"),
            "mfa_reauthenticate:webauthn": _("Använd en säkerhetsnyckel"),
        }
        return [method | {"description": described[method["id"]]} for method in methods]


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages: ClassVar[dict[str, Any]] = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("Koden stämmer inte, eller har redan använts."),
    }

    def encrypt(self, text: str) -> str:
        return secrets.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return secrets.decrypt(encrypted_text)

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Any) -> str:
        return str(_("Min nyckel"))

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return super().get_public_key_credential_rp_entity() | {"name": "Samordna"}
