"""What happens around every request: log line, language, sign-in, what no address may hold."""

import logging
import time
import uuid

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from actors.sign_in.second_factor import has_second_factor
from config.logs import loggable_path, request_id, without_language
from records.history import acting_as
from website.kept_posts import forget_post, keep_post

logger = logging.getLogger("samordna.request")

# Behind these stand people with an account: nothing of theirs is kept by a browser or a proxy.
PRIVATE_PATHS = ("/konto/", "/arbete/", "/admin/")
# The account's own pages stay open, or nobody could set a second factor up.
SECOND_FACTOR_PATHS = ("/arbete/", "/admin/")


class RequestLogMiddleware:
    """One line for each request: method, path without its query, status, milliseconds."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest):
        token = request_id.set(uuid.uuid4().hex)
        started = time.monotonic()
        try:
            response = self.get_response(request)
            logger.log(
                logging.ERROR if response.status_code >= 500 else logging.INFO,
                "request",
                extra={
                    "method": request.method,
                    "path": loggable_path(request.path_info),
                    "status": response.status_code,
                    "milliseconds": round((time.monotonic() - started) * 1000),
                },
            )
            response.headers["X-Request-ID"] = request_id.get()
            return response
        finally:
            request_id.reset(token)


class PathLanguageMiddleware:
    """The path alone decides the language, so one address always gives the same bytes.

    Django's own LocaleMiddleware asks a cookie and the browser too, and adds `Vary` for it.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest):
        first_word = request.path_info.split("/")[1]
        language = first_word if first_word in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
            return response


class HistoryMiddleware:
    """The history tells who did it. The library's own looks at the person on every page, and keeps
    the address that they sit at."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest):
        is_private = without_language(request.path_info).startswith(PRIVATE_PATHS)
        # Asked for when a row is written; on a public page nobody has signed in.
        with acting_as(lambda: request.user if is_private else None):
            return self.get_response(request)


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Every view asks for a sign-in, unless it says that it is open to all.

    Django's own looks at the person first, and that alone makes a public page vary by cookie. What
    somebody sent whose sign-in has run out is shown to them when they are in again.
    """

    def process_view(self, request: HttpRequest, view_func, view_args, view_kwargs):
        if not getattr(view_func, "login_required", True):
            return None
        if request.user.is_authenticated:
            if request.method == "POST":
                forget_post(request)
            return None
        if keep_post(request):
            return redirect_to_login(reverse("kept_post"), self.get_login_url(view_func))
        return super().process_view(request, view_func, view_args, view_kwargs)


class NoStoreMiddleware:
    """Pages of people with an account are stored nowhere, and not shown again after signing out."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest):
        response = self.get_response(request)
        if without_language(request.path_info).startswith(PRIVATE_PATHS):
            response.headers["Cache-Control"] = "no-store"
        return response


class SecondFactorMiddleware:
    """Where REQUIRE_SECOND_FACTOR is on, who must have a second factor is led to set one up, and
    to show it where this session has not: it may be older than the factor.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest):
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view_func, view_args, view_kwargs):
        if not settings.REQUIRE_SECOND_FACTOR:
            return None
        if not without_language(request.path_info).startswith(SECOND_FACTOR_PATHS):
            return None
        user = request.user
        if not user.is_authenticated or not user.must_have_second_factor:
            return None
        if not has_second_factor(user):
            messages.warning(request, _("Ställ in inloggning i två steg, så öppnas sidan."))
            return redirect("mfa_index")
        if any(record["method"] == "mfa" for record in get_authentication_records(request, user)):
            return None
        has_app = is_mfa_enabled(user, [Authenticator.Type.TOTP])
        way = "mfa_reauthenticate" if has_app else "mfa_reauthenticate_webauthn"
        return redirect(reverse(way, query={"next": request.get_full_path()}))


class RefuseNulInAdminMiddleware:
    """A NUL in an address of the admin is a 400.

    The admin hands what stands there to the database, and PostgreSQL breaks on it. Our own lists
    check their filters themselves, and keep what was typed.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest):
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view_func, view_args, view_kwargs):
        in_admin = request.resolver_match is not None and request.resolver_match.app_name == "admin"
        if in_admin and any("\0" in value for values in request.GET.lists() for value in values[1]):
            raise BadRequest("A NUL in the address")
