"""How a follow-up round goes: prepared, opened, answered, received, closed.

Everybody locks the round first and then a request (`held_request`); who begins a round or opens one
again locks the strategy before.
"""

from strategies.services.rounds.again import can_be_repeated, write_again
from strategies.services.rounds.answering import (
    ColleagueWroteError,
    name_contact,
    note_opened,
    reusable_reports,
    reuse_reports,
    save_answers,
    tell_preparation,
)
from strategies.services.rounds.forgetting import forget_link_holders
from strategies.services.rounds.holding import held_request
from strategies.services.rounds.letters import letters_of, recipients, reminders_as_read
from strategies.services.rounds.links import (
    held_holder,
    holder_of,
    revoke_round_link,
    send_round_link,
    state_holder,
)
from strategies.services.rounds.opening import (
    ask_also,
    close_round,
    missing_to_open,
    open_round,
    reopen_round,
    send_test_letter,
)
from strategies.services.rounds.preparing import begin_round, choose_asked, proposed_actors
from strategies.services.rounds.reminder_days import ReminderDay, day_in_words, reminder_plan
from strategies.services.rounds.running import (
    answer_by_telephone,
    ask_request_completion,
    extend_request,
    is_missing,
    note_help,
    receive_request,
    remind_missing,
)
from strategies.services.rounds.scheduled import send_round_reminders
from strategies.services.rounds.submitting import sign_request, submit_request
from strategies.services.rounds.timing import choose_reminders, move_due_date

__all__ = [
    "ColleagueWroteError",
    "ReminderDay",
    "answer_by_telephone",
    "ask_also",
    "ask_request_completion",
    "begin_round",
    "can_be_repeated",
    "choose_asked",
    "choose_reminders",
    "close_round",
    "day_in_words",
    "extend_request",
    "forget_link_holders",
    "held_holder",
    "held_request",
    "holder_of",
    "is_missing",
    "letters_of",
    "missing_to_open",
    "move_due_date",
    "name_contact",
    "note_help",
    "note_opened",
    "open_round",
    "proposed_actors",
    "receive_request",
    "recipients",
    "remind_missing",
    "reminder_plan",
    "reminders_as_read",
    "reopen_round",
    "reusable_reports",
    "reuse_reports",
    "revoke_round_link",
    "save_answers",
    "send_round_link",
    "send_round_reminders",
    "send_test_letter",
    "sign_request",
    "state_holder",
    "submit_request",
    "tell_preparation",
    "write_again",
]
