"""Numbers to help are tried now and then, and somebody is told when it is time."""

from collections.abc import Iterator
from datetime import date, datetime, time

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from actors.access import access_of
from actors.choices import ActorKind, Role
from actors.models import Membership, User
from records.history import told_as
from records.mail import link_to, queue_mail
from records.mail.days import reminders_may_leave_on
from records.models import OutgoingMail
from records.services import lock
from website.models import LocalHelp, SupportLine
from website.rules.local_help import can_edit_local_help

# Not at midnight, when the day begins.
FROM_HOUR = time(7)


@transaction.atomic
def mark_checked(*, row: SupportLine | LocalHelp, by: User) -> None:
    """Note that somebody has tried the number today. Raises PermissionDenied: helplines of the
    whole country are superusers' to keep, local help its county board's."""
    access = access_of(by)
    may = can_edit_local_help(access, row) if isinstance(row, LocalHelp) else access.is_superuser
    if not may:
        raise PermissionDenied
    kept = lock(row)
    kept.checked_on = timezone.localdate()
    with told_as(by=by):
        kept.save()


def ask_for_checks(*, now: datetime) -> None:
    """Write to who keeps numbers that nobody has tried for ninety days: once a month, on a day when
    people are at work. One letter for each person, whatever the number of numbers."""
    local = timezone.localtime(now)
    if not reminders_may_leave_on(local.date()) or local.time() < FROM_HOUR:
        return
    asked = {letter_key(person, local.date()): (person, noun) for person, noun in who_keeps()}
    written = OutgoingMail.objects.filter(key__in=asked).values_list("key", flat=True)
    for key in asked.keys() - set(written):
        person, noun = asked[key]
        queue_mail(
            template="help_to_check",
            to=person.email,
            language=person.language,
            key=key,
            context={
                "name": person.name,
                "link": link_to(f"admin:website_{noun}_changelist", language=person.language)
                + "?kontroll=behovs",
            },
        )


def who_keeps() -> Iterator[tuple[User, str]]:
    """Who is to try numbers, and in which list of the admin. Three queries at most."""
    local = LocalHelp.objects.public().to_check()
    boards = local.filter(actor__counties__actors__kind=ActorKind.COUNTY_BOARD)
    keepers = Membership.objects.valid().filter(
        role=Role.COORDINATOR,
        user__is_active=True,
        actor__in=boards.values("actor__counties__actors"),
        actor__kind=ActorKind.COUNTY_BOARD,
    )
    for membership in keepers.select_related("user"):
        yield membership.user, "localhelp"
    if SupportLine.objects.to_check().exists():
        for person in User.objects.filter(is_superuser=True, is_active=True):
            yield person, "supportline"


def letter_key(person: User, day: date) -> str:
    return f"kontroll/{person.pk}/{date_format(day, 'Y-m')}"
