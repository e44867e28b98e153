from dataclasses import dataclass

from django.db import transaction

from actors.choices import Role
from actors.models import Invitation, User
from actors.services.invitations import invite
from actors.services.mailboxes import set_mailboxes
from actors.services.rights import lock, require_superuser


@dataclass(frozen=True)
class Mailboxes:
    function_mailbox: str
    registry_mailbox: str


@transaction.atomic
def onboard(*, invitation: Invitation, mailboxes: Mailboxes, by: User) -> Invitation:
    """Bring an organisation of the register in: keep its mailboxes, and invite its first
    coordinator by a letter that says what is in it for them.

    Raises PermissionDenied for all but superusers, and as `invite` does.
    """
    actor = lock(invitation.actor)
    require_superuser(by)
    invitation.role = Role.COORDINATOR
    set_mailboxes(
        actor=actor,
        function_mailbox=mailboxes.function_mailbox,
        registry_mailbox=mailboxes.registry_mailbox,
        by=by,
    )
    return invite(invitation=invitation, by=by)
