from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from actors.access import access_of
from actors.models import User
from records.history import told_as
from records.services import date_content, lock
from strategies.choices import PartyRole
from strategies.models import Party
from strategies.rules.joining import can_end_joining
from strategies.services.joining import letters
from strategies.services.joining.holding import hold_strategy
from strategies.services.reports.holding import require


@transaction.atomic
def leave_strategy(*, party: Party, on: date, by: User) -> Party:
    """Date that an organisation that joined leaves, with its last day. It stays in the list with
    both days. The other side is told by a letter.

    Dated already with that day, it stays as it is. Raises PermissionDenied; ValidationError for who
    has not joined or has left, and for a day before it joined.
    """
    strategy = hold_strategy(party.strategy)
    kept = lock(party)
    kept.strategy = strategy
    if kept.role != PartyRole.JOINED:
        raise ValidationError(_("Bara den som har anslutit sig kan lämna."))
    require(may=can_end_joining(access_of(by), kept))
    last_day = on.isoformat()
    if kept.until == last_day:
        return kept
    if not kept.is_current:
        raise ValidationError(_("Anslutningen är redan avslutad."))
    kept.until = last_day
    kept.full_clean()
    with told_as(by=by, for_actor=kept.actor_id):
        kept.save()
    date_content(record=strategy)
    letters.write_left(party=kept, by=by)
    return kept
