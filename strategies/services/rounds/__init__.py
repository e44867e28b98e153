"""How a follow-up round goes: prepared, opened, answered, received, closed.

Everybody locks the round first and then a request (`held_request`).
"""

from strategies.services.rounds.answering import (
    ColleagueWroteError,
    name_contact,
    note_opened,
    reusable_reports,
    reuse_reports,
    save_answers,
    sign_request,
    submit_request,
    tell_preparation,
)
from strategies.services.rounds.letters import recipients
from strategies.services.rounds.opening import (
    ask_also,
    close_round,
    missing_to_open,
    open_round,
    reopen_round,
    send_test_letter,
)
from strategies.services.rounds.preparing import begin_round, choose_asked, proposed_actors
from strategies.services.rounds.running import (
    answer_by_telephone,
    ask_request_completion,
    extend_request,
    is_missing,
    note_help,
    receive_request,
    remind_missing,
)

__all__ = [
    "ColleagueWroteError",
    "answer_by_telephone",
    "ask_also",
    "ask_request_completion",
    "begin_round",
    "choose_asked",
    "close_round",
    "extend_request",
    "is_missing",
    "missing_to_open",
    "name_contact",
    "note_help",
    "note_opened",
    "open_round",
    "proposed_actors",
    "receive_request",
    "recipients",
    "remind_missing",
    "reopen_round",
    "reusable_reports",
    "reuse_reports",
    "save_answers",
    "send_test_letter",
    "sign_request",
    "submit_request",
    "tell_preparation",
]
