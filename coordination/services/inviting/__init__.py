"""Inviting to a meeting: who is asked, the letters, the answers, and what changes meanwhile."""

from coordination.services.inviting.answering import PURPOSE, answer_invitation, invitee_of_link
from coordination.services.inviting.candidates import Candidate, candidates_of
from coordination.services.inviting.facts import (
    Change,
    as_told,
    changes_since_told,
    facts_of,
    organizer_of,
    when_in_words,
)
from coordination.services.inviting.guests import add_guest
from coordination.services.inviting.letters import invitation_as_read
from coordination.services.inviting.seated import seats_of, those_who_left
from coordination.services.inviting.sending import invite, send_test_invitation
from coordination.services.inviting.telling import (
    send_meeting_changes,
    tell_cancelled,
    tell_changes,
)
from coordination.services.inviting.withdrawing import withdraw_invitee

__all__ = [
    "PURPOSE",
    "Candidate",
    "Change",
    "add_guest",
    "answer_invitation",
    "as_told",
    "candidates_of",
    "changes_since_told",
    "facts_of",
    "invitation_as_read",
    "invite",
    "invitee_of_link",
    "organizer_of",
    "seats_of",
    "send_meeting_changes",
    "send_test_invitation",
    "tell_cancelled",
    "tell_changes",
    "those_who_left",
    "when_in_words",
    "withdraw_invitee",
]
