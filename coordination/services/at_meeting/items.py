from django.db import transaction

from actors.models import User
from coordination.models import AgendaItem
from coordination.services.writing import hold_for_writing, told_of


@transaction.atomic
def save_note(*, item: AgendaItem, by: User) -> AgendaItem:
    """Save the note of an item, and nothing else of it. Raises PermissionDenied for who does not
    run the meeting; ValidationError once its notes are final."""
    meeting = hold_for_writing(item.meeting, by)
    with told_of(meeting, by):
        item.save(update_fields=["notes"])
    return item
