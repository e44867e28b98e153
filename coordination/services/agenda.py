"""The agenda of a meeting: what is taken up, in its order. It is changed under the meeting's lock,
so that two who move items at the same time leave them in one order."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext_lazy as _

from actors.models import User
from coordination.choices import Audience, ProposalState
from coordination.models import AgendaItem, ItemProposal, Meeting
from coordination.services.agenda_documents import erase_documents_of, follow_item
from coordination.services.writing import hold_for_writing, told_of
from records.services import date_content, lock

GONE = _("Någon annan har tagit bort punkten.")
WRITTEN_AT = _(
    "Det står en anteckning, ett beslut, en åtgärdspunkt eller en kommentar vid punkten. Den går "
    "inte att ta bort."
)


@transaction.atomic
def add_item(*, item: AgendaItem, by: User) -> AgendaItem:
    """Put a new item last. Raises as `hold_for_writing`, and ValidationError for what is
    malformed."""
    meeting = hold_for_writing(item.meeting, by)
    before = list(meeting.items.all())
    item.position = len(before) + 1
    item.full_clean()
    with told_of(meeting, by):
        number(before)
        item.save()
    date_where_public(meeting, item.audience)
    return item


@transaction.atomic
def change_item(*, item: AgendaItem, by: User) -> None:
    """Save what a form changed; its documents are for no more than it is. Raises as `add_item`."""
    meeting = hold_for_writing(item.meeting, by)
    before = lock(item)
    item.position = before.position
    item.full_clean()
    with told_of(meeting, by):
        item.save()
        follow_item(item)
    date_where_public(meeting, before.audience, item.audience)


@transaction.atomic
def move_item(*, item: AgendaItem, up: bool, by: User) -> None:
    """Let an item change places with the one above it or below it. At its end it stays.

    All are numbered from one, whatever their numbers were. Raises as `hold_for_writing`, and
    ValidationError where another has removed it.
    """
    meeting = hold_for_writing(item.meeting, by)
    items = list(meeting.items.all())
    if item not in items:
        raise ValidationError(GONE)
    place = items.index(item)
    other = place - 1 if up else place + 1
    if 0 <= other < len(items):
        items[place], items[other] = items[other], items[place]
    with told_of(meeting, by):
        number(items)
    date_where_public(meeting, item.audience)


@transaction.atomic
def remove_item(*, item: AgendaItem, by: User) -> None:
    """Take an item off with its documents. What was proposed waits again.

    Raises as `hold_for_writing`, and ValidationError where something is written at it.
    """
    meeting = hold_for_writing(item.meeting, by)
    if item not in (items := list(meeting.items.all())):
        return
    if (held := lock(item)).notes:
        raise ValidationError(WRITTEN_AT)
    with told_of(meeting, by):
        for proposal in ItemProposal.objects.filter(item=held):
            proposal.item, proposal.state = None, ProposalState.WAITING
            proposal.save()
        erase_documents_of(held)
        try:
            held.delete()
        except ProtectedError as error:
            raise ValidationError(WRITTEN_AT) from error
        number([one for one in items if one != item])
    date_where_public(meeting, held.audience)


def number(items: Sequence[AgendaItem]) -> None:
    """Number the items of a held agenda from one, in this order."""
    for position, item in enumerate(items, start=1):
        if item.position != position:
            item.position = position
            item.save(update_fields=["position"])


def date_where_public(meeting: Meeting, *audiences: str) -> None:
    """What everybody may read has changed: the page says when."""
    if Audience.PUBLIC in audiences:
        date_content(record=meeting)
