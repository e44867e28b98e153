"""The way to the organisation's own sign-in and back."""

import logging
from urllib.parse import urlencode, urlsplit

from allauth.account.utils import get_next_redirect_url
from allauth.decorators import rate_limit
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_GET, require_POST

from actors.sign_in.identity_provider import ProviderFailed, identity_provider, provider_settings
from actors.sign_in.single_sign_on import SHOW_AGAIN, SIGN_IN, provider_failed

logger = logging.getLogger("samordna.sign_in")


@login_not_required
def single_sign_on(request: HttpRequest) -> HttpResponse:
    """Only by our own form: a link from elsewhere starts nothing."""
    provider = identity_provider(request)
    return start(request, provider)


@require_POST
@rate_limit(action="login")
def start(request: HttpRequest, provider) -> HttpResponse:
    is_signed_in = request.user.is_authenticated
    try:
        response = provider.redirect(
            request,
            process=SHOW_AGAIN if is_signed_in else SIGN_IN,
            next_url=get_next_redirect_url(request) or reverse("account"),
            scope=["openid", "email"],
            # Ask, though they are signed in over there, and tell when they last were asked.
            auth_params={"prompt": "login", "max_age": "0"} if is_signed_in else {},
        )
    except ProviderFailed as error:
        return provider_failed(request, error)
    tell_of_missing_origin(response.headers["Location"])
    return response


def tell_of_missing_origin(address: str) -> None:
    """Browsers stop without a word where a form leads to a host that the page did not name."""
    place = urlsplit(address)
    origin = f"{place.scheme}://{place.netloc}"
    if origin not in provider_settings()["origins"]:
        logger.error("Add %s to OIDC_ORIGINS: browsers refuse to go there", origin)


@login_not_required
def single_sign_on_answer(request: HttpRequest) -> HttpResponse:
    """Where the provider sends people back to."""
    provider = identity_provider(request)
    return receive(request, provider)


@require_GET
def receive(request: HttpRequest, provider) -> HttpResponse:
    language = request.GET.get("state", "").rpartition(".")[2]
    if language != translation.get_language() and language in dict(settings.LANGUAGES):
        with translation.override(language):
            here = reverse("single_sign_on_answer")
        return HttpResponseRedirect(f"{here}?{urlencode(request.GET, doseq=True)}")
    try:
        return OAuth2CallbackView.adapter_view(provider.get_oauth2_adapter(request))(request)
    except ProviderFailed as error:
        return provider_failed(request, error)


@login_not_required
def single_sign_on_refused(request: HttpRequest) -> HttpResponse:
    """Whom to ask for an account."""
    identity_provider(request)
    return render(request, "account/single_sign_on_refused.html", status=403)
