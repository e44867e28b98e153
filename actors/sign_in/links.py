"""Which person someone at the identity provider is.

The first time an invited person comes, the address tells. From then on the provider's own name for
them does (`sub`, which it gives to nobody else): an address that is handed on to another does not
open the account, and a person keeps theirs when the address changes.
"""

from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet

from actors.models import User


def links_of(person: User) -> QuerySet[SocialAccount]:
    """At the provider of today; that of before says nothing any more."""
    if settings.IDENTITY_PROVIDER is None:
        return SocialAccount.objects.none()
    issuer = settings.IDENTITY_PROVIDER["issuer"]
    return SocialAccount.objects.filter(user=person, provider=issuer)


def invited_person(*, address: str) -> User | None:
    """Who was invited by this address and has not come before."""
    person = User.objects.filter(email=address).first() if address else None
    return None if person is None or links_of(person).exists() else person


@transaction.atomic
def link(*, person: User, issuer: str, subject: str) -> None:
    """Remember who the person is at the provider, once they have shown all that we ask for.

    Refuses where either already belongs with another: two may come at the same time.
    """
    person = User.objects.select_for_update().get(pk=person.pk)
    kept, _created = SocialAccount.objects.get_or_create(
        provider=issuer, uid=subject, defaults={"user": person}
    )
    if kept.user_id != person.pk or links_of(person).exclude(pk=kept.pk).exists():
        raise PermissionDenied


@transaction.atomic
def forget_links(*, person: User) -> bool:
    """Let the address tell once more who the person is, where the provider has made them anew.
    Ends where they are signed in. Says whether there was anything to forget."""
    removed, _by_kind = SocialAccount.objects.filter(user=person).delete()
    if not removed:
        return False
    for session in UserSession.objects.filter(user=person):
        session.end()
    return True
