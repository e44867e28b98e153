"""The organisation's own sign-in: what we ask it, and how much of its answer we believe.

allauth speaks OpenID Connect; here stands what an installation sets, and that whatever goes wrong
over there is one kind of error, which holds nothing of the answer: it may be a token.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeGuard

from allauth.socialaccount import app_settings
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import translation
from requests import RequestException

LONGEST_ADDRESS = 254
# What allauth and its libraries raise where an answer lacks a part, or is no answer at all.
BROKEN_ANSWER = (
    ArithmeticError,
    AttributeError,
    LookupError,
    OAuth2Error,
    RecursionError,
    RequestException,
    TypeError,
    ValueError,
)


class ProviderFailed(OAuth2Error):
    """The provider is away, or answers what we cannot use. Says why in words of our own."""


@contextmanager
def failures_told() -> Iterator[None]:
    try:
        yield
    except ProviderFailed:
        raise
    except BROKEN_ANSWER as error:
        raise ProviderFailed(type(error).__name__) from None


@dataclass(frozen=True)
class Claims:
    """Whom the provider says that it has before it. `address` is in small letters, and empty where
    the provider does not vouch for it; `signed_in_at` is in seconds, where it is told."""

    subject: str
    address: str
    signed_in_at: float | None


class Conversation(OpenIDConnectOAuth2Adapter):
    @property
    def openid_config(self) -> dict:
        with failures_told():
            config = super().openid_config
            # Who answers in another's name could hand us people of another.
            if config["issuer"].rstrip("/") != self.provider_id:
                raise ProviderFailed("Another issuer than OIDC_SERVER_URL names")
            return config

    @property
    def authorize_url(self) -> str:
        with failures_told():
            return super().authorize_url

    @property
    def access_token_url(self) -> str:
        with failures_told():
            return super().access_token_url

    @property
    def basic_auth(self) -> bool:
        """The standard's own way, where the provider does not name the other."""
        methods = self.openid_config.get("token_endpoint_auth_methods_supported")
        return "client_secret_post" not in (methods or [])

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        """One address, whatever the language: the provider knows it by heart."""
        with translation.override(settings.LANGUAGE_CODE):
            return request.build_absolute_uri(reverse("single_sign_on_answer"))

    def get_access_token_data(self, *args, **kwargs) -> dict:
        with failures_told():
            return super().get_access_token_data(*args, **kwargs)

    def parse_token(self, data: dict) -> SocialToken:
        with failures_told():
            return SocialToken(token=data["access_token"])

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs
    ) -> SocialLogin:
        with failures_told():
            claims = self.read_claims(app, token, kwargs["response"]["id_token"])
        account = SocialAccount(provider=app.provider_id, uid=claims.subject)
        login = SocialLogin(account=account, provider=self.get_provider())
        login.claims = claims
        return login

    def read_claims(self, app: SocialApp, token: SocialToken, id_token: str) -> Claims:
        identity = self._decode_id_token(app, id_token)
        subject = identity["sub"]
        profile = {}
        if "userinfo_endpoint" in self.openid_config:
            profile = self._fetch_user_info(token.token)
            if profile["sub"] != subject:
                raise ProviderFailed("Two answers about two people")
        if not is_plain_text(subject, longest=app_settings.UID_MAX_LENGTH):
            raise ProviderFailed("A person without a name that can be kept")
        signed_in_at = identity.get("auth_time")
        return Claims(
            subject=subject,
            # An address and what is said of it stand in the same answer.
            address=verified_address(profile if "email" in profile else identity),
            signed_in_at=None if signed_in_at is None else float(signed_in_at),
        )


class IdentityProvider(OpenIDConnectProvider):
    # A code that somebody catches on its way is worth nothing without our secret.
    pkce_enabled_default = True
    oauth2_adapter_class = Conversation


def provider_settings() -> dict:
    """What the installation sets of its provider; not found where it has none."""
    if settings.IDENTITY_PROVIDER is None:
        raise Http404
    return settings.IDENTITY_PROVIDER


def identity_provider(request: HttpRequest | None) -> IdentityProvider:
    return IdentityProvider(request, app=app_of_settings())


def app_of_settings() -> SocialApp:
    """Never saved: the settings alone say whom we trust."""
    given = provider_settings()
    return SocialApp(
        provider=IdentityProvider.id,
        # By this name allauth keeps who has vouched: another provider's people are others.
        provider_id=given["issuer"],
        name=given["name"],
        client_id=given["client_id"],
        secret=given["client_secret"],
        settings={"server_url": given["issuer"]},
    )


def is_plain_text(value: object, *, longest: int) -> TypeGuard[str]:
    return isinstance(value, str) and 0 < len(value) <= longest and value.isprintable()


def verified_address(claims: dict) -> str:
    """The e-mail address, if the provider vouches for it, or the settings trust it to.

    Small letters for A-Z alone: some others turn into these, and would be another's address.
    """
    address = claims.get("email")
    trusted = provider_settings()["trusts_addresses"]
    verified = claims.get("email_verified", trusted)
    if verified is not True and verified != "true":
        return ""
    if not is_plain_text(address, longest=LONGEST_ADDRESS):
        return ""
    return "".join(letter.lower() if letter.isascii() else letter for letter in address)
