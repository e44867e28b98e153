"""How the notes or minutes of a meeting go: a draft, sent for comments, final; and corrected."""

from coordination.services.notes.chasing import chase_notes
from coordination.services.notes.commenting import add_comment, handle_comment
from coordination.services.notes.finishing import SeenOtherwiseError, make_final, reopen_notes
from coordination.services.notes.people import approvers_of, signing_as
from coordination.services.notes.sending import send_for_comments, usual_last_day

__all__ = [
    "SeenOtherwiseError",
    "add_comment",
    "approvers_of",
    "chase_notes",
    "handle_comment",
    "make_final",
    "reopen_notes",
    "send_for_comments",
    "signing_as",
    "usual_last_day",
]
