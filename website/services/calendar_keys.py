from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from actors.models import User
from records.history import told_as
from records.services import hold
from website.models import CalendarKey


def calendar_key_of(person: User) -> CalendarKey | None:
    return CalendarKey.objects.filter(user=person).first()


def who_reads_calendar(*, token: str) -> User | None:
    """Whose calendar that address opens; nobody's where it is unknown, replaced or taken away."""
    key = CalendarKey.objects.by_token(token).select_related("user").first()
    return key.user if key else None


@transaction.atomic
def make_calendar_key(*, seen: str, by: User) -> str:
    """The secret part of the person's new address, which is told nowhere else; the one before opens
    nothing from now on.

    `seen`: `CalendarKey.seen` as the page showed it, empty where there was none. Raises
    ValidationError when it is another since then: a page that is loaded once more would else take
    away what the person has just copied.
    """
    person = hold(User.objects.all()).get(pk=by.pk)
    key = calendar_key_of(person)
    if (key.seen if key else "") != seen:
        raise ValidationError(_("Adressen är en annan sedan du öppnade sidan."))
    key = key or CalendarKey(user=person)
    token = key.give_token()
    key.full_clean()
    with told_as(by=by):
        key.save()
    return token


@transaction.atomic
def revoke_calendar_key(*, by: User) -> bool:
    """Take the person's address away at once, and say whether there was one."""
    key = hold(CalendarKey.objects.filter(user=by)).first()
    if key is None:
        return False
    with told_as(by=by):
        key.delete()
    return True
