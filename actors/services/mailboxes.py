from django.db import transaction

from actors.models import Actor, User
from actors.services.rights import lock, require_manager
from records.services import save_content


@transaction.atomic
def set_mailboxes(*, actor: Actor, function_mailbox: str, registry_mailbox: str, by: User) -> Actor:
    """Keep where the public and the registry are written to; each may be empty.

    Raises PermissionDenied, and ValidationError for an address that is none. Its page is dated
    when something changed.
    """
    kept = lock(actor)
    require_manager(by, kept)
    if (kept.function_mailbox, kept.registry_mailbox) == (function_mailbox, registry_mailbox):
        return kept
    kept.function_mailbox, kept.registry_mailbox = function_mailbox, registry_mailbox
    kept.full_clean()
    save_content(record=kept)
    return kept
