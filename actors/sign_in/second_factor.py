"""What an administrator does for one who has lost phone and codes."""

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction

from actors.models import User


@transaction.atomic
def forget_second_factor(*, person: User) -> None:
    """Take all second factors of a person away, end where they are signed in, and tell them by a
    letter. Whoever must have one sets it up at the next sign-in."""
    Authenticator.objects.filter(user=person).delete()
    for session in UserSession.objects.filter(user=person):
        session.end()
    get_adapter().send_notification_mail("mfa/email/totp_deactivated", person)
