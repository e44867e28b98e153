"""Who acts for an organisation: asking them, giving and taking rights, and its mailboxes."""

from actors.services.invitations import (
    InvitationClosedError,
    Newcomer,
    accept_as_new_person,
    accept_invitation,
    invite,
    revoke_invitation,
    send_invitation_again,
    waiting_invitation,
)
from actors.services.mailboxes import set_mailboxes
from actors.services.onboarding import onboard
from actors.services.people import (
    LastCoordinatorError,
    Rights,
    change_membership,
    confirm_rights,
    end_membership,
)

__all__ = [
    "InvitationClosedError",
    "LastCoordinatorError",
    "Newcomer",
    "Rights",
    "accept_as_new_person",
    "accept_invitation",
    "change_membership",
    "confirm_rights",
    "end_membership",
    "invite",
    "onboard",
    "revoke_invitation",
    "send_invitation_again",
    "set_mailboxes",
    "waiting_invitation",
]
