from functools import wraps

from allauth.account.views import LoginView
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import Http404
from django.views.generic import TemplateView


class SignInView(LoginView):
    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(local_passwords=settings.LOCAL_PASSWORDS, **kwargs)


class AccountView(TemplateView):
    """What a signed-in person can do with the own account."""

    template_name = "account/account.html"

    def get_context_data(self, **kwargs) -> dict:
        user = self.request.user
        return super().get_context_data(
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
