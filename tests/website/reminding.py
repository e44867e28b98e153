"""People for whom something waits, whenever a test takes place, and the clock."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.utils import timezone

from actors.choices import Role
from actors.models import Actor, User
from records.models import OutgoingMail
from strategies.models import Commitment, Strategy
from tests import builders as make
from tests.people import person
from website.services import send_digests

LONG_AGO = date(2020, 1, 1)


def at(moment: str) -> datetime:
    """A time in Sweden, as "2027-03-01 08:00"."""
    return timezone.make_aware(datetime.fromisoformat(moment))


def moments(first: str, last: str, step: timedelta) -> Iterator[datetime]:
    now, end = at(first), at(last)
    while now <= end:
        yield now
        now += step


def officer(name: str, *, of: Actor, **fields) -> User:
    """A reporter since long ago."""
    user = person(name, of=of, role=Role.REPORTER, valid_from=LONG_AGO)
    User.objects.filter(pk=user.pk).update(**fields)
    user.refresh_from_db()
    return user


def unanswered(home: Strategy, handler: User, **fields) -> Commitment:
    """Something of which nothing is told, and that somebody handles."""
    actor = handler.memberships.get().actor
    return make.commitment(
        home, responsible=actor, handler=handler, handler_since=LONG_AGO, **fields
    )


def remind(moment: str) -> int:
    """How many letters are written then."""
    before = OutgoingMail.objects.count()
    send_digests(now=at(moment))
    return OutgoingMail.objects.count() - before
