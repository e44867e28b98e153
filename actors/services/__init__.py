"""Who acts for an organisation: asking them, giving and taking rights, and its mailboxes."""

from actors.services.answer_links import (
    LinkClosedError,
    LinkHolder,
    hold_link,
    make_link,
    revoke_links,
    use_link,
    waiting_link,
)
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
    "LinkClosedError",
    "LinkHolder",
    "Newcomer",
    "Rights",
    "accept_as_new_person",
    "accept_invitation",
    "change_membership",
    "confirm_rights",
    "end_membership",
    "hold_link",
    "invite",
    "make_link",
    "onboard",
    "revoke_invitation",
    "revoke_links",
    "send_invitation_again",
    "set_mailboxes",
    "use_link",
    "waiting_invitation",
    "waiting_link",
]
