"""A second factor as a whole: whether somebody has one, and what an administrator does for one who
has lost phone and codes."""

import uuid

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.db import transaction

from actors.models import User
from records.mail import link_to, queue_mail

# What is shown at the second step; recovery codes alone are none.
SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def has_second_factor(person: User) -> bool:
    return is_mfa_enabled(person, SECOND_FACTORS)


@transaction.atomic
def forget_second_factor(*, person: User) -> bool:
    """Take all second factors of a person away, end where they are signed in, and tell them by a
    letter. Whoever must have one sets it up at the next sign-in. Says whether there was any."""
    removed, _by_kind = Authenticator.objects.filter(user=person).delete()
    if not removed:
        return False
    for session in UserSession.objects.filter(user=person):
        session.end()
    queue_mail(
        to=person.email,
        template="second_factor_removed",
        context={"name": person.name, "link": link_to("account", language=person.language)},
        language=person.language,
        key=f"tva-steg/{uuid.uuid4()}",
    )
    return True
