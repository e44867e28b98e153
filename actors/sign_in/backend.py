from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest


class EmailBackend(AuthenticationBackend):
    """E-mail and password. Says nothing of an account that is closed, nor that there is one.

    allauth leads who knows the password of a closed account to a page of its own.
    """

    def authenticate(self, request: HttpRequest | None, **credentials) -> AbstractBaseUser | None:
        if not settings.LOCAL_PASSWORDS:
            return None
        return super().authenticate(request, **credentials)

    def _check_password(
        self, user: AbstractBaseUser | None, password: str
    ) -> AbstractBaseUser | None:
        if user is None:
            return None
        self._did_check_password = True
        is_right = user.check_password(password)
        return user if is_right and self.user_can_authenticate(user) else None
