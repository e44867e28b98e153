"""Coming in through the organisation's own sign-in: who may, and what we answer who may not.

An unknown person, an address that nobody vouches for, a closed account and an account that is
somebody else's get the same page: it tells nothing of who has an account.
"""

import logging
import time
from typing import NoReturn

from allauth.account.internal.flows.login import record_authentication
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base import AuthError
from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import translation

from actors.models import User
from actors.sign_in.identity_provider import (
    IdentityProvider,
    ProviderFailed,
    app_of_settings,
    identity_provider,
    provider_settings,
)
from actors.sign_in.links import invited_person, link

logger = logging.getLogger("samordna.sign_in")

# What someone came to the provider for.
SIGN_IN = "login"
SHOW_AGAIN = "show_again"
# Who signed in at the provider longer ago has not just shown who they are.
MOST_SECONDS_AGO = 120


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    def get_provider(self, request, provider, client_id=None) -> IdentityProvider:
        return identity_provider(request)

    def list_apps(self, request, provider=None, client_id=None) -> list[SocialApp]:
        """From the settings alone: a row in the database makes nobody trusted."""
        return [app_of_settings()] if settings.IDENTITY_PROVIDER else []

    def generate_state_param(self, state: dict) -> str:
        """Ends with the language of who left: the address that they come back to has none."""
        return f"{super().generate_state_param(state)}.{translation.get_language()}"

    def serialize_instance(self, instance: Model) -> dict:
        """A session that waits for a code keeps no copy of the person, whose password is in it."""
        if isinstance(instance, User):
            return {"id": instance.pk}
        return super().serialize_instance(instance)

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        # We ask the provider nothing more.
        sociallogin.token = None
        is_known = sociallogin.is_existing
        if sociallogin.state["process"] == SHOW_AGAIN:
            is_same = is_known and sociallogin.user == request.user
            raise ImmediateHttpResponse(
                shown_again(request, sociallogin) if is_same else refused(request)
            )
        if not is_known:
            sociallogin.user = invited_person(address=sociallogin.claims.address)
        if sociallogin.user is None or not sociallogin.user.is_active:
            raise ImmediateHttpResponse(refused(request))

    def on_authentication_error(
        self, request, provider, error=None, exception=None, extra_context=None
    ) -> NoReturn:
        if error == AuthError.CANCELLED:
            response = failed(request, "cancelled", status=403)
        elif "state" not in (extra_context or {}):
            response = failed(request, "started_elsewhere", status=400)
        else:
            response = provider_failed(request, exception)
        raise ImmediateHttpResponse(response)


def remember_who_came(request: HttpRequest, person: User, sociallogin: SocialLogin) -> None:
    account = sociallogin.account
    try:
        link(person=person, issuer=account.provider, subject=account.uid)
    except PermissionDenied:
        logout(request)
        raise ImmediateHttpResponse(refused(request)) from None


def shown_again(request: HttpRequest, sociallogin: SocialLogin) -> HttpResponse:
    """The signed-in person has shown at the provider that it is they.

    Whoever has the browser can take our question to ask anew out of the address on its way, so the
    provider must tell when they signed in.
    """
    if not is_now(sociallogin.claims.signed_in_at):
        return failed(request, "not_asked_again", status=403)
    account = sociallogin.account
    record_authentication(
        request,
        sociallogin.user,
        "socialaccount",
        reauthenticated=True,
        provider=account.provider,
        uid=account.uid,
    )
    return HttpResponseRedirect(sociallogin.state["next"])


def is_now(at: float | None) -> bool:
    return at is not None and abs(time.time() - at) <= MOST_SECONDS_AGO


def refused(request: HttpRequest) -> HttpResponse:
    """To whom to ask for an account: the same page for all, at an address that holds nothing."""
    forget_visit(request)
    return redirect("single_sign_on_refused")


def provider_failed(request: HttpRequest, error: Exception | None) -> HttpResponse:
    # Of an error that is not ours only the kind: its text may hold what the provider answered.
    reason = error if isinstance(error, ProviderFailed) else type(error).__name__
    logger.warning("The identity provider failed: %s", reason if error else "it says so itself")
    return failed(request, "provider", status=502)


def failed(request: HttpRequest, reason: str, *, status: int) -> HttpResponse:
    # Who comes without having started here may have another sign-in under way.
    if reason != "started_elsewhere":
        forget_visit(request)
    # The link to the other language repeats the address: what the provider sent stands in no page.
    request.META["QUERY_STRING"] = ""
    context = {"reason": reason, "provider_name": provider_settings()["name"]}
    return render(request, "account/single_sign_on_failed.html", context, status=status)


def forget_visit(request: HttpRequest) -> None:
    """Nothing is left of who did not come in."""
    if request.user.is_anonymous:
        request.session.flush()
