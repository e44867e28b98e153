"""Who sits in a seat that soon ends is told, without anybody pressing a button."""

import logging
from datetime import date, datetime, time, timedelta

from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone

from coordination.models import Seat
from coordination.services.seat_letters import DAYS_AHEAD, ending_key, write_ending
from records.mail.days import is_day_off
from records.models import OutgoingMail

# Not at midnight, when the day begins.
FROM_HOUR = time(7)

logger = logging.getLogger(__name__)


class SomeNotToldError(Exception):
    """Some letters could not be written. The next time only they are tried."""


def send_ending_seats(*, now: datetime) -> None:
    """Write to each person whose seat ends within thirty days, once for each day that is set. On
    any working day: through the summer too, for an end does not wait.

    Two queries once they are written. Raises SomeNotToldError when all the others are written.
    """
    local = timezone.localtime(now)
    if is_day_off(local.date()) or local.time() < FROM_HOUR:
        return
    today = local.date()
    window = {"until__gte": today, "until__lte": today + timedelta(days=DAYS_AHEAD)}
    rows = Seat.objects.filter(**window, person__is_active=True).order_by("pk")
    keys = {seat: ending_key(seat, today) for seat in rows.select_related("person")}
    known = OutgoingMail.objects.filter(key__in=keys.values())
    written = set(known.values_list("key", flat=True))
    told = [try_to_tell(seat, today) for seat, key in keys.items() if key not in written]
    if not all(told):
        raise SomeNotToldError(f"{told.count(False)} letters were not written.")


def try_to_tell(seat: Seat, today: date) -> bool:
    """One letter that fails does not keep the others from being written."""
    try:
        with transaction.atomic():
            write_ending(seat=seat, today=today)
    except (OperationalError, InterfaceError):
        # The database is away: the others would fail as this one does.
        raise
    except Exception as error:
        # The seat's number, and no words of the letter: they stand in no log.
        logger.error("The end of seat %s was not told: %s", seat.pk, type(error).__name__)
        return False
    return True
