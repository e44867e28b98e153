from functools import wraps

from allauth.account.internal.stagekit import clear_login, unstash_login
from allauth.account.views import LoginView, ReauthenticateView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from csp.decorators import csp_update
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from actors.sign_in.adapters import is_as_it_began
from actors.sign_in.links import links_of
from actors.sign_in.second_factor import has_second_factor
from actors.summaries import own_rights


class LeadsToProvider:
    """A page with a form that leads there: browsers ask its policy about every host on the way."""

    def render_to_response(self, context: dict, **kwargs) -> HttpResponse:
        provider = settings.IDENTITY_PROVIDER
        update = {"form-action": provider["origins"]} if provider else {}
        return csp_update(update)(super().render_to_response)(context, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        provider = settings.IDENTITY_PROVIDER
        return super().get_context_data(
            local_passwords=settings.LOCAL_PASSWORDS,
            provider_name=provider["name"] if provider else "",
            **kwargs,
        )


class SignInView(LeadsToProvider, LoginView):
    pass


class ShowAgainView(LeadsToProvider, ReauthenticateView):
    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        # Whom the provider does not know cannot show it there.
        if not links_of(self.request.user).exists():
            context["provider_name"] = ""
        return context


class SecondStepView(AuthenticateView):
    """A code or a key, whichever the person has: nobody is asked for what they never set up."""

    def get_context_data(self, **kwargs) -> dict:
        own = Authenticator.objects.filter(user=self.stage.login.user)
        kinds = set(own.values_list("type", flat=True))
        return super().get_context_data(**kwargs) | {
            "has_app": Authenticator.Type.TOTP in kinds,
            "has_key": Authenticator.Type.WEBAUTHN in kinds,
        }


class AccountView(TemplateView):
    """What a signed-in person can do with the own account."""

    template_name = "account/account.html"

    def get_context_data(self, **kwargs) -> dict:
        user = self.request.user
        return super().get_context_data(
            rights=own_rights(person=user),
            has_second_factor=is_mfa_enabled(user),
            has_password=settings.LOCAL_PASSWORDS and user.has_usable_password(),
            **kwargs,
        )


def with_local_passwords(view):
    """Not found where people sign in through their organisation only."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        if not settings.LOCAL_PASSWORDS:
            raise Http404
        return view(request, *args, **kwargs)

    return wrapped


def with_own_password(view):
    """Not found for a person who has no password to change."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        if not request.user.has_usable_password():
            raise Http404
        return view(request, *args, **kwargs)

    return with_local_passwords(wrapped)


def while_as_it_began(view):
    """A sign-in that waits for its code ends when the password is changed, the account closed, or
    the second step taken away: it would wait for ever."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        waiting = unstash_login(request, peek=True)
        person = waiting.user if waiting else None
        if person and not (is_as_it_began(request, person) and has_second_factor(person)):
            clear_login(request)
            messages.warning(request, _("Inloggningen avbröts. Logga in igen."))
            return redirect("account_login")
        return view(request, *args, **kwargs)

    return wrapped
