"""What we write to a person about the account itself, and how those letters are found again."""

import uuid

from django.db.models import Q

from actors.models import User
from records.mail import link_to, queue_mail


def write_account_changed(*, person: User, before: User) -> None:
    """That the account signs in under another address, is closed or opened, or administers the
    installation or no longer does. Nothing where nothing of that has changed."""
    changes = {
        "has_moved": person.email != before.email,
        "is_closed": before.is_active and not person.is_active,
        "is_opened": person.is_active and not before.is_active,
        "administers": person.is_superuser and not before.is_superuser,
        "administered": before.is_superuser and not person.is_superuser,
    }
    if not any(changes.values()):
        return
    for address in sorted({person.email, before.email}):
        queue_mail(
            to=address,
            template="account_changed",
            context=changes
            | {
                "name": person.name,
                "address": person.email,
                "link": link_to("account", language=person.language),
            },
            language=person.language,
            key=f"{key_of(person)}{uuid.uuid4()}",
        )


def letters_of_q(person: User) -> Q:
    """The person's letters: those to the address of today, and those about the account, of which
    one went to the address before."""
    return Q(to__iexact=person.email) | Q(key__startswith=key_of(person))


def key_of(person: User) -> str:
    return f"konto/{person.pk}/"
