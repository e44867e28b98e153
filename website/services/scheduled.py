"""All that is to happen by itself, without anybody pressing a button."""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime

from coordination.services.ending_seats import send_ending_seats
from coordination.services.inviting import send_meeting_changes
from coordination.services.notes import chase_notes
from strategies.services.rounds import forget_link_holders, send_round_reminders
from website.services.checking import ask_for_checks
from website.services.digests import send_digests

Job = Callable[..., None]

# Each takes `now`, does what is due by then, and may be called as often as one likes, by several at
# once: it finds by itself that something is done. A new kind of work is one more line here.
JOBS: Mapping[str, Job] = {
    "reminders": send_digests,
    "round_reminders": send_round_reminders,
    "meeting_changes": send_meeting_changes,
    "names_of_link_holders": forget_link_holders,
    "ending_seats": send_ending_seats,
    "notes": chase_notes,
    "numbers_to_check": ask_for_checks,
}

logger = logging.getLogger(__name__)


def do_what_is_due(*, now: datetime, jobs: Mapping[str, Job] = JOBS) -> list[str]:
    """Do each job; one that fails stops no other. Returns the names of those that failed, of which
    the log tells why."""
    return [name for name, job in jobs.items() if not succeeds(name, job, now)]


def succeeds(name: str, job: Job, now: datetime) -> bool:
    try:
        job(now=now)
    except Exception:
        logger.exception("Scheduled work failed: %s", name)
        return False
    return True
