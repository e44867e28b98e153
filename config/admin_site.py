"""The Django admin as one door among others: no sign-in and no password of its own."""

from functools import update_wrapper

from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.generic import RedirectView

# Addresses of Django's admin that are left out. This one leads to the public page of any row by its
# key, and so tells a guesser which drafts exist and what they are called.
LEFT_OUT = {"view_on_site"}


class SamordnaAdminSite(AdminSite):
    site_header = site_title = "Samordna"
    # Django's own chooses a password without limits and without a letter.
    password_change = staticmethod(  # type: ignore[assignment]
        RedirectView.as_view(pattern_name="account_change_password")
    )

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context=None):
        """Leads to where one signs in. Django's own form would try passwords without limits."""
        return secure_admin_login(lambda request: redirect("admin:index"))(request)

    def admin_view(self, view, cacheable=False):
        """Who is signed in and may not come in is told so; Django asks them to sign in again."""
        opened = super().admin_view(view, cacheable)

        def asked(request: HttpRequest, *args, **kwargs):
            if request.user.is_authenticated and not self.has_permission(request):
                raise PermissionDenied
            return opened(request, *args, **kwargs)

        return update_wrapper(asked, opened)

    def get_urls(self):
        return [entry for entry in super().get_urls() if getattr(entry, "name", "") not in LEFT_OUT]
