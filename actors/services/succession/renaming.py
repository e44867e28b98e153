from collections.abc import Callable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from actors.models import Actor, User
from actors.services.rights import access_now
from records.history import told_as
from records.services import lock, save_content

# Writes the old name on what is closed.
Renaming = Callable[[Actor, str], None]
RENAMING: list[Renaming] = []


def also_rename(renaming: Renaming) -> None:
    """Let a room write the old name on what is closed. Called when the application starts."""
    RENAMING.append(renaming)


@transaction.atomic
def rename_actor(*, actor: Actor, name: str, by: User) -> Actor:
    """Give an organisation another name from now on. Its address stays, its old name finds it, and
    what is closed keeps the name that it was closed under. Raises PermissionDenied for who is no
    superuser, and ValidationError."""
    if not access_now(by).is_superuser:
        raise PermissionDenied
    kept = lock(actor)
    old, new = kept.name, name.strip()
    if new == old:
        raise ValidationError({"name": _("Så heter organisationen redan.")})
    kept.name = new
    kept.aliases = "\n".join([*(alias for alias in kept.alias_list if alias != new), old])
    kept.full_clean()
    with told_as(by=by, for_actor=kept.pk):
        for renaming in RENAMING:
            renaming(kept, old)
        save_content(record=kept)
    return kept
