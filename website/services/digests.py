"""One letter for each person with all that waits for them, at most once a week."""

import logging
from datetime import datetime, time

from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone

from records.mail import link_to, queue_mail
from records.mail.days import reminders_may_leave_on
from website.models import ReminderRun, ReminderSetting
from website.summaries import Digest, digests

# Not at midnight, when the day begins.
FROM_HOUR = time(7)

logger = logging.getLogger(__name__)


class SomeNotWrittenError(Exception):
    """Some reminders could not be written. The next time only they are tried."""


def send_digests(*, now: datetime) -> None:
    """Write the reminders of this week, on the first day of it on which they may leave. One query
    once they are written.

    Never two to a person in a week, whoever else runs this at the same time and whatever the person
    has chosen meanwhile: the key of a letter is the person and the week. What is cut short goes on
    at the next call. Raises SomeNotWrittenError when all the others are written.
    """
    local = timezone.localtime(now)
    if not reminders_may_leave_on(local.date()) or local.time() < FROM_HOUR:
        return
    run = ReminderRun.of_week(local.date())
    if run.finished_at is not None:
        return
    quiet = ReminderSetting.objects.quiet_in(monthly=run.is_first_of_month)
    left_out = set(quiet.values_list("user", flat=True))
    written = [try_to_write(one, run) for one in digests(today=local.date(), left_out=left_out)]
    if not all(written):
        raise SomeNotWrittenError(f"{written.count(False)} reminders were not written.")
    ReminderRun.objects.filter(pk=run.pk, finished_at=None).update(finished_at=now)


def try_to_write(digest: Digest, run: ReminderRun) -> bool:
    """One letter that fails does not keep the others from being written."""
    try:
        with transaction.atomic():
            write_digest(digest=digest, week=run.week)
    except (OperationalError, InterfaceError):
        # The database is away: the others would fail as this one does.
        raise
    except Exception as error:
        # The person's number, and no words of the letter: they stand in no log.
        logger.error(
            "The reminder to person %s was not written: %s",
            digest.person.pk,
            type(error).__name__,
        )
        return False
    return True


def write_digest(*, digest: Digest, week: str) -> None:
    person = digest.person
    context = {
        "name": person.name,
        "digest": digest,
        "link": link_to("my_work", language=person.language),
        "settings_link": link_to("reminders", language=person.language),
    }
    key = f"paminnelse/{person.pk}/{week}"
    queue_mail(
        to=person.email, template="digest", context=context, language=person.language, key=key
    )
